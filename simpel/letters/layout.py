"""A pack's `letters/letters.toml`: what its letters say, how they are numbered, who signs. Pure: reads the file given.

A mistake in the file is a `BrokenPack` that names file, row and remedy, never a letter that looks odd later.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter

from simpel.law.reading import BrokenPack, Row, only, rows, toml
from simpel.letters.wording import ROMAN

FOLDER, FILE = "letters", "letters/letters.toml"
LANGUAGES = ("id", "en")
APPROVAL = "approval"  # the letter that an approved new application ends in

# What may stand in braces, text by text.
_FACTS = {"request_no", "request_on", "requested_by", "activity", "event", "city", "country", "trip", "persons"}
_KIND = {
    "subject": _FACTS,
    "nature": _FACTS,
    "attachment": _FACTS,
    "opening": _FACTS,
    "permission": _FACTS | {"permission_no", "permission_on"},
    "terms": _FACTS,
    "closing": _FACTS,
}
_EARLIER = {"earlier_no", "earlier_on", "reason"}  # of the letter that is changed, and why
_NUMBER = {"serial", "office", "activity", "month", "month_roman", "year"}
_WORDS: dict[str, set[str]] = {
    "place_date": {"place", "date"},
    "to": {"addressee"},
    "at": {"city"},
    "signed_at": {"date", "time"},
    "check": {"address"},
    "trace": {"entry", "seal"},
    "page": {"page", "pages"},
    "annex": {"number"},
    "annex_date": {"date"},
    "employee_no": {"employee_no"},
    "deputises": {"holder"},
    "condition": {"condition"},
    "qr": {"number"},
}
_PLAIN_WORDS = re.findall(
    r"\w+",
    "number nature attachment subject signed copies traveller band specimen specimen_note "
    "annex_activity annex_organiser annex_place annex_period annex_list "
    "column_no column_name column_position column_period column_payer",
)


@dataclass(frozen=True)
class Kind:
    """One kind of letter: its texts, with places for the facts."""

    name: Mapping[str, str]
    subject: str
    nature: str
    attachment: str
    opening: str
    permission: str
    terms: str  # the words before the conditions
    conditions: tuple[str, ...]
    closing: str


@dataclass(frozen=True)
class Series:
    """A gapless row of numbers, for the clusters whose letters come from one signer's office."""

    id: str
    clusters: frozenset[str]
    office: str
    number: str

    def printed(self, serial: int, *, activity: str, on: date) -> str:
        """A number of this series as it stands on the letter."""
        return self.number.format(
            serial=serial,
            office=self.office,
            activity=activity,
            month=on.month,
            month_roman=ROMAN[on.month - 1],
            year=on.year,
        )


@dataclass(frozen=True)
class SignatureBlock:
    """Who signs for a cluster, and for whom; `desk` narrows it to letters decided there."""

    cluster: str
    desk: str
    on_behalf_of: str
    position: str


@dataclass(frozen=True)
class CopyList:
    """Tembusan: recipients chosen together."""

    id: str
    name: Mapping[str, str]
    to: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Everything a pack says about its letters."""

    folder: Path
    template: str
    language: str
    letterhead: tuple[str, ...]
    place: str
    issuer: Mapping[str, str]
    kinds: Mapping[str, Kind]
    series: tuple[Series, ...]
    signatures: tuple[SignatureBlock, ...]
    acting: Mapping[str, str]
    copies: Mapping[str, CopyList]
    words: Mapping[str, str]

    def series_for(self, cluster: str) -> Series:
        """The series that numbers this cluster's letters."""
        return next(series for series in self.series if cluster in series.clusters)

    def signature_for(self, cluster: str, desk: str) -> SignatureBlock:
        """The block for a cluster, the row for this desk first."""
        rows = [row for row in self.signatures if row.cluster == cluster and row.desk in ("", desk)]
        return max(rows, key=lambda row: bool(row.desk))

    def recipients(self, chosen: Iterable[str], given: Mapping[str, str]) -> tuple[str, ...]:
        """The lines a choice of copy lists stands for, filled in; a text that names no list is a recipient itself."""
        lines = [line for item in chosen for line in self._lines_of(item, given)]
        return tuple(dict.fromkeys(lines))

    def _lines_of(self, item: str, given: Mapping[str, str]) -> list[str]:
        return [line.format(**given) for line in self.copies[item].to] if item in self.copies else [item]


def load(pack: Path, *, clusters: Iterable[str], amendments: Iterable[str] = ()) -> Layout:
    """The layout of the pack in this folder.

    `clusters` are those the pack knows: each needs a series and a signer. `amendments` are its kinds of application
    that change an earlier letter: each needs a kind of letter.
    """
    raw = toml(FILE, _read(pack / FILE))
    only(
        FILE,
        raw,
        [
            "language",
            "layout",
            "letterhead",
            "place",
            "issuer",
            "kind",
            "series",
            "signature",
            "acting",
            "copy",
            "words",
        ],
    )
    top = Row(FILE, "", raw)
    layout = Layout(
        folder=pack / FOLDER,
        template=top.need("layout", str),
        language=top.one_of("language", LANGUAGES),
        letterhead=_lines(top, "letterhead", set()),
        place=top.need("place", str),
        issuer=top.words("issuer", LANGUAGES),
        kinds={name: _kind(name, Row(FILE, f"kind.{name}", row)) for name, row in top.need("kind", dict).items()},
        series=tuple(_series(row) for row in rows(FILE, raw, "series")),
        signatures=tuple(_signature(row) for row in rows(FILE, raw, "signature", key="position")),
        acting={code: str(word) for code, word in top.need("acting", dict).items()},
        copies={row.name: _copy(row) for row in rows(FILE, raw, "copy")},
        words=_words(Row(FILE, "words", top.need("words", dict))),
    )
    _whole(layout, tuple(clusters))
    _speaks_of(layout, amendments)
    return layout


def kind_for(application_kind: str, *, amends: bool) -> str:
    """The kind of letter an application ends in: the approval, or for an amendment the one named like it."""
    return application_kind.lower() if amends else APPROVAL


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenPack(
            FILE, "", f"not readable: {error}", "Write it; packs/example has a small one to start from"
        ) from None


def _kind(name: str, row: Row) -> Kind:
    """A kind of letter. One that changes an earlier letter may name it, and may go without conditions of its own."""
    more = set() if name == APPROVAL else _EARLIER
    texts = {text: _text(row, text, allowed | more) for text, allowed in _KIND.items()}
    conditions = _lines(row, "conditions", _FACTS | more) if name == APPROVAL or "conditions" in row.data else ()
    kind = Kind(name=row.words("name", LANGUAGES), conditions=conditions, **texts)
    row.done()
    return kind


def _series(row: Row) -> Series:
    number = _text(row, "number", _NUMBER)
    for name in ("serial", "year"):
        if "{" + name not in number:
            row.refuse(f"number has no {{{name}}}", "Put it in, or two letters could carry the same number")
    series = Series(row.need("id", str), frozenset(_lines(row, "cluster", set())), row.need("office", str), number)
    row.done()
    return series


def _signature(row: Row) -> SignatureBlock:
    block = SignatureBlock(
        row.need("cluster", str), row.get("desk", str, ""), row.get("on_behalf_of", str, ""), row.need("position", str)
    )
    row.done()
    return block


def _copy(row: Row) -> CopyList:
    copy = CopyList(
        row.need("id", str), row.words("name", LANGUAGES), _lines(row, "to", {"country", "requested_by", "city"})
    )
    row.done()
    return copy


def _words(row: Row) -> dict[str, str]:
    words = {name: _text(row, name, _WORDS.get(name, set())) for name in [*_PLAIN_WORDS, *_WORDS]}
    row.done()
    return words


def _text(row: Row, key: str, allowed: set[str]) -> str:
    return _checked(row, key, row.need(key, str), allowed)


def _lines(row: Row, key: str, allowed: set[str]) -> tuple[str, ...]:
    lines = row.codes(key)
    if not lines:
        row.refuse(f"{key} is missing or empty", f'Add {key} = ["…"]')
    return tuple(_checked(row, key, line, allowed) for line in lines)


def _checked(row: Row, key: str, text: str, allowed: set[str]) -> str:
    """The text, if what stands in its braces can be filled in."""
    try:
        used = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as error:
        row.refuse(f"{key}: {error}", "Close every brace; write {{ for a brace that is printed")
    for field in sorted(used - allowed):
        row.refuse(
            f"{key} asks for {{{field}}}", f"In braces may stand here: {', '.join(sorted(allowed)) or 'nothing'}"
        )
    return text


def _whole(layout: Layout, clusters: tuple[str, ...]) -> None:
    """Every cluster is numbered once and signed by somebody, no row speaks of an unknown one, the drawing is there."""
    numbered = [cluster for series in layout.series for cluster in series.clusters]
    signed = [block.cluster for block in layout.signatures]
    for row, used in (("series", numbered), ("signature", signed)):
        for cluster in sorted({*used, *clusters}):
            if cluster not in clusters:
                raise BrokenPack(FILE, row, f"unknown cluster {cluster!r}", f"Use one of: {', '.join(clusters)}")
            if cluster not in used:
                raise BrokenPack(
                    FILE,
                    row,
                    f"no [[{row}]] for cluster {cluster!r}",
                    "Add one, or letters of this cluster cannot be made",
                )
    for cluster in clusters:
        if numbered.count(cluster) > 1:
            raise BrokenPack(FILE, "series", f"cluster {cluster!r} stands in two series", "Leave it in one of them")
        if not any(block.cluster == cluster and not block.desk for block in layout.signatures):
            raise BrokenPack(
                FILE, "signature", f"cluster {cluster!r} has rows for single desks only", "Add a row without desk"
            )
    if APPROVAL not in layout.kinds:
        raise BrokenPack(FILE, "kind", "no [kind.approval]", "Add it: it is the letter an approved application ends in")
    if not (layout.folder / layout.template).is_file():
        raise BrokenPack(
            FILE,
            "layout",
            f"{layout.template} is not in the folder letters",
            "Put the Typst file there or correct the name",
        )


def _speaks_of(layout: Layout, amendments: Iterable[str]) -> None:
    """Every way to change a letter has a letter that says so."""
    for code in amendments:
        name = kind_for(code, amends=True)
        if name not in layout.kinds:
            raise BrokenPack(FILE, "kind", f"no [kind.{name}]", f"Add it: it is the letter that {code} ends in")
