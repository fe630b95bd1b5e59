"""Asking for names. Never silently: the act is recorded, and everybody it showed can read who asked and why."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import User
from simpel.permits.actions.drafting import new_reference
from simpel.permits.models import Participant

from .. import access, queries
from ..models import LookUp, Sighting

MOST = 300  # people in one look-up: more than that is no question any more


@transaction.atomic
def look_up(*, by: User, day: date, country: str, institution_id: int | None, reason: str, key: str) -> LookUp:
    """Names behind a headcount of one country, perhaps of one institution. The same request twice is one look-up.

    Refused: nobody_there, too_many. Protected persons are left out unless the pack names the desk.
    """
    if done := LookUp.objects.filter(request_key=key, by=by).first():
        return done
    sight = access.require_duty(by)
    seats = _behind(day, country, institution_id, sight)
    if not seats:
        raise Refused("nobody_there", {})
    if len(seats) > MOST:
        raise Refused("too_many", {"most": MOST})
    asked = LookUp.objects.create(
        reference=new_reference(), request_key=key, by=by, desk=sight.duty, at=clock.now(), day=day, country=country,
        institution_id=institution_id, reason=reason.strip(),
    )  # fmt: skip
    show(asked, seats)
    record(
        "whereabouts.look_up",
        asked.reference,
        actor=by,
        desk=sight.duty,
        day=day.isoformat(),
        country=country,
        people=len(seats),
    )
    return asked


def show(asked: LookUp, seats: Sequence[Participant]) -> None:
    """Keep whom a look-up showed, each person once; part of the caller's transaction."""
    people = {seat.person_id: seat.application_id for seat in seats}
    Sighting.objects.bulk_create(
        Sighting(look_up=asked, person_id=person, application_id=application) for person, application in people.items()
    )


def _behind(day: date, country: str, institution_id: int | None, sight: access.Sight) -> list[queries.Stay]:
    seats = queries.on_a_day(day).filter(country=country)
    if institution_id is not None:
        seats = seats.filter(person__institution=institution_id)
    if not sight.protected:
        seats = seats.exclude(queries.protected())
    return list(seats.order_by("pk")[: MOST + 1])
