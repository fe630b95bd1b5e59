"""What a letter says, before it has a shape. Pure: facts and layout in, frozen parts out; JSON both ways; one hash.

`LetterFacts` is all the letter knows of a case; rooms above fill it. `Content` is the letter in words, part by part, as
it will be printed. It is stored when the number is taken and never made again: what was decided is what is signed.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, get_args, get_type_hints

from simpel.letters import wording
from simpel.letters.layout import Layout


@dataclass(frozen=True)
class Traveller:
    """Peserta: one line of the annex."""

    name: str
    employee_no: str
    position: str
    institution: str
    starts_on: date
    ends_on: date
    payer: str
    condition: str = ""  # under which this person may travel, as the deciding desk wrote it


@dataclass(frozen=True)
class Signer:
    """Who decided: the name under the letter, the desk, and whether standing in (`PLH`, `PLT`), for whom."""

    name: str
    desk: str
    acting: str = ""
    position: str = ""  # of the person; the printed position is that of the office, from the pack
    deputises: str = ""  # the name of whoever is away and whose seat this is


@dataclass(frozen=True)
class Place:
    """A place of the assignment beyond the first one."""

    country: str
    city: str


@dataclass(frozen=True)
class LetterFacts:
    """A decided case, as far as its letter is concerned."""

    cluster: str
    activity_code: str
    activity_letter_code: str
    activity_name: str
    event: str
    organiser: str
    country: str
    city: str
    starts_on: date
    ends_on: date
    addressee: str
    addressee_city: str
    request_no: str
    request_on: date
    requested_by: str
    travellers: tuple[Traveller, ...]
    copies: tuple[str, ...]
    signer: Signer
    expires_on: date
    permission_no: str = ""
    permission_on: date | None = None
    further: tuple[Place, ...] = ()
    earlier_no: str = ""  # of an amendment: the letter it changes, and why
    earlier_on: date | None = None
    reason: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place of the assignment, the activity's own first."""
        return (Place(self.country, self.city), *self.further)

    @property
    def countries(self) -> tuple[str, ...]:
        """Every country once, in the order of the journey."""
        return tuple(dict.fromkeys(place.country for place in self.places))


@dataclass(frozen=True)
class Row:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True)
class Person:
    """A traveller as printed: name with number, position with institution, period, payer."""

    no: str
    name: str
    employee_no: str
    position: str
    institution: str
    period: str
    payer: str
    condition: str = ""


@dataclass(frozen=True)
class Annex:
    """Lampiran: the activity and everyone who travels."""

    title: tuple[str, ...]
    rows: tuple[Row, ...]
    heading: str
    columns: tuple[str, ...]
    persons: tuple[Person, ...]


@dataclass(frozen=True)
class Signature:
    """The block above the signer's name."""

    lines: tuple[str, ...]
    note: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Content:
    """A letter in words. `facts` are kept with it: the public page answers from them."""

    facts: LetterFacts
    kind: str
    language: str
    number: str
    code: str
    issued_on: date
    title: str
    letterhead: tuple[str, ...]
    place_date: str
    heading: tuple[Row, ...]
    addressee: tuple[str, ...]
    paragraphs: tuple[str, ...]
    conditions: tuple[str, ...]
    closing: str
    signature: Signature
    check: str
    qr: str
    copies_title: str
    copies: tuple[str, ...]
    annex: Annex
    trace: str  # {entry} and {seal} are filled in when the record of this letter has been sealed
    page: str
    band: str
    specimen: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values for the database and for hashing."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    def sha256(self) -> str:
        """The hash everything binds to: of the canonical JSON, keys sorted, no spaces, UTF-8."""
        text = json.dumps(self.as_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def traced(self, entry: int, seal: str) -> str:
        """The line in the foot that makes this letter a witness of the record."""
        return self.trace.format(entry=entry, seal=wording.grouped(seal))


def from_json(raw: Mapping[str, Any]) -> Content:
    """The content that `as_json` wrote down."""
    content: Content = _rebuilt(Content, raw)
    return content


def compose(
    facts: LetterFacts,
    layout: Layout,
    *,
    kind: str,
    number: str,
    code: str,
    issued_on: date,
    decided_at: datetime,
    address: str,
) -> Content:
    """The whole letter in words. `decided_at` is in the office's own zone; `address` says where to check the letter."""
    facts = tidied(facts)
    texts, words, language = layout.kinds[kind], layout.words, layout.language
    given = _placeholders(facts, language)
    paragraphs = [texts.opening.format(**given)]
    if facts.permission_no:
        paragraphs.append(texts.permission.format(**given))
    paragraphs.append(texts.terms.format(**given))
    return Content(
        facts=facts,
        kind=kind,
        language=language,
        number=number,
        code=code,
        issued_on=issued_on,
        title=f"{texts.subject.format(**given)}, {number}",
        letterhead=layout.letterhead,
        place_date=words["place_date"].format(place=layout.place, date=wording.day(issued_on, language)),
        heading=(
            Row(words["number"], number),
            Row(words["nature"], texts.nature.format(**given)),
            Row(words["attachment"], texts.attachment.format(**given)),
            Row(words["subject"], texts.subject.format(**given)),
        ),
        addressee=_addressee(facts, layout),
        paragraphs=tuple(paragraphs),
        conditions=tuple(line.format(**given) for line in texts.conditions),
        closing=texts.closing.format(**given),
        signature=_signature(facts, layout, decided_at),
        check=words["check"].format(address=address),
        qr=words["qr"].format(number=number),
        copies_title=words["copies"],
        copies=(*_recipients(facts, layout, given), words["traveller"]),
        annex=_annex(facts, layout, number=number, issued_on=issued_on),
        trace=words["trace"],
        page=words["page"],
        band=words["band"],
        specimen=(words["specimen"], words["specimen_note"]),
    )


def tidied(value: Any) -> Any:
    """The same facts with every text as it is printed: see `wording.tidy`."""
    if isinstance(value, str):
        return wording.tidy(value)
    if isinstance(value, tuple):
        return tuple(tidied(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: tidied(getattr(value, field.name)) for field in fields(value)})
    return value


def _placeholders(facts: LetterFacts, language: str) -> dict[str, str]:
    return {
        "request_no": facts.request_no,
        "request_on": wording.day(facts.request_on, language),
        "requested_by": facts.requested_by,
        "activity": wording.inside(facts.activity_name),
        "event": facts.event,
        "city": facts.city,
        "country": _places(facts, language).removeprefix(f"{facts.city}, "),
        "trip": wording.span(facts.starts_on, facts.ends_on, language),
        "persons": str(len(facts.travellers)),
        "permission_no": facts.permission_no,
        "permission_on": wording.day(facts.permission_on, language) if facts.permission_on else "",
        "earlier_no": facts.earlier_no,
        "earlier_on": wording.day(facts.earlier_on, language) if facts.earlier_on else "",
        "reason": facts.reason,
    }


def _places(facts: LetterFacts, language: str) -> str:
    """Kyoto, Japan; Seoul, South Korea."""
    return "; ".join(f"{place.city}, {wording.country(place.country, language)}" for place in facts.places)


def _recipients(facts: LetterFacts, layout: Layout, given: dict[str, str]) -> tuple[str, ...]:
    """Who gets a copy; what is addressed by country goes to each of them."""
    names = [wording.country(code, layout.language) for code in facts.countries]
    lines = [layout.recipients((item,), {**given, "country": name}) for item in facts.copies for name in names]
    return tuple(dict.fromkeys(line for found in lines for line in found))


def _addressee(facts: LetterFacts, layout: Layout) -> tuple[str, ...]:
    lines = [layout.words["to"].format(addressee=facts.addressee), facts.requested_by]
    if facts.addressee_city:
        lines.append(layout.words["at"].format(city=facts.addressee_city))
    return tuple(lines)


def _signature(facts: LetterFacts, layout: Layout, decided_at: datetime) -> Signature:
    block = layout.signature_for(facts.cluster, facts.signer.desk)
    acting = layout.acting.get(facts.signer.acting, "")
    position = f"{acting} {block.position}".strip() + ","
    words, language = layout.words, layout.language
    holder = words["deputises"].format(holder=facts.signer.deputises) if facts.signer.deputises else ""
    moment = words["signed_at"].format(
        date=wording.day(decided_at.date(), language), time=wording.clock_time(decided_at, language)
    )
    return Signature(
        tuple(line for line in (block.on_behalf_of, position, holder) if line),
        (words["signed"], moment),
        facts.signer.name,
    )


def _annex(facts: LetterFacts, layout: Layout, *, number: str, issued_on: date) -> Annex:
    words, language = layout.words, layout.language
    return Annex(
        title=(words["annex"].format(number=number), words["annex_date"].format(date=wording.day(issued_on, language))),
        rows=(
            Row(words["annex_activity"], facts.event),
            Row(words["annex_organiser"], facts.organiser),
            Row(words["annex_place"], _places(facts, language)),
            Row(words["annex_period"], wording.span(facts.starts_on, facts.ends_on, language)),
        ),
        heading=words["annex_list"],
        columns=tuple(words[f"column_{name}"] for name in ("no", "name", "position", "period", "payer")),
        persons=tuple(_person(place, traveller, layout) for place, traveller in enumerate(facts.travellers, start=1)),
    )


def _person(place: int, traveller: Traveller, layout: Layout) -> Person:
    employee_no = layout.words["employee_no"].format(employee_no=traveller.employee_no) if traveller.employee_no else ""
    period = wording.span(traveller.starts_on, traveller.ends_on, layout.language)
    condition = layout.words["condition"].format(condition=traveller.condition) if traveller.condition else ""
    return Person(
        str(place),
        traveller.name,
        employee_no,
        traveller.position,
        traveller.institution,
        period,
        traveller.payer,
        condition,
    )


def _plain(value: Any) -> Any:
    """Dates as text, tuples as lists: the shapes JSON has."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _rebuilt(kind: Any, value: Any) -> Any:
    """The typed value that a plain one came from, led by the dataclasses' annotations."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        made: Callable[..., Any] = kind  # type: ignore[assignment]
        return made(**{name: _rebuilt(hints[name], item) for name, item in value.items()})
    if isinstance(value, list):
        return tuple(_rebuilt(get_args(kind)[0], item) for item in value)
    if isinstance(value, str) and (kind is date or date in get_args(kind)):
        return date.fromisoformat(value)
    return value
