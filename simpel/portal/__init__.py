"""The public front: home and general pages."""
