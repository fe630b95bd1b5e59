"""The simpel command."""
