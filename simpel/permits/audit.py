"""The five patterns auditors find in travel money, looked for before anything is paid. Pure: facts in, flags out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

PATTERNS = ("days_miscounted", "double_trip", "rate_above_standard", "ticket_above_plan", "trip_not_made")
MEASURED_BY = {  # pattern -> the check whose row in the pack states the clause
    "days_miscounted": "paid_days",
    "double_trip": "paid_days",
    "rate_above_standard": "per_diem_listed",
    "ticket_above_plan": "ticket_class",
    "trip_not_made": "paid_days",
}


@dataclass(frozen=True)
class Allowed:
    """What plan and law give one traveller: US dollars a day, a ticket in the country's own money; None: unknown."""

    days: Decimal | None = None
    rate: Decimal | None = None
    ticket: Decimal | None = None
    ticket_class: str | None = None


@dataclass(frozen=True)
class Claim:
    """What one traveller's report says was spent; in the units of Allowed."""

    travelled: bool = True
    departed_on: date | None = None
    returned_on: date | None = None
    days: Decimal | None = None
    rate: Decimal | None = None
    ticket: Decimal | None = None
    ticket_class: str | None = None

    @property
    def days_away(self) -> int | None:
        """Calendar days from departure to return, both counted."""
        if self.departed_on is None or self.returned_on is None:
            return None
        return max((self.returned_on - self.departed_on).days + 1, 0)


@dataclass(frozen=True)
class Elsewhere:
    """Another trip that the same person made or was paid for."""

    reference: str
    departed_on: date
    returned_on: date


@dataclass(frozen=True)
class Flag:
    """One thing an auditor would ask about, with its figures. `traveller` is the place on the list of participants."""

    pattern: str
    traveller: int
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The flag as plain data; amounts as text, so that no cent is lost."""
        plain = {name: str(value) if isinstance(value, Decimal) else value for name, value in self.values.items()}
        return {"pattern": self.pattern, "traveller": self.traveller, "values": plain}


def look(
    traveller: int, allowed: Allowed, claim: Claim, elsewhere: Iterable[Elsewhere], classes: Sequence[str]
) -> list[Flag]:
    """Every pattern one claim shows. `classes` are ticket classes, the dearest first."""
    found = (
        days_miscounted(traveller, allowed, claim),
        *double_trips(traveller, claim, elsewhere),
        rate_above_standard(traveller, allowed, claim),
        ticket_above_plan(traveller, allowed, claim, classes),
        trip_not_made(traveller, claim),
    )
    return [flag for flag in found if flag]


def days_miscounted(traveller: int, allowed: Allowed, claim: Claim) -> Flag | None:
    """More days paid than the law pays, or than the traveller was away."""
    limits = [limit for limit in (allowed.days, claim.days_away) if limit is not None]
    if not claim.travelled or claim.days is None or not limits or claim.days <= min(limits):
        return None
    return Flag("days_miscounted", traveller, {"claimed": claim.days, "allowed": Decimal(min(limits))})


def double_trips(traveller: int, claim: Claim, elsewhere: Iterable[Elsewhere]) -> list[Flag]:
    """Another trip on the same days. Coming home and leaving again on one day is no double trip."""
    if not claim.travelled or claim.departed_on is None or claim.returned_on is None:
        return []
    mine = (claim.departed_on, claim.returned_on)
    return [
        Flag("double_trip", traveller, {"reference": other.reference, "days": days})
        for other in elsewhere
        if (days := _shared_days(mine, (other.departed_on, other.returned_on)))
    ]


def rate_above_standard(traveller: int, allowed: Allowed, claim: Claim) -> Flag | None:
    """A daily rate above that of the table for the country and the class."""
    if not claim.travelled or claim.rate is None or allowed.rate is None or claim.rate <= allowed.rate:
        return None
    return Flag("rate_above_standard", traveller, {"claimed": claim.rate, "allowed": allowed.rate})


def ticket_above_plan(traveller: int, allowed: Allowed, claim: Claim, classes: Sequence[str]) -> Flag | None:
    """A ticket dearer than planned, or of a better class than the traveller's golongan gives."""
    if not claim.travelled:
        return None
    dearer = claim.ticket is not None and allowed.ticket is not None and claim.ticket > allowed.ticket
    if not dearer and not _better(claim.ticket_class, allowed.ticket_class, classes):
        return None
    values = {
        "claimed": claim.ticket, "allowed": allowed.ticket, "class": claim.ticket_class,
        "allowed_class": allowed.ticket_class,
    }  # fmt: skip
    return Flag("ticket_above_plan", traveller, values)


def trip_not_made(traveller: int, claim: Claim) -> Flag | None:
    """Money claimed by somebody who stayed at home."""
    per_diem = (claim.days or 0) * (claim.rate or 0)
    if claim.travelled or not (per_diem or claim.ticket):
        return None
    return Flag("trip_not_made", traveller, {"per_diem": Decimal(per_diem), "ticket": claim.ticket or Decimal(0)})


def _shared_days(one: tuple[date, date], other: tuple[date, date]) -> int:
    """How many days both trips hold; none where one begins on the day the other ends."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    days = (last - first).days + 1
    handed_over = days == 1 and (one[1] == other[0] or other[1] == one[0]) and one != other
    return 0 if days < 1 or handed_over else days


def _better(claimed: str | None, allowed: str | None, classes: Sequence[str]) -> bool:
    """Whether a class stands before the allowed one; a class outside the list is no better than any."""
    if claimed not in classes or allowed not in classes:
        return False
    return classes.index(claimed) < classes.index(allowed)
