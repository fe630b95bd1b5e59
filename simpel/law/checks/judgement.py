"""Checks that ask a person, tell the law, or look at a plain yes or no."""

from datetime import date

from simpel.law.facts import Trip
from simpel.law.outcomes import Outcome, met, require, unknown
from simpel.law.routes import Facts
from simpel.law.workflow import Workflow


def asked(trip: Trip) -> Outcome:
    """A person judges this: no fact settles it."""
    return unknown()


def stated(trip: Trip) -> Outcome:
    """The law says so; there is nothing to measure."""
    return met()


def routed(trip: Trip, *, workflow: Workflow) -> Outcome:
    """The desks this trip will meet, by the highest rank that travels."""
    if trip.cluster is None:
        return unknown("cluster")
    route = workflow.route(routing_facts(trip, workflow))
    deciding = [desk for desk in route if workflow.desks[desk].decides]
    return met(cluster=trip.cluster, route=tuple(route), decides=deciding[-1] if deciding else None)


def routing_facts(trip: Trip, workflow: Workflow) -> Facts:
    """What the workflow asks of a trip, with what its tables make of it on the day that chooses the law."""
    facts = {
        "kind": trip.kind,
        "cluster": trip.cluster,
        "activity": trip.activity,
        "institution": trip.institution,
        "origin": trip.origin,
        "payers": trip.funding.payers if trip.funding else None,
        "country": trip.destinations[0].country if trip.destinations else None,
    }
    days = (trip.returns_on - trip.departs_on).days + 1 if trip.departs_on and trip.returns_on else None
    return workflow.settled(facts, on=trip.filed_on or trip.departs_on or date.max, days=days)


def no_emergency(trip: Trip) -> Outcome:
    """Nobody leaves a region in unrest or disaster."""
    emergency = trip.regional_emergency
    return unknown("regional_emergency") if emergency is None else require(not emergency)
