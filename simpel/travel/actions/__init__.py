"""Verbs of the room."""

from .handing import hand_passport, make_package
from .hearing import hear
from .moving import move
from .opening import open_documents

__all__ = ["hand_passport", "hear", "make_package", "move", "open_documents"]
