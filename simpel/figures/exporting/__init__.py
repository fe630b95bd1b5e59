"""Exports: which rows there are, how they are written to a file, and the work that does it."""
