"""Checks that compute what an estimate of costs rests on."""

from simpel.law.checks.parameters import Activities, Classes, DayCaps, Ranks
from simpel.law.facts import Participant, Trip
from simpel.law.outcomes import Outcome, broken, met, require, unknown
from simpel.law.rates import Rates

_NO_CLASSES: Classes = {}


def funding_named(trip: Trip) -> Outcome:
    """Whoever pays is named: no source of money frees a trip from permission."""
    payers = trip.funding.payers
    return unknown("payers") if payers is None else require(bool(payers), payers=payers)


def golongan_known(trip: Trip, traveller: Participant) -> Outcome:
    """The traveller's per diem class is stated."""
    return met(golongan=traveller.golongan) if traveller.golongan else unknown("golongan")


def ticket_class(
    trip: Trip,
    traveller: Participant,
    *,
    classes: Classes = _NO_CLASSES,
    leaders: str = "",
    class_: str = "",
    ranks: Ranks = (),
    min_hours: int = 0,
) -> Outcome:
    """The class of ticket that goes with a golongan; or who may ask for a class: these ranks, or on long flights all.

    Leaders of state institutions have their own class by golongan.
    """
    if class_:
        return _may_fly(trip, traveller, class_, ranks, min_hours)
    if traveller.state_leader:
        return met(ticket=leaders)
    if traveller.golongan is None:
        return unknown("golongan")
    if traveller.state_leader is None and traveller.golongan == next(iter(classes)):
        return unknown("state_leader", ticket=classes[traveller.golongan])
    return met(ticket=classes[traveller.golongan])


def _may_fly(trip: Trip, traveller: Participant, wished: str, ranks: Ranks, min_hours: int) -> Outcome:
    if traveller.ticket is None:
        return unknown("ticket")
    if traveller.ticket != wished or traveller.rank in ranks:
        return met(ticket=traveller.ticket)
    if min_hours and trip.flight_hours is not None and trip.flight_hours >= min_hours:
        return met(ticket=traveller.ticket, hours=trip.flight_hours)
    missing = ["rank"] if ranks and traveller.rank is None else []
    missing += ["flight_hours"] if min_hours and trip.flight_hours is None else []
    values = {"ticket": wished, "hours": trip.flight_hours}
    return unknown(*missing, **values) if missing else broken(**values)


def per_diem_listed(trip: Trip, *, rates: Rates) -> Outcome:
    """Every country has a rate of its own or through the mission accredited to it; otherwise one is set by hand."""
    if trip.countries is None:
        return unknown("country")
    unlisted = tuple(country for country in trip.countries if rates.place(country) is None)
    through = tuple(country for country in trip.countries if rates.place(country) not in (None, country))
    return require(not unlisted, countries=trip.countries, unlisted=unlisted, through=through)


def lodging_share(trip: Trip, *, max_pct: int) -> Outcome:
    """The part of the per diem that remains when the organiser gives lodging."""
    if trip.funding.lodging_provided is None:
        return unknown("lodging_provided", max_pct=max_pct)
    return met(percent=max_pct if trip.funding.lodging_provided else 100, max_pct=max_pct)


def paid_days(trip: Trip, *, travel_days_only: Activities = (), caps: DayCaps) -> Outcome:
    """The days a per diem is paid for: the activity's; for some kinds travel days only, for some reasons a maximum."""
    if trip.activity is None:
        return unknown("activity")
    return (
        _travel_days(trip) if trip.activity in travel_days_only else _activity_days(trip, caps.get(trip.travel_reason))
    )


def _activity_days(trip: Trip, cap: int | None) -> Outcome:
    if trip.starts_on is None or trip.ends_on is None:
        return unknown(*(name for name in ("starts_on", "ends_on") if trip.fact(name) is None))
    days = max((trip.ends_on - trip.starts_on).days + 1, 0)
    return met(days=days if cap is None else min(days, cap), travel_days_only=False)


def _travel_days(trip: Trip) -> Outcome:
    """From departure until the day before the activity, and from the day after it until return."""
    out, back = (trip.departs_on, trip.starts_on), (trip.ends_on, trip.returns_on)
    if None in (*out, *back):
        return unknown(
            *(name for name in ("departs_on", "starts_on", "ends_on", "returns_on") if trip.fact(name) is None)
        )
    days = sum(max((last - first).days, 0) for first, last in (out, back) if first and last)
    return met(days=days, travel_days_only=True)
