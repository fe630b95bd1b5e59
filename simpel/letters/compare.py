"""Does the drawn letter say what was decided? Its text is taken out of the PDF and its QR read from the page's picture.

Both directions are checked: everything decided stands on the pages, and nothing else does. A letter that fails is never
signed.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable

import pypdfium2

from simpel.letters import qr
from simpel.letters.content import Content
from simpel.letters.render import Dress

QR_DPI = 110  # three centimetres of QR give 130 points: read in 2 ms, with room to spare
_READ_AS = str.maketrans({"\ufffe": "-", "\x02": "-", "”": "“"})
_pdfium = threading.Lock()  # the library allows one caller at a time


class Differs(Exception):
    """The drawn letter is not the decided one; `what` names the first difference."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def check(pdf: bytes, content: Content, dress: Dress) -> int:
    """Compare text and QR with the data; `Differs` on the first difference. Returns the number of pages."""
    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pages, found = _texts(document), _first_qr(document)
        finally:
            document.close()
    _check_text(pages, content, dress)
    if found != [dress.address]:
        raise Differs("QR")
    return len(pages)


def _first_qr(document: pypdfium2.PdfDocument) -> list[str]:
    """What the QR says, read from a picture of the first page that has one."""
    for page in document:
        picture = page.render(scale=QR_DPI / 72, grayscale=True, may_draw_forms=False).to_pil()
        page.close()
        if found := qr.read(picture):
            return found
    return []


def _texts(document: pypdfium2.PdfDocument) -> list[str]:
    texts = []
    for page in document:
        reader = page.get_textpage()
        texts.append(reader.get_text_range())
        reader.close()
        page.close()
    return texts


def _check_text(pages: list[str], content: Content, dress: Dress) -> None:
    rest = "".join(
        _without_margins(_bare(text), place, len(pages), content, dress) for place, text in enumerate(pages, start=1)
    )
    for line in content.letterhead:  # the drawing may set it in capitals
        rest = rest.replace(_bare(line.upper()), _bare(line))
    expected = [_bare(part) for text in body(content) for part in _parts(text)]
    for text in expected:
        if text not in rest:
            raise Differs(f"text missing: {text[:60]}")
    end = _covered(rest, set(expected))
    if end < len(rest):
        raise Differs(f"text nobody decided: {rest[end : end + 60]}")


def _covered(text: str, pieces: set[str]) -> int:
    """How far the text is made of nothing but these pieces, one after the other in any order."""
    by_first = {sign: [piece for piece in pieces if piece[0] == sign] for sign in {piece[0] for piece in pieces}}
    ends, reached = [0], {0}
    while ends:
        at = ends.pop()
        if at == len(text):
            return at
        for piece in by_first.get(text[at], ()):
            after = at + len(piece)
            if after not in reached and text.startswith(piece, at):
                reached.add(after)
                ends.append(after)
    return max(reached)


def _without_margins(text: str, page: int, pages: int, content: Content, dress: Dress) -> str:
    """The page's text less its head and foot, each of which must be there."""
    margins = [
        dress.trace,
        content.code,
        content.page.format(page=page, pages=pages),
        *(content.specimen if dress.specimen else ()),
    ]
    foot = "".join(_bare(part) for part in margins[:3])
    if foot not in text:
        raise Differs(f"foot of page {page}")
    text = text.replace(foot, "", 1)
    for part in margins[3:]:
        if _bare(part) not in text:
            raise Differs(f"specimen mark of page {page}")
        text = text.replace(_bare(part), "")
    return text


def body(content: Content) -> list[str]:
    """Every piece of text the letter consists of, heads and feet left out."""
    annex = content.annex
    people = [
        part
        for p in annex.persons
        for part in (p.no, p.name, p.employee_no, p.position, p.institution, p.period, p.payer)
    ]
    pieces = [
        *content.letterhead,
        *(part for row in (*content.heading, *annex.rows) for part in (row.label, row.text)),
        *(content.place_date, *content.addressee, *content.paragraphs, *_listed(content.conditions), content.closing),
        *(*content.signature.lines, *content.signature.note, content.signature.name, content.check, content.code),
        *(content.copies_title, *_listed(content.copies), *annex.title, annex.heading, *annex.columns, *people),
    ]
    return [piece for piece in pieces if piece]


def _parts(text: str) -> list[str]:
    """The text whole; word by word where it runs from right to left: PDF readers order such words in their own way.

    Quotation marks stand for themselves there: which word they touch is the reader's choice too.
    """
    turns = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)
    return re.findall(r"[“”]|[^\s“”]+", text) if turns else [text]


def _listed(texts: Iterable[str]) -> list[str]:
    return [f"{place}. {text}" for place, text in enumerate(texts, start=1)]


def _bare(text: str) -> str:
    """Text without what drawing may change: ligatures resolved, no spaces, no invisible signs."""
    # PDFium takes a hyphen at the end of a line for one that typesetting put there, and marks it.
    # A quotation mark beside words from right to left may come out as its mirror image.
    composed = unicodedata.normalize("NFKC", text.translate(_READ_AS))
    return "".join(sign for sign in composed if not sign.isspace() and unicodedata.category(sign) not in {"Cf", "Cc"})
