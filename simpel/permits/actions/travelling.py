"""Filling in what surrounds the trip: further places, who bears which cost, who stands in, a passport read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from simpel.law.workflow import Refused
from simpel.people.actions import change_person
from simpel.people.models import User

from .. import access
from ..models import AdInterimRequest, Application, CostItem, Leg, Participant
from .drafting import open_for, touched

MOST_LEGS = 20
LEGS, COSTS, STAND_IN = ("legs",), ("costs",), ("ad_interim",)  # what an amendment may leave as it was approved


@dataclass(frozen=True)
class Cell:
    """One cell of the grid: a payer bears a cost; how much may still be open."""

    item: str
    payer: str
    amount: Decimal | None = None
    currency: str = ""
    note: str = ""


@transaction.atomic
def add_leg(application: Application, *, by: User, **fields: Any) -> Leg:
    """Add a further place to the journey, after those already there."""
    application = open_for(application, by, changing=LEGS)
    if application.legs.count() >= MOST_LEGS:
        raise Refused("too_many_legs", {"legs": MOST_LEGS})
    last = application.legs.aggregate(last=Max("place"))["last"] or 0
    leg = Leg.objects.create(application=application, place=last + 1, **fields)
    touched(application)
    return leg


@transaction.atomic
def remove_leg(leg: Leg, *, by: User) -> None:
    """Take a place out of the journey; the later ones move up."""
    application = open_for(leg.application, by, changing=LEGS)
    leg.delete()
    for place, other in enumerate(application.legs.all(), start=1):
        if other.place != place:
            Leg.objects.filter(pk=other.pk).update(place=place)
    touched(application)


@transaction.atomic
def set_costs(
    application: Application,
    *,
    by: User,
    cells: Iterable[Cell],
    keep: Collection[tuple[str, str]] = (),
    participant: Participant | None = None,
) -> Application:
    """Keep the grid of costs as filled in, for everybody or one participant. `keep`: cells left alone."""
    application = open_for(application, by, changing=COSTS)
    wanted = {(cell.item, cell.payer): cell for cell in cells}
    for cost in application.costs.filter(participant=participant):
        if (cost.item, cost.payer) not in {*wanted, *keep} and cost.payer in application.payers:
            cost.delete()
    for cell in wanted.values():
        CostItem.objects.update_or_create(
            application=application,
            participant=participant,
            item=cell.item,
            payer=cell.payer,
            defaults={"amount": cell.amount, "currency": cell.currency, "note": cell.note},
        )
    return touched(application)


@transaction.atomic
def ask_ad_interim(
    application: Application, *, by: User, name: str, position: str, starts_on: date, ends_on: date
) -> AdInterimRequest:
    """Ask that somebody stand in for the one who travels."""
    application = open_for(application, by, changing=STAND_IN)
    asked, _new = AdInterimRequest.objects.update_or_create(
        application=application,
        defaults={"name": name, "position": position, "starts_on": starts_on, "ends_on": ends_on},
    )
    touched(application)
    return asked


@transaction.atomic
def drop_ad_interim(application: Application, *, by: User) -> None:
    """Ask for nobody any more."""
    application = open_for(application, by, changing=STAND_IN)
    AdInterimRequest.objects.filter(application=application).delete()
    touched(application)


@transaction.atomic
def fill_passport(participant: Participant, *, by: User, number: str, expires_on: date) -> None:
    """Keep a traveller's passport as its machine-readable zone says: the number sealed, the last day beside it."""
    application = open_for(participant.application, by)
    if not access.may_take_along(application, participant.person):
        raise Refused("not_yours", {})
    change_person(participant.person, by=by, passport_no=number, passport_expires_on=expires_on)
    touched(application)
