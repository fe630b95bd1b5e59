"""Checks that compute what an estimate of costs rests on."""

from decimal import Decimal

from simpel.law.checks.parameters import Activities, Classes, DayCaps, Payers, Ranks, Shares
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


def host_share(trip: Trip, *, shares: Shares, hosts: Payers) -> Outcome:
    """The part of the per diem that remains after what the hosts give in kind: each item has its share of it."""
    if trip.cost_items is None:
        return unknown("cost_items")
    given = {item.item for item in trip.cost_items if item.payer in hosts}
    return met(percent=max(100 - sum(share for item, share in shares.items() if item in given), 0))


def one_golongan(trip: Trip) -> Outcome:
    """A party that must stay together may be paid at the highest class among its travellers."""
    if trip.participants is None:
        return unknown("participants")
    if len({traveller.golongan for traveller in trip.participants} - {None}) <= 1:
        return met(shared=False)
    return unknown("lodged_together") if trip.lodged_together is None else met(shared=trip.lodged_together)


def paid_days(
    trip: Trip,
    *,
    travel_days_only: Activities = (),
    caps: DayCaps,
    first_day_pct: int = 100,
    last_day_pct: int = 100,
) -> Outcome:
    """The days a per diem is paid for: the activity's; for some kinds travel days only, for some reasons a maximum.

    The first and the last day may count in part. A single day counts as the smaller of the two.
    """
    if trip.activity is None:
        return unknown("activity")
    if trip.activity in travel_days_only:
        return _travel_days(trip)
    return _activity_days(trip, caps.get(trip.travel_reason), (first_day_pct, last_day_pct))


def _activity_days(trip: Trip, cap: int | None, edges: tuple[int, int]) -> Outcome:
    if trip.starts_on is None or trip.ends_on is None:
        return unknown(*(name for name in ("starts_on", "ends_on") if trip.fact(name) is None))
    days = max((trip.ends_on - trip.starts_on).days + 1, 0)
    days = days if cap is None else min(days, cap)
    paid = sum(day_weights(days, *edges), Decimal(0))
    return met(days=int(paid) if paid == int(paid) else paid, travel_days_only=False, calendar_days=days, edges=edges)


def day_weights(days: int, first_pct: int, last_pct: int) -> list[Decimal]:
    """What each of so many days counts: one, less at the ends."""
    if days <= 1:
        return [Decimal(min(first_pct, last_pct)) / 100] * days
    return [Decimal(first_pct) / 100, *[Decimal(1)] * (days - 2), Decimal(last_pct) / 100]


def _travel_days(trip: Trip) -> Outcome:
    """From departure until the day before the activity, and from the day after it until return."""
    out, back = (trip.departs_on, trip.starts_on), (trip.ends_on, trip.returns_on)
    if None in (*out, *back):
        return unknown(
            *(name for name in ("departs_on", "starts_on", "ends_on", "returns_on") if trip.fact(name) is None)
        )
    days = sum(max((last - first).days, 0) for first, last in (out, back) if first and last)
    return met(days=days, travel_days_only=True)
