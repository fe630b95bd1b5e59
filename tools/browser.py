"""Finds the system's Chromium for the browser journeys and the pictures."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The browser to drive: SIMPEL_CHROMIUM, else the first known name in PATH."""
    named = os.environ.get("SIMPEL_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def why_not() -> str:
    """What to say to somebody whose browser tests were left out."""
    named = os.environ.get("SIMPEL_CHROMIUM")
    if named:
        return f"SIMPEL_CHROMIUM names {named}, which does not exist"
    return "no Chromium in PATH (Debian: apt-get install chromium; elsewhere set SIMPEL_CHROMIUM)"
