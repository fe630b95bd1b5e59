"""The parts of the suite that need a program this project does not bring, and which of them cannot run here."""

import shutil

from tools import browser


def left_out() -> list[str]:
    """Each part that this machine cannot run, with the reason and the remedy."""
    found = []
    if browser.find() is None:
        found.append(f"browser journeys: {browser.why_not()}")
    if shutil.which("pdfsig") is None:
        found.append("a second opinion on signatures: no pdfsig in PATH (Debian: apt-get install poppler-utils)")
    return found
