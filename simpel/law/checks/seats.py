"""Checks about the size of a delegation."""

from builtins import max as larger
from typing import Any, Literal

from simpel.law.checks.papers import document
from simpel.law.checks.parameters import Document, FactNames, Table
from simpel.law.facts import OtherTrip, Trip
from simpel.law.outcomes import Outcome, met, require, unknown

Across = Literal["", "institution", "event"]
_NO_TABLE: Table = {}


def headcount(
    trip: Trip,
    *,
    max: int,
    per_working_group: int = 0,
    by: FactNames = (),
    table: Table = _NO_TABLE,
    across: Across = "",
) -> Outcome:
    """No more people than seats; where a meeting splits into working groups, each brings its own seats.

    Groups nobody listed bring none: the plain maximum holds until the list is there. A `table` of the pack gives the
    seats `by` one or several facts, and `max` holds outside it. With `across` the seats are those of everybody who goes
    to the same event, on this file and on others that are pending or approved: of one institution, or of all.
    """
    people = trip.headcount
    found = _looked_up(trip, by, table, max)
    if isinstance(found, str):
        return unknown(found, *(["participants"] if people is None else []), participants=people)
    seats = larger(found, per_working_group * (trip.working_groups or 0))
    if people is None:
        return unknown("participants", seats=seats)
    if across and people <= seats and trip.history is None:
        return unknown("history", participants=people, seats=seats)
    people += sum(len(other.who or ()) for other in trip.history or () if across and _same_event(trip, other, across))
    return require(people <= seats, participants=people, seats=seats)


def _same_event(trip: Trip, other: OtherTrip, across: Across) -> bool:
    """Whether another trip goes to this one's event, in the same country, for a body whose seats are counted here."""
    place = other.countries is None or trip.countries is None or not set(other.countries).isdisjoint(trip.countries)
    own = across == "event" or (other.institution is not None and other.institution == trip.own)
    return trip.event is not None and other.event == trip.event and place and own


def _looked_up(trip: Trip, by: FactNames, table: Table, default: int) -> int | str:
    """The number in the table for this trip, or the fact without which it cannot be found."""
    found: Any = table
    for name in by:
        value = trip.fact(name)
        if value is None:
            return name
        found = found.get(value)
        if found is None:
            return default
    return int(found) if by else default


def as_requested(trip: Trip) -> Outcome:
    """As many people as the request names: there is no number to keep."""
    people = trip.headcount
    return unknown("participants") if people is None else met(participants=people)


def headcount_directed(trip: Trip, *, document: Document) -> Outcome:
    """A direction from above sets the number: it is attached, and nobody travels beyond it."""
    attached = _attached(trip, document)
    if attached.state != "met" or trip.directed_headcount is None:
        return attached
    people = trip.headcount
    if people is None:
        return unknown("participants", seats=trip.directed_headcount)
    return require(people <= trip.directed_headcount, participants=people, seats=trip.directed_headcount)


def _attached(trip: Trip, code: str) -> Outcome:
    return document(trip, all_of=(code,))
