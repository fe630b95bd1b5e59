"""Checks about who makes up the party, and what they attend."""

from simpel.law.bounds import LARGEST
from simpel.law.checks.parameters import EventLevel, Office, Offices, Rank, Ranks, Role, RuleIds, Trait
from simpel.law.facts import Participant, Trip
from simpel.law.outcomes import SILENT, Outcome, broken, met, unknown


def composition(
    trip: Trip,
    *,
    role: Role = "",
    rank: Rank = "",
    office: Office = "",
    trait: Trait = "",
    min: int = 0,
    max: int = LARGEST,
    min_pct: int = 0,
    max_pct: int = 100,
    unless_member: Trait = "",
) -> Outcome:
    """At least and at most so many, or such a share, of a role, rank, office or trait.

    `unless_member` lets it be where another member of the party has that trait.
    """
    if not trip.participants:
        return unknown("participants")
    wanted = {"role": role, "rank": rank, "office": office, "traits": trait}
    fact, code = next((fact, code) for fact, code in wanted.items() if code)
    answers = [_has(traveller, fact, code) for traveller in trip.participants]
    surely, perhaps, people = answers.count(True), answers.count(None), len(answers)
    least = _larger(min, -(-min_pct * people // 100))
    most = _smaller(max, max_pct * people // 100)
    values = {"found": surely, "of": code, "least": least, "most": most, "participants": people}
    if surely > most or surely + perhaps < least:
        return _unless(trip, unless_member, broken(**values))
    if surely + perhaps <= most and surely >= least:
        return met(**values)
    return unknown(fact, **values)


def _larger(one: int, other: int) -> int:
    return one if one > other else other


def _smaller(one: int, other: int) -> int:
    return one if one < other else other


def _has(traveller: Participant, fact: str, code: str) -> bool | None:
    told = getattr(traveller, fact)
    if told is None:
        return None
    return code in told if isinstance(told, tuple) else told == code


def _unless(trip: Trip, trait: str, outcome: Outcome) -> Outcome:
    """The outcome, unless a member has the trait; open while some member's traits are."""
    answers = [_has(traveller, "traits", trait) for traveller in trip.participants or ()] if trait else []
    if True in answers:
        return met(**outcome.values)
    return unknown("traits", **outcome.values) if None in answers else outcome


def level(trip: Trip, *, event: EventLevel, ranks: Ranks) -> Outcome:
    """An event of this level is attended by these ranks only."""
    if trip.event_level is None:
        return unknown("event_level", ranks=ranks)
    if trip.event_level != event:
        return SILENT
    if not trip.participants:
        return unknown("participants", ranks=ranks)
    told = [(place, traveller.rank) for place, traveller in enumerate(trip.participants, 1)]
    others = tuple(place for place, rank in told if rank is not None and rank not in ranks)
    if others:
        return broken(people=others, ranks=ranks)
    return unknown("rank", ranks=ranks) if any(rank is None for _, rank in told) else met(ranks=ranks)


def exempt(trip: Trip, *, offices: Offices, from_: RuleIds) -> Outcome:
    """Holders of these offices are exempt from the named rows; a row about the whole party, when all of it is."""
    if not trip.participants:
        return unknown("participants")
    told = [(place, traveller.office) for place, traveller in enumerate(trip.participants, 1)]
    spared = tuple(place for place, office in told if office in offices)
    if any(office is None for _, office in told):
        return unknown("office", people=spared)
    return met(people=spared) if spared else SILENT
