"""How long the office has had a file: working days that stop while it lies with its applicants. Pure but for the pack.

A day counts when the office had the file at its end, as in "within ten working days of receipt": what arrives on Monday
and is decided on Tuesday took one day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from django.utils.timezone import localdate

from simpel.law.pack import Pack

_SERVICE_TIME = "within_working_days"


class Moment(Protocol):
    """A step as far as time is concerned: when, and the state it led to."""

    @property
    def at(self) -> datetime: ...

    @property
    def after(self) -> str: ...


@dataclass(frozen=True)
class Clock:
    """Hari kerja of the office: used so far, the pack's limit (None: it names none), and whether the clock stands."""

    used: int
    limit: int | None
    paused: bool
    ends_on: date | None  # the last day within the limit, while the clock runs

    @property
    def overdue(self) -> bool:
        return self.limit is not None and self.used > self.limit

    @property
    def left(self) -> int | None:
        """Working days left; negative when overdue."""
        return None if self.limit is None else self.limit - self.used


class Stay(NamedTuple):
    """How long the desk that has a file has had it, against the days the pack gives that desk."""

    days: int
    allowed: int

    @property
    def overdue(self) -> bool:
        return bool(self.allowed) and self.days > self.allowed


def clock_of(pack: Pack, steps: Iterable[Moment], *, filed_on: date | None, today: date) -> Clock | None:
    """The office's clock for one file; None while the file has never been at the office."""
    steps = list(steps)
    stays = list(_at_office(pack, steps, today))
    if not stays:
        return None
    used = sum(pack.calendar.between(first, last) for first, last, _open in stays)
    limit = service_days(pack, filed_on or stays[0][0])
    running = stays[-1][2]
    ends_on = pack.calendar.after(today, limit - used) if running and limit is not None and limit > used else None
    return Clock(used, limit, paused=not running and not _is_over(pack, steps), ends_on=ends_on)


def service_days(pack: Pack, on: date) -> int | None:
    """Working days the law gives the office from receipt to decision, under the law of a day."""
    days = [
        rule.parameters["days"]
        for rule in pack.rules
        if rule.check == _SERVICE_TIME
        and (rule.parameters.get("start"), rule.parameters.get("end")) == ("reached_office_on", "decided_on")
        and rule.binds(on)
    ]
    return min(days) if days else None


def stay(pack: Pack, state: str, held_since: datetime, *, today: date) -> Stay | None:
    """The present desk's own clock; None where the office does not hold the file."""
    here = pack.workflow.states[state]
    if not here.at_office:
        return None
    return Stay(pack.calendar.between(localdate(held_since), today), pack.workflow.desks[here.held_by].days)


def _at_office(pack: Pack, steps: Iterable[Moment], today: date) -> Iterable[tuple[date, date, bool]]:
    """The office's times with the file: first day, last day, still open."""
    since: date | None = None
    for moment in steps:
        here = pack.workflow.states[moment.after].at_office
        if here and since is None:
            since = localdate(moment.at)
        elif not here and since is not None:
            yield since, localdate(moment.at), False
            since = None
    if since is not None:
        yield since, today, True


def _is_over(pack: Pack, steps: Sequence[Moment]) -> bool:
    return pack.workflow.states[steps[-1].after].phase in ("decided", "closed")
