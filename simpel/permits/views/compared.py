"""A comparison in words: what was typed, what the document says, and a hint that never decides."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simpel.documents.said.dates import Span
from simpel.ui.templatetags.ui import span

from ..comparison import Compared, Comparison, Kind
from ..forms.choices import country_name
from .rows import Mark

MARKS = {
    "same": ("ok", "check-circle-fill"),
    "differs": ("warn", "exclamation-triangle-fill"),
    "unseen": ("open", "question-circle"),
}


@dataclass(frozen=True)
class Line:
    """One row of the table: form beside document."""

    label: str
    typed: str
    found: str
    hint: str
    mark: Mark
    kind: str


@dataclass(frozen=True)
class Beside:
    """A document beside the form, ready to print; `hint` stands for the rows where there are none."""

    lines: list[Line]
    hint: str
    mark: Mark | None


def beside(comparison: Comparison) -> Beside:
    """The rows in words, differences first, and one mark for the whole document."""
    if comparison.state != "compared":
        return Beside([], _why_not(comparison.state), None)
    order = ("differs", "same", "unseen")
    lines = [_line(row) for row in sorted(_gathered(comparison.rows), key=lambda row: order.index(row.kind))]
    number = comparison.differing
    words = ngettext("%(n)s berbeda", "%(n)s berbeda", number) % {"n": number}
    return Beside(lines, "", Mark(*MARKS["differs"], words) if number else None)


def _gathered(rows: tuple[Compared, ...]) -> list[Compared]:
    """Names that are there and names that are not, each in one row; a misspelt one keeps its own."""
    kept = [row for row in rows if row.about != "name" or row.kind == "differs"]
    kinds: tuple[Kind, ...] = ("same", "unseen")
    for kind in kinds:
        names = [str(row.typed) for row in rows if row.about == "name" and row.kind == kind]
        if names:
            kept.append(Compared("name", kind, "; ".join(names)))
    return kept


def _line(row: Compared) -> Line:
    words = {"same": _("Sama"), "differs": _("Berbeda"), "unseen": _("Tidak ditemukan")}
    labels = {"dates": _("Tanggal kegiatan"), "name": _("Nama"), "country": _("Negara")}
    return Line(
        label=labels[row.about],
        typed=_said(row, row.typed),
        found="; ".join(_said(row, one) for one in row.found),
        hint=_hint(row),
        mark=Mark(*MARKS[row.kind], words[row.kind]),
        kind=row.kind,
    )


def _said(row: Compared, value: Span | str) -> str:
    if isinstance(value, Span):
        return span(value.first, value.last)
    return country_name(value) if row.about == "country" else value


def _hint(row: Compared) -> str:
    if row.kind != "unseen":
        return ""
    return {
        "dates": _("Kami tidak menemukan tanggal ini dalam teks dokumen; bisa jadi memang tidak disebut."),
        "name": _("Kami tidak menemukan nama ini dalam teks dokumen; bisa jadi memang tidak disebut."),
        "country": _("Kami tidak menemukan negara ini dalam teks dokumen; bisa jadi memang tidak disebut."),
    }[row.about]


def _why_not(state: str) -> str:
    return {
        "no_text": _(
            "Dokumen ini tidak memuat teks yang dapat dibaca mesin, mungkin hasil pindai. Bandingkan sendiri."
        ),
        "waiting": _("Teks dokumen ini masih dibaca. Muat ulang halaman sebentar lagi."),
    }.get(state, _("Teks dokumen ini belum dapat dibandingkan."))
