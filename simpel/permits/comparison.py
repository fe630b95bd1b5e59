"""Isian dibanding dokumen: what a document says of days, names and place, beside what was typed. A hint, no verdict.

Nothing here decides: a document may name other days for good reasons, and a scan names none. Both sides see the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from babel.core import get_global
from django.conf import settings

from simpel.documents.said.dates import Span
from simpel.documents.said.names import find
from simpel.documents.said.places import names_city
from simpel.people.sealing import unseal

from .models import Application, Attachment, Participant, Reading

SEALED_FOR = "permits.reading"
NEARBY = timedelta(days=21)  # a period further from the typed one speaks of something else
Kind = Literal["same", "differs", "unseen"]
State = Literal["compared", "no_text", "waiting", "unread"]


@dataclass(frozen=True)
class Compared:
    """One thing held against a document. `found` is what stands there: periods, spellings or country codes."""

    about: Literal["dates", "name", "country"]
    kind: Kind
    typed: Span | str
    found: tuple[Span | str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """A document against the form, or why there is none."""

    state: State
    rows: tuple[Compared, ...] = ()

    @property
    def differing(self) -> int:
        return sum(row.kind == "differs" for row in self.rows)


def compare(application: Application, attachment: Attachment, seats: list[Participant]) -> Comparison:
    """One document held against the form as it stands. No query when the reading came with the attachment."""
    reading: Reading | None = getattr(attachment, "reading", None)
    if reading is None:
        return Comparison("unread")
    if reading.read_at is None:
        return Comparison("waiting")
    if not reading.characters:
        return Comparison("no_text")
    words = unseal(reading.words, purpose=SEALED_FOR).split()
    owners = [seat for seat in seats if attachment.participant_id in (None, seat.pk)]
    rows = [*_dates(application, reading), *_country(application, reading, words), *_names(owners, words)]
    return Comparison("compared", tuple(rows))


def compare_all(
    application: Application, attachments: list[Attachment], seats: list[Participant]
) -> Mapping[int, Comparison]:
    """Every document of a file, by the attachment's id."""
    return {attachment.pk: compare(application, attachment, seats) for attachment in attachments}


def _dates(application: Application, reading: Reading) -> Iterator[Compared]:
    """The event's days: named as typed, named otherwise nearby, or not at all."""
    event = application.activity
    if event is None:
        return
    spans = [Span(date.fromisoformat(first), date.fromisoformat(last)) for first, last in reading.dates]
    typed = Span(event.starts_on, event.ends_on)
    ends = {day for span in spans for day in span}
    if typed in spans or set(typed) <= ends:
        yield Compared("dates", "same", typed)
        return
    travel = {application.departs_on, application.returns_on}
    near = [span for span in spans if _is_near(span, typed) and not set(span) <= travel]
    yield Compared("dates", "differs" if near else "unseen", typed, tuple(near[:3]))


def _is_near(span: Span, typed: Span) -> bool:
    """Whether a period in the text may mean the typed one: several days close by, or a day inside or at its edge."""
    first, last = typed
    if span.first == span.last:
        return first - timedelta(days=1) <= span.first <= last + timedelta(days=1)
    return abs(span.first - first) <= NEARBY and abs(span.last - last) <= NEARBY


def _country(application: Application, reading: Reading, words: list[str]) -> Iterator[Compared]:
    """The country, or its city; other countries count as different only where neither is named."""
    event = application.activity
    if event is None:
        return
    if event.country in reading.countries or names_city(event.city, words):
        yield Compared("country", "same", event.country)
    else:
        home = get_global("zone_territories").get(settings.PACK.time_zone)  # letters name the sender's country too
        others = tuple(code for code in reading.countries if code != home)
        yield Compared("country", "differs" if others else "unseen", event.country, others[:3])


def _names(seats: list[Participant], words: list[str]) -> Iterator[Compared]:
    """Each traveller: named, named with a slip of the pen, or not named."""
    for seat in seats:
        named = find(seat.person.name, words)
        kind: Kind = {"exact": "same", "near": "differs"}.get(named.kind, "unseen")  # type: ignore[assignment]
        yield Compared("name", kind, seat.person.name, (named.spelling.title(),) if kind == "differs" else ())
