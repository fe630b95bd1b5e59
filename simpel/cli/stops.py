"""How a command ends early, and how a broken pack is told: file, row, remedy."""

from simpel.law.reading import BrokenPack


class Stop(Exception):
    """The command cannot go on; the message says why and what to do now."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def in_words(broken: BrokenPack) -> str:
    """A broken pack, as somebody editing it wants to hear it."""
    row = f", {broken.row}" if broken.row else ""
    return (
        "simpel: the pack cannot be used.\n"
        f"  Where:   {broken.file}{row}\n  Problem: {broken.problem}\n  Remedy:  {broken.remedy}"
    )
