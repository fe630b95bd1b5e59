"""Demonstration data: made-up people and files from the pack's `demo` folder, the same on every run."""

from .build import build

__all__ = ["build"]
