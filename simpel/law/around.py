"""What surrounds a trip: other trips, the plan, open duties, declared periods, money. The law only gets it handed in.

What each fact means stands beside its type, and from there in docs/reference/trip.md.
Keys of people, units and institutions are opaque: they are compared with each other and mean nothing else.
Money is in whole units of the pack's own currency. Days count with their first and last one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherTrip:
    """Another trip, pending or approved; never a cancelled one, and never the trip that is judged."""

    who: Annotated[Codes | None, "keys of its travellers"] = None
    offices: Annotated[Codes | None, "offices that its travellers hold"] = None
    institution: Annotated[str | None, "key of its institution"] = None
    unit: Annotated[str | None, "key of its unit"] = None
    kind: Annotated[str | None, "kind of its institution"] = None
    event: Annotated[str | None, "name of its activity"] = None
    activity: Annotated[str | None, "type of its activity"] = None
    countries: Annotated[Codes | None, "countries it goes to"] = None
    departs_on: Annotated[date | None, "day of departure"] = None
    returns_on: Annotated[date | None, "day of return"] = None
    cost: Annotated[int | None, "what it costs"] = None
    claims: Annotated[Codes | None, "allowances that were drawn on it"] = None
    state: Annotated[str | None, "`pending` or `approved`"] = None


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A journey that stands in the approved plan of the trip's own institution."""

    event: Annotated[str | None, "name of the planned activity"] = None
    activity: Annotated[str | None, "type of the planned activity"] = None
    countries: Annotated[Codes | None, "countries it is planned for"] = None
    starts_on: Annotated[date | None, "first day of the time it is planned for"] = None
    ends_on: Annotated[date | None, "last day of the time it is planned for"] = None
    unit: Annotated[str | None, "key of the unit it is planned for"] = None
    cost: Annotated[int | None, "what it may cost"] = None


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """What somebody still owes from an earlier trip: a report, an advance, a passport, an answer."""

    what: Annotated[str | None, "code of the duty"] = None
    due_on: Annotated[date | None, "day on which it was or is due"] = None
    who: Annotated[str | None, "key of the person who owes it; left out: the institution does"] = None


@dataclass(frozen=True, slots=True)
class Declared:
    """A period that somebody declared after the pack was written: an emergency, a sitting, a state visit."""

    calendar: Annotated[str | None, "the pack's calendar it belongs to"] = None
    what: Annotated[str | None, "what it is, in words"] = None
    starts_on: Annotated[date | None, "first day"] = None
    ends_on: Annotated[date | None, "last day; left out: nobody knows yet"] = None
    institution: Annotated[str | None, "kind of institution it is about; left out: all"] = None
    region: Annotated[str | None, "region it is about; left out: all"] = None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of the budget from which trips are paid."""

    line: Annotated[str | None, "code of the line"] = None
    ceiling: Annotated[int | None, "what it held at the beginning"] = None
    spent: Annotated[int | None, "what is paid or granted from it"] = None
    pending: Annotated[int | None, "what files not yet decided would take, without this one"] = None


@dataclass(frozen=True, slots=True)
class CostItem:
    """Who bears one item of the cost, for one traveller or for all."""

    item: Annotated[str | None, "kind of cost"] = None
    payer: Annotated[str | None, "who bears it"] = None
    amount: Annotated[int | None, "how much"] = None
    who: Annotated[str | None, "key of the traveller; left out: everybody"] = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way than travelling, and why it will not do."""

    what: Annotated[str | None, "the other way"] = None
    why_not: Annotated[str | None, "why it will not do"] = None
