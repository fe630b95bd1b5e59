"""The world of the permits room, seen from this one."""

from simpel.permits.tests.conftest import world

__all__ = ["world"]
