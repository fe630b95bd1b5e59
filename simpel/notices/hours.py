"""When a mail may leave: quiet hours hold it back, a digest gathers it. Pure: moments and wishes in, a moment out.

Hours are wall-clock hours in the zone given, the pack's: people sleep by the clock on their wall.
"""

from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

NEVER, DAILY, WEEKLY = "", "daily", "weekly"
WEEK_BEGINS = 0  # Monday


class Wish(NamedTuple):
    """What somebody chose. `quiet_until` is the first minute at which mail may leave again; both ends or none."""

    digest: str = NEVER
    hour: int = 7
    quiet_from: time | None = None
    quiet_until: time | None = None


class Departure(NamedTuple):
    """When a notice is due, and whether it is gathered with others into one mail."""

    at: datetime
    gathered: bool


def departure(ready: datetime, wish: Wish, *, urgent: bool, zone: ZoneInfo) -> Departure:
    """When something that is ready at a moment leaves. What is urgent never waits."""
    if urgent:
        return Departure(ready, gathered=False)
    if wish.digest == NEVER:
        return Departure(after_quiet(ready, wish, zone), gathered=False)
    return Departure(after_quiet(next_digest(ready, wish, zone), wish, zone), gathered=True)


def after_quiet(moment: datetime, wish: Wish, zone: ZoneInfo) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into. They may reach across midnight."""
    if wish.quiet_from is None or wish.quiet_until is None:
        return moment
    local = moment.astimezone(zone)
    clock, begins, ends = local.time(), wish.quiet_from, wish.quiet_until
    if begins < ends:
        return _at(local, ends, zone) if begins <= clock < ends else moment
    if clock >= begins:
        return _at(local + timedelta(days=1), ends, zone)
    return _at(local, ends, zone) if clock < ends else moment


def next_digest(moment: datetime, wish: Wish, zone: ZoneInfo) -> datetime:
    """The first digest at or after a moment: every day at its hour, or on Mondays."""
    local = moment.astimezone(zone)
    days = (WEEK_BEGINS - local.weekday()) % 7 if wish.digest == WEEKLY else 0
    first = _at(local + timedelta(days=days), time(wish.hour), zone)
    step = 7 if wish.digest == WEEKLY else 1
    return first if first >= moment else _at(first + timedelta(days=step), time(wish.hour), zone)


def _at(day: datetime, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day.date(), clock, tzinfo=zone)
