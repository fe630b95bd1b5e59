"""The file's way, from an empty form to an accepted report."""
