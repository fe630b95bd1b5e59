"""The room's verbs, a topic a file."""

from .answering import answer
from .crises import PATIENCE, ask_again, close, export, open_crisis
from .looking import look_up

__all__ = ["PATIENCE", "answer", "ask_again", "close", "export", "look_up", "open_crisis"]
