"""Checks about who stays at home: heads and deputies, leaderships, stand-ins, and times when nobody should leave."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from simpel.law.checks.parameters import Calendar, Offices, Pair
from simpel.law.facts import Codes, OtherTrip, Trip
from simpel.law.outcomes import Outcome, broken, met, require, unknown
from simpel.law.periods import Period, Periods
from simpel.law.spans import Span

Within = Literal["", "institution", "unit"]


def not_away_together(
    trip: Trip, *, pair: Pair = "", leadership: Offices = (), max_away_pct: int = 50, within: Within = ""
) -> Outcome:
    """A head and the deputy are not away on the same days; nor is more than a share of a leadership.

    Without offices the answer is the fact ticked in the form. With them it is looked up among the other trips, and
    whoever ticks the fact breaks it too. `within` compares only trips of the same institution or unit.
    """
    ticked = trip.same_person_as_deputy_abroad
    if not pair and not leadership:
        return unknown("same_person_as_deputy_abroad") if ticked is None else require(not ticked)
    if ticked:
        return broken(offices=_offices_of(pair, leadership), away=())
    offices = _offices_of(pair, leadership)
    own = {traveller.office for traveller in trip.participants or ()}
    absent = [other for other in trip.history or () if _away_meanwhile(trip, other) and _is_near(trip, other, within)]
    away = _most_away(trip, own & set(offices), offices, absent)
    limit = 1 if pair else len(offices) * max_away_pct // 100
    if own & set(offices) and len(away) > limit:
        return broken(offices=offices, away=tuple(office for office in offices if office in away))
    missing = _unsure(trip, own, within) if not own.isdisjoint({None, *offices}) or not own else []
    return unknown(*missing, offices=offices) if missing else met(offices=offices)


def _offices_of(pair: Pair, leadership: Offices) -> Codes:
    return tuple(pair.split("/")) if pair else leadership


def _most_away(trip: Trip, own: set[str | None], offices: Codes, absent: Iterable[OtherTrip]) -> set[str | None]:
    """The offices away on the day of the trip on which most of them are: on some first day of an absence."""
    spans = [(Span(other.departs_on, other.returns_on), other.offices or ()) for other in absent if _is_dated(other)]  # type: ignore[arg-type]
    days = [span.first for span, _ in spans] + ([trip.departs_on] if trip.departs_on else [])
    return max((_away_on(day, trip, own, offices, spans) for day in days), key=len, default=own)


def _away_on(
    day: date, trip: Trip, own: set[str | None], offices: Codes, spans: list[tuple[Span, Codes]]
) -> set[str | None]:
    if not (trip.departs_on and trip.returns_on and trip.departs_on <= day <= trip.returns_on):
        return own
    return own | {office for span, held in spans if span.holds(day) for office in held if office in offices}


def _is_dated(other: OtherTrip) -> bool:
    return other.departs_on is not None and other.returns_on is not None


def _away_meanwhile(trip: Trip, other: OtherTrip) -> bool:
    if trip.departs_on is None or trip.returns_on is None or other.departs_on is None or other.returns_on is None:
        return False
    return Span(trip.departs_on, trip.returns_on).overlaps(Span(other.departs_on, other.returns_on))


def _is_near(trip: Trip, other: OtherTrip, within: Within) -> bool:
    if within == "institution":
        return other.institution is not None and other.institution == trip.own
    return within != "unit" or (other.unit is not None and other.unit == trip.unit)


def _unsure(trip: Trip, own: set[str | None], within: Within) -> list[str]:
    """The facts that could still show somebody to be away."""
    needed = [
        "participants",
        "departs_on",
        "returns_on",
        "history",
        *({"institution": ["own"], "unit": ["unit"]}.get(within, [])),
    ]
    missing = [name for name in needed if not (trip.headcount if name == "participants" else _is_stated(trip, name))]
    missing += ["office"] if None in own else []
    vague = any(other.offices is None or not _is_dated(other) for other in trip.history or ())
    return list(dict.fromkeys([*missing, *(["history"] if vague else [])]))


def _is_stated(trip: Trip, name: str) -> bool:
    return getattr(trip, name) is not None


def stand_in_named(trip: Trip) -> Outcome:
    """Somebody stands in for the whole absence, and is neither on this trip nor on another one meanwhile."""
    if trip.stand_in == "":
        return broken(stand_in=None)
    if trip.stand_in_from and trip.departs_on and trip.stand_in_from > trip.departs_on:
        return broken(stand_in_from=trip.stand_in_from, departs_on=trip.departs_on)
    if trip.stand_in_until and trip.returns_on and trip.stand_in_until < trip.returns_on:
        return broken(stand_in_until=trip.stand_in_until, returns_on=trip.returns_on)
    travellers = {traveller.key for traveller in trip.participants or ()}
    elsewhere = {key for other in trip.history or () if _away_meanwhile(trip, other) for key in other.who or ()}
    if trip.stand_in is not None and trip.stand_in in travellers | elsewhere:
        return broken(away=True)
    needed = ("stand_in", "stand_in_from", "stand_in_until", "departs_on", "returns_on", "history")
    missing = [name for name in needed if not _is_stated(trip, name)]
    missing += ["key"] if None in travellers or not travellers else []
    return unknown(*missing) if missing else met(stand_in_from=trip.stand_in_from, stand_in_until=trip.stand_in_until)


def blackout(trip: Trip, *, calendar: Calendar, periods: Periods) -> Outcome:
    """Nobody is away in a period of the pack's calendar, or in one that was declared later."""
    if trip.departs_on is None or trip.returns_on is None:
        return unknown(
            *(name for name in ("departs_on", "returns_on") if not _is_stated(trip, name)), calendar=calendar
        )
    away = Span(trip.departs_on, max(trip.returns_on, trip.departs_on))
    found = [*periods.touching(calendar, away), *_declared(trip, calendar, away)]
    about = [(period, _concerns(trip, period)) for period in found]
    hit = next((period for period, concerned in about if concerned is True), None)
    if hit is not None:
        return broken(calendar=calendar, from_on=hit.span.first, to_on=hit.span.last)
    missing = [name for _, concerned in about if isinstance(concerned, str) for name in (concerned,)]
    missing += ["declared"] if trip.declared is None else []
    return unknown(*dict.fromkeys(missing), calendar=calendar) if missing else met(calendar=calendar)


def _declared(trip: Trip, calendar: str, away: Span) -> Iterable[Period]:
    """Declared periods that meet the trip. One whose end nobody knows yet lasts, one without a beginning has begun."""
    for one in trip.declared or ():
        span = Span(one.starts_on or away.first, one.ends_on or max(away.last, one.starts_on or away.last))
        if one.calendar == calendar and span.overlaps(away):
            institutions, regions = (tuple(filter(None, [code])) for code in (one.institution, one.region))
            yield Period(calendar, span, {}, institutions, regions)


def _concerns(trip: Trip, period: Period) -> bool | str:
    """Whether a period is about this trip's institution and region; else the fact that would tell."""
    asked = (("institution", trip.institution, period.institutions), ("region", trip.region, period.regions))
    limits = [(name, told, wanted) for name, told, wanted in asked if wanted]
    if any(told is not None and told not in wanted for _, told, wanted in limits):
        return False
    return next((name for name, told, _ in limits if told is None), True)
