"""Kewajiban: what is owed after a trip or by the calendar, to whom, and until when. A row is one duty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from simpel.law.facts import Trip
from simpel.law.pack import Pack
from simpel.law.rows import Duty
from simpel.law.spans import MONTHS, Span, months_later

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """One duty that somebody has: by which row, until when, and who, as a place on the list of travellers."""

    duty: Duty
    due_on: date | None  # None: the day it follows from is not known yet
    participant: int | None = None  # None: the party, or the institution


def after_trip(pack: Pack, trip: Trip, *, on: date | None = None) -> list[Due]:
    """The duties that a trip brings under the law of a day; of its return unless told.

    A row whose scope cannot be told yet brings its duty: who owes a report should hear of it early.
    """
    known = pack.informed(trip)
    day = on or known.returns_on or known.filed_on
    rows = [duty for duty in pack.duties if duty.of == "trip" and (day is None or duty.binds(day))]
    owed = [duty for duty in rows if duty.scope.covers(known.fact)[0] is not False]
    return [due for duty in owed for due in _shares(duty, known, _due_on(pack, duty, known))]


def _due_on(pack: Pack, duty: Duty, trip: Trip) -> date | None:
    began = trip.fact(duty.after)
    if not isinstance(began, date):
        return None
    return pack.calendar.after(began, duty.days) if duty.count == "working" else began + timedelta(days=duty.days)


def _shares(duty: Duty, trip: Trip, due_on: date | None) -> Iterator[Due]:
    if duty.each == "participant" and trip.participants:
        yield from (Due(duty, due_on, place) for place, _ in enumerate(trip.participants, 1))
    else:
        yield Due(duty, due_on)


def by_calendar(pack: Pack, first: date, last: date, *, facts: Mapping[str, str] | None = None) -> list[Due]:
    """The duties of an institution that fall due from one day to another, whether anybody travelled or not.

    `facts` tells what is known of the institution, such as {"institution": kind, "region": region}.
    """
    told = dict(facts or {})
    rows = [duty for duty in pack.duties if duty.of == "institution" and duty.scope.covers(told.get)[0] is True]
    found = [Due(duty, day) for duty in rows for day in _days(duty, Span(first, last))]
    return sorted(found, key=lambda due: (due.due_on or last, due.duty.id))


def _days(duty: Duty, span: Span) -> Iterator[date]:
    """The days of a span on which a duty of the calendar falls due: every so many months from the year's first on."""
    step = MONTHS[duty.every]
    year_began = date(span.first.year, 1, 1)
    number = 0
    while (begins := months_later(year_began, number * step)) <= span.last:
        due = min(begins + timedelta(days=duty.day - 1), months_later(begins, step) - _DAY)
        if span.holds(due) and duty.binds(due):
            yield due
        number += 1
