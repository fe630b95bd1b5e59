"""Checks about days: notice, spans, deadlines."""

from datetime import date, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from simpel.law.checks.parameters import DateFact, Hour
from simpel.law.facts import Participant, Trip
from simpel.law.outcomes import Outcome, met, require, unknown
from simpel.law.spans import months_later
from simpel.law.working_days import WorkingDays

Count = Literal["calendar", "working"]
_DAY = timedelta(days=1)


def filed_before_departure(
    trip: Trip,
    *,
    days: int = 0,
    months: int = 0,
    count: Count = "calendar",
    until_hour: Hour = "",
    reached: Literal["filed_on", "reached_channel_on"] = "filed_on",
    calendar: WorkingDays,
    zone: ZoneInfo,
) -> Outcome:
    """The application reaches the first desk at least so many days, working days or months before anyone leaves.

    `reached` names the day that counts; where the day of reaching the channel was not stated, filing is later still.
    What comes after `until_hour`, by the clock of the pack's time zone, counts as come on the next day.
    """
    arrived = trip.fact(reached)
    day = arrived if isinstance(arrived, date) else None
    if trip.departs_on is None:
        return unknown("departs_on", days=days, months=months)
    here = calendar.of(trip.region)
    latest = _earlier(trip.departs_on, days, months, count, here)
    if until_hour and day is not None and day == latest:
        return _by_the_hour(trip, day, until_hour, zone, days=days, latest=latest)
    if day is None:
        return unknown(reached, days=days, latest=latest)
    working = here.between(day - _DAY, trip.departs_on - _DAY)
    notice = working if count == "working" else (trip.departs_on - day).days
    return require(day <= latest, notice=notice, days=days, latest=latest)


def _earlier(day: date, days: int, months: int, count: Count, calendar: WorkingDays) -> date:
    """The day that lies so much before another."""
    if count == "working":
        return calendar.before(day, days)
    return months_later(day, -months) - timedelta(days=days)


def _by_the_hour(trip: Trip, day: date, until_hour: str, zone: ZoneInfo, **values: Any) -> Outcome:
    """On the last day in time the hour decides. A moment without a zone is one of the pack's own clock."""
    if trip.filed_at is None:
        return unknown("filed_at", until_hour=until_hour, **values)
    here = trip.filed_at.astimezone(zone) if trip.filed_at.tzinfo else trip.filed_at
    in_time = here.date() < day or (here.date() == day and here.strftime("%H:%M") <= until_hour)
    return require(in_time, until_hour=until_hour, hour=here.strftime("%H:%M"), **values)


def filed_before_own_deadline(trip: Trip) -> Outcome:
    """The application keeps the lead time that the travellers' own institution asks for."""
    if trip.min_lead_days is None:
        return unknown("min_lead_days")
    if trip.min_lead_days == 0:
        return met(days=0)
    days, arrived, departs = trip.min_lead_days, trip.filed_on, trip.departs_on
    if departs is None:
        return unknown("departs_on", days=days)
    latest = departs - timedelta(days=days)
    if arrived is None:
        return unknown("filed_on", days=days, latest=latest)
    return require(arrived <= latest, notice=(departs - arrived).days, days=days, latest=latest)


def decided_before_departure(trip: Trip, *, days: int, count: Count = "calendar", calendar: WorkingDays) -> Outcome:
    """The decision is in hand so many days before departure: a deadline of the desks, not of the applicant."""
    if trip.departs_on is None:
        return unknown("departs_on", days=days)
    due = _earlier(trip.departs_on, days, 0, count, calendar)
    return _done(trip, "decided_on", due=due, days=days)


def trip_length(
    trip: Trip, *, max: int, count: Count = "calendar", travel_days: bool = True, calendar: WorkingDays
) -> Outcome:
    """The trip lasts at most so many days or working days, with the days of travel or without them."""
    first, last = ("departs_on", "returns_on") if travel_days else ("starts_on", "ends_on")
    begins, ends = getattr(trip, first), getattr(trip, last)
    if begins is None or ends is None:
        return unknown(*(name for name in (first, last) if getattr(trip, name) is None), max=max)
    length = calendar.of(trip.region).between(begins - _DAY, ends) if count == "working" else (ends - begins).days + 1
    return require(length <= max, length=length, max=max)


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
    needed = months_later(trip.returns_on, months)
    return require(
        traveller.passport_expires_on >= needed,
        expires_on=traveller.passport_expires_on,
        needed_until=needed,
        months=months,
    )


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
