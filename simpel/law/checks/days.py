"""Checks about days: notice, spans, deadlines."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from simpel.law.checks.parameters import DateFact
from simpel.law.facts import Participant, Trip
from simpel.law.outcomes import Outcome, met, require, unknown
from simpel.law.working_days import WorkingDays


def filed_before_departure(
    trip: Trip, *, days: int, reached: Literal["filed_on", "reached_channel_on"] = "filed_on"
) -> Outcome:
    """The application reaches the first desk at least `days` before anyone leaves.

    `reached` names the day that counts; where the day of reaching the channel was not stated, filing is later still.
    """
    arrived = trip.fact(reached)
    return _notice(arrived if isinstance(arrived, date) else None, trip.departs_on, days, fact=reached)


def filed_before_own_deadline(trip: Trip) -> Outcome:
    """The application keeps the lead time that the travellers' own institution asks for."""
    if trip.min_lead_days is None:
        return unknown("min_lead_days")
    if trip.min_lead_days == 0:
        return met(days=0)
    return _notice(trip.filed_on, trip.departs_on, trip.min_lead_days, fact="filed_on")


def _notice(arrived: date | None, departs: date | None, days: int, *, fact: str) -> Outcome:
    if departs is None:
        return unknown("departs_on", days=days)
    latest = departs - timedelta(days=days)
    if arrived is None:
        return unknown(fact, days=days, latest=latest)
    return require(arrived <= latest, notice=(departs - arrived).days, days=days, latest=latest)


def approved_before_departure(trip: Trip) -> Outcome:
    """Permission is there when the trip begins; filing after departure can no longer bring that about."""
    if trip.departs_on is None:
        return unknown("departs_on")
    if trip.decided_on is not None:
        return require(trip.decided_on <= trip.departs_on, departs_on=trip.departs_on, decided_on=trip.decided_on)
    if trip.filed_on is not None and trip.filed_on > trip.departs_on:
        return require(False, departs_on=trip.departs_on, filed_on=trip.filed_on)
    return unknown("decided_on", departs_on=trip.departs_on)


def dates_inside_activity(trip: Trip, traveller: Participant) -> Outcome:
    """An assignment lies inside the activity; days of travel are left out."""
    needed = {
        "starts_on": trip.starts_on,
        "ends_on": trip.ends_on,
        "participant_starts_on": traveller.starts_on,
        "participant_ends_on": traveller.ends_on,
    }
    values = {name: day for name, day in needed.items() if day is not None}
    if _disordered(trip.starts_on, traveller.starts_on, traveller.ends_on, trip.ends_on):
        return require(False, **values)
    missing = [name for name, day in needed.items() if day is None]
    return unknown(*missing, **values) if missing else met(**values)


def _disordered(*days: date | None) -> bool:
    """Whether the days that are known already stand in the wrong order."""
    known = [day for day in days if day is not None]
    return known != sorted(known)


def passport_valid(trip: Trip, traveller: Participant, *, months: int) -> Outcome:
    """The passport outlives the return by some months."""
    missing = [
        name
        for name, day in (("returns_on", trip.returns_on), ("passport_expires_on", traveller.passport_expires_on))
        if not day
    ]
    if trip.returns_on is None or traveller.passport_expires_on is None:
        return unknown(*missing, months=months)
    needed = _months_later(trip.returns_on, months)
    return require(
        traveller.passport_expires_on >= needed,
        expires_on=traveller.passport_expires_on,
        needed_until=needed,
        months=months,
    )


def _months_later(day: date, months: int) -> date:
    """The same day of the month later on, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def within_days(trip: Trip, *, start: DateFact, end: DateFact, days: int) -> Outcome:
    """What begins at `start` is done by `end`, so many days later."""
    began = trip.fact(start)
    if not isinstance(began, date):
        return unknown(start, days=days)
    return _done(trip, end, due=began + timedelta(days=days), days=days)


def within_working_days(trip: Trip, *, start: DateFact, end: DateFact, days: int, calendar: WorkingDays) -> Outcome:
    """What begins at `start` is done by `end`, so many working days later."""
    began = trip.fact(start)
    if not isinstance(began, date):
        return unknown(start, days=days)
    return _done(trip, end, due=calendar.after(began, days), days=days)


def reported_within(trip: Trip, *, days: int) -> Outcome:
    """The trip report is handed in within so many days after return."""
    return within_days(trip, start="returns_on", end="reported_on", days=days)


def _done(trip: Trip, end: str, *, due: date, days: int) -> Outcome:
    done = trip.fact(end)
    if not isinstance(done, date):
        return unknown(end, due_on=due, days=days)
    return require(done <= due, due_on=due, done_on=done, days=days)
