"""Checks about the size of a delegation."""

from builtins import max as larger
from typing import Any

from simpel.law.checks.papers import document
from simpel.law.checks.parameters import Document, FactNames, Table
from simpel.law.facts import Trip
from simpel.law.outcomes import Outcome, met, require, unknown

_NO_TABLE: Table = {}


def headcount(
    trip: Trip, *, max: int, per_working_group: int = 0, by: FactNames = (), table: Table = _NO_TABLE
) -> Outcome:
    """No more people than seats; where a meeting splits into working groups, each brings its own seats.

    Groups nobody listed bring none: the plain maximum holds until the list is there. A `table` of the pack gives the
    seats `by` one or several facts, and `max` holds outside it.
    """
    people = trip.headcount
    found = _looked_up(trip, by, table, max)
    if isinstance(found, str):
        return unknown(found, *(["participants"] if people is None else []), participants=people)
    seats = larger(found, per_working_group * (trip.working_groups or 0))
    if people is None:
        return unknown("participants", seats=seats)
    return require(people <= seats, participants=people, seats=seats)


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
