"""A letter's content as PDF: Typst draws it, PDF/A-2a for the archive and PDF/UA-1 for readers that speak, at once.

What people typed reaches Typst as JSON strings only, never as source. System fonts are ignored, so the same letter
comes out alike on every machine; the pack may bring fonts of its own in `letters/fonts`.
"""

import json
import re
import threading
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from simpel.letters import qr, wording
from simpel.letters.content import Content

STANDARDS: Any = ["a-2a", "ua-1"]  # Any: the stubs want the list of every name they know
PLAIN = re.compile(r"[\u0020-\u007e\u00a0-\u017f]")  # Latin as most names are written: every serif has it
PROBE = b'#set document(title: "-")\n#set text(font: "Libertinus Serif")\n#sys.inputs.text'
SUBJECT = "SIMPEL"  # first of the keywords in the file; the code follows


class Undrawable(Exception):
    """The letter cannot be drawn as it is, mostly because no font has a sign that somebody typed."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Dress:
    """What a letter wears besides its content: known only when it is drawn."""

    address: str  # in the QR
    trace: str  # in the foot
    seal: str  # whole, in the file's properties
    specimen: bool  # signed by the development authority


def pdf(content: Content, dress: Dress, *, template: Path, at: datetime) -> bytes:
    """The letter, unsigned. Same input, same bytes."""
    given = json.dumps(content.as_json() | _dressing(content, dress), ensure_ascii=False)
    try:
        drawn = _compilers.of(template).compile(
            format="pdf", sys_inputs={"letter": given}, pdf_standards=STANDARDS, timestamp=int(at.timestamp())
        )
    except typst.TypstError as error:
        raise Undrawable(str(error)) from error
    if not isinstance(drawn, bytes):
        raise Undrawable("one file was expected")
    return drawn


def undrawable(text: str, *, folder: Path) -> str:
    """The signs of a text that no font of the letters has, so that a form can say so before anything is decided."""
    rare = "".join(sorted({sign for sign in wording.tidy(text) if not PLAIN.match(sign)}))
    if not rare or _draws(rare, folder):
        return ""
    return "".join(sign for sign in rare if not _draws(sign, folder))


def _draws(text: str, folder: Path) -> bool:
    given = {"text": " ".join(text)}
    try:
        typst.compile(  # type: ignore[misc]
            PROBE,
            font_paths=[str(folder / "fonts")],
            ignore_system_fonts=True,
            sys_inputs=given,
            pdf_standards=STANDARDS,
        )
    except typst.TypstError:
        return False
    return True


def _dressing(content: Content, dress: Dress) -> dict[str, object]:
    return {
        "qr_svg": qr.drawn(dress.address),
        "trace": dress.trace,
        "specimen": list(content.specimen) if dress.specimen else [],
        "description": f"{content.letterhead[0]}, {content.number}, {dress.seal}",
        "keywords": [SUBJECT, content.code],
    }


class _Compilers(threading.local):
    """One compiler for each thread and template: it keeps fonts and what it compiled last."""

    def __init__(self) -> None:
        self.made = cache(self._make)

    def of(self, template: Path) -> typst.Compiler:
        return self.made(template)

    @staticmethod
    def _make(template: Path) -> typst.Compiler:
        folder = template.parent
        return typst.Compiler(
            input=str(template), root=str(folder), font_paths=[str(folder / "fonts")], ignore_system_fonts=True
        )


_compilers = _Compilers()
