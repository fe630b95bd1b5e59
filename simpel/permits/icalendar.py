"""Calendars as iCalendar text (RFC 5545). Pure: events in, bytes out; the same events give the same bytes."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

LONGEST_LINE = 75  # octets, without the line's end
TENTATIVE, CONFIRMED, CANCELLED = "TENTATIVE", "CONFIRMED", "CANCELLED"


class Event(NamedTuple):
    """Whole days, the last one included. `uid` stays the same for good; `sequence` grows with every change."""

    uid: str
    first: date
    last: date
    summary: str
    changed_at: datetime
    sequence: int = 0
    status: str = CONFIRMED
    place: str = ""
    description: str = ""
    url: str = ""


def write(name: str, events: Iterable[Event]) -> bytes:
    """One calendar. A program that reads it asks again after an hour."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SIMPEL//SIMPEL//ID", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]  # fmt: skip
    for event in events:
        lines += _lines(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def _lines(event: Event) -> Iterator[str]:
    stamp = event.changed_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"STATUS:{event.status}"
    yield "TRANSP:TRANSPARENT"
    for key, text in (("LOCATION", event.place), ("DESCRIPTION", event.description)):
        if text:
            yield f"{key}:{escaped(text)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a value: no sign in it can begin a new line or a new value."""
    plain = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign == "\n" or sign >= " ")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A long line in pieces of at most 75 octets; all but the first begin with a space. No letter is cut in two."""
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    yield piece
