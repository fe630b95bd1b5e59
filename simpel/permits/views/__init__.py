"""Doors of the permits room: one module per page family."""
