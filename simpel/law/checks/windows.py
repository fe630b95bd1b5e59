"""Checks that count past and pending trips: quotas over a window, gaps between trips, what is granted once.

Whoever is counted is compared by an opaque key: a traveller, an office, the institution. A trip in the history that
does not say what is asked leaves the answer open, unless the rest of the history already breaks the law.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from simpel.law.checks.parameters import Activities, Allowance, MonthDay
from simpel.law.facts import OtherTrip, Trip
from simpel.law.outcomes import Outcome, broken, met, unknown
from simpel.law.spans import Span, months_later, rolling, windows

Per = Literal["person", "office", "institution"]
Unit = Literal["days", "trips", "money"]
_KEY_OF = {"person": "key", "office": "office", "institution": "own"}


@dataclass(frozen=True)
class _Counted:
    """Somebody for whom trips are counted: the place on the list of travellers (0: the institution), and the key."""

    place: int
    key: str


def quota(
    trip: Trip,
    *,
    per: Per,
    unit: Unit,
    max: int,
    window: Literal["year", "quarter", "month", "days"],
    starts: MonthDay = "01-01",
    window_days: int = 365,
    activity: Activities = (),
) -> Outcome:
    """Days away, trips or money in a window of the calendar, or in any so many days; a trip is split at the boundary.

    Days on which two trips overlap count once. A trip and its money count on the day of departure. `activity` counts
    only trips of these kinds.
    """
    away, counted, missing = _asked(trip, per)
    if away is None or (unit == "money" and trip.cost is None):
        return unknown(*missing, *(["cost"] if unit == "money" and trip.cost is None else []), max=max)
    tallies = []
    for one in counted:
        past = [other for other in trip.history or () if _counts(other, per, one.key, activity)]
        if any(_span(other) is None or (unit == "money" and other.cost is None) for other in past):
            missing.append("history")
        past = [other for other in past if _span(other) is not None]
        places = rolling(away, _spans(past), window_days) if window == "days" else windows(away, window, starts)
        tallies += [_tally(trip, away, past, one, where, unit, max) for where in places]
    return _worst([tally for tally in tallies if tally.asked], missing, max)


@dataclass(frozen=True)
class _Tally:
    """What one window holds of a quota for somebody: used by other trips, asked by this one."""

    place: int
    window: Span
    limit: int
    used: int
    asked: int

    @property
    def left(self) -> int:
        """What other trips have left over; below zero where they already took too much."""
        return self.limit - self.used

    @property
    def spare(self) -> int:
        """What remains after this trip."""
        return self.left - self.asked

    @property
    def values(self) -> dict[str, int | date]:
        """Its numbers, as findings show them."""
        window = {"from_on": self.window.first, "to_on": self.window.last}
        return {"used": self.used, "asked": self.asked, "left": max(self.left, 0), **window}


def _tally(
    trip: Trip, away: Span, past: list[OtherTrip], one: _Counted, window: Span, unit: Unit, limit: int
) -> _Tally:
    """What is used and asked of a quota in one window."""
    if unit == "days":
        asked_days = away.days(window)
        used_days: set[int] = set().union(*(span.days(window) for span in _spans(past)))
        return _Tally(one.place, window, limit, len(used_days - asked_days), len(asked_days))
    inside = [other for other in past if other.departs_on and window.holds(other.departs_on)]
    used = sum((other.cost or 0) for other in inside) if unit == "money" else len(inside)
    asked = (trip.cost or 0) if unit == "money" else 1
    return _Tally(one.place, window, limit, used, asked if window.holds(away.first) else 0)


def _worst(tallies: list[_Tally], missing: list[str], limit: int) -> Outcome:
    """One outcome for everybody and every window: the one with the least to spare speaks."""
    over = [tally for tally in tallies if tally.spare < 0]
    shown = min(over or tallies, key=lambda tally: tally.spare, default=None)
    values = {"max": limit, **(shown.values if shown else {})}
    if over:
        return broken(people=_places(tally.place for tally in over), **values)
    return unknown(*dict.fromkeys(missing), **values) if missing else met(**values)


def _places(places: Iterable[int]) -> tuple[int, ...]:
    """The travellers it is about, each once; the institution has no place on the list."""
    return tuple(dict.fromkeys(place for place in places if place))


def gap(
    trip: Trip, *, days: int, per: Per = "person", same: Literal["", "country"] = "", activity: Activities = ()
) -> Outcome:
    """So many days at home between two trips, before or after; with `same`, only between trips to one country."""
    away, counted, missing = _asked(trip, per)
    if away is None:
        return unknown(*missing, days=days)
    if same and trip.countries is None:
        missing.append("country")
    near: list[tuple[int, int]] = []
    for one in counted:
        past = [other for other in trip.history or () if _counts(other, per, one.key, activity)]
        past = [other for other in past if not same or _meets(trip, other)]
        if any(_span(other) is None for other in past):
            missing.append("history")
        near += [(away.distance(span), one.place) for span in _spans(past)]
    close = [(distance, place) for distance, place in near if distance < days]
    if close:
        return broken(gap=min(close)[0], days=days, people=_places(place for _, place in close))
    return unknown(*dict.fromkeys(missing), days=days) if missing else met(days=days)


def once_per(trip: Trip, *, months: int, what: Allowance = "", activity: Activities = ()) -> Outcome:
    """An allowance drawn, or a kind of trip made, by the same person at most once in so many months."""
    if activity and trip.activity is not None and trip.activity not in activity:
        return met(months=months)
    away, counted, missing = _asked(trip, "person")
    if away is None:
        return unknown(*missing, months=months)
    claims = {place: traveller.claims for place, traveller in enumerate(trip.participants or (), 1)}
    if what and None in claims.values():
        missing.append("claims")
    if activity and trip.activity is None:
        missing.append("activity")
    again = []
    for one in counted:
        wants = what in (claims[one.place] or ()) if what else trip.activity in activity
        earlier = [other for other in trip.history or () if wants and one.key in (other.who or ())]
        dates = [other.departs_on for other in earlier if what in (other.claims or ()) or other.activity in activity]
        if None in dates or any(what and other.claims is None for other in earlier):
            missing.append("history")
        again += [(day, one.place) for day in dates if day and _is_within(day, away.first, months)]
    if again:
        values = {"months": months, "what": what or trip.activity, "last_on": max(again)[0]}
        return broken(people=_places(place for _, place in again), **values)
    return unknown(*dict.fromkeys(missing), months=months) if missing else met(months=months)


def _is_within(day: date, other: date, months: int) -> bool:
    """Whether less than so many months lie between two days."""
    first, last = sorted((day, other))
    return last < months_later(first, months)


def _asked(trip: Trip, per: Per) -> tuple[Span | None, list[_Counted], list[str]]:
    """When the trip is, for whom trips are counted, and which facts are missing for that.

    No span: nothing can be counted at all yet.
    """
    missing = [name for name in ("departs_on", "returns_on", "history") if getattr(trip, name) is None]
    if per != "institution" and not trip.participants:
        missing.append("participants")
    if missing or trip.departs_on is None or trip.returns_on is None:
        return None, [], missing
    keys = list(_keys(trip, per))
    known = [_Counted(place, key) for place, key in keys if key]
    unsure = [_KEY_OF[per]] if any(key is None for _, key in keys) else []
    if any(_named(other, per) is None for other in trip.history or ()):
        unsure.append("history")
    return Span(trip.departs_on, max(trip.returns_on, trip.departs_on)), known, unsure


def _keys(trip: Trip, per: Per) -> Iterator[tuple[int, str | None]]:
    if per == "institution":
        yield 0, trip.own
        return
    for place, traveller in enumerate(trip.participants or (), 1):
        yield place, traveller.key if per == "person" else traveller.office


def _named(other: OtherTrip, per: Per) -> tuple[str, ...] | None:
    """Whom another trip counts for; None when it does not say."""
    if per == "institution":
        return (other.institution,) if other.institution is not None else None
    return other.who if per == "person" else other.offices


def _counts(other: OtherTrip, per: Per, key: str, activity: Activities) -> bool:
    """Whether another trip counts for somebody; one of a kind that nobody stated does."""
    return key in (_named(other, per) or ()) and (not activity or other.activity is None or other.activity in activity)


def _meets(trip: Trip, other: OtherTrip) -> bool:
    """Whether two trips touch one country; while that is not known they may."""
    if other.countries is None:
        return True
    return not set(other.countries).isdisjoint(trip.countries or ())


def _span(other: OtherTrip) -> Span | None:
    if other.departs_on is None or other.returns_on is None:
        return None
    return Span(other.departs_on, max(other.returns_on, other.departs_on))


def _spans(past: Iterable[OtherTrip]) -> list[Span]:
    return [span for other in past if (span := _span(other)) is not None]
