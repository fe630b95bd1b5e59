"""The numbers by which the state knows people, as they are typed and shown. Their shapes are the pack's."""

import re


def tidy(text: str) -> str:
    """Without the blanks, dots and dashes people copy along, in capitals."""
    return re.sub(r"[\s.\-]", "", text).upper()


def masked(value: str) -> str:
    """•••• 3471: the last four signs, enough to compare with a card in the hand."""
    return f"•••• {value[-4:]}" if value else ""
