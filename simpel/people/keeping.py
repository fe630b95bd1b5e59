"""Passports as things: handed from one to another, and renewed."""

import secrets
from datetime import date

from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record

from . import sealing
from .actions import PURPOSE, subject
from .custody import Custody
from .models import Person, User


@transaction.atomic
def hand_over(
    person: Person,
    *,
    to: str,
    expected: int | None,
    by: User,
    handed_by: str,
    taken_by: str,
    reference: str,
    return_by: date | None = None,
) -> Custody:
    """Let a passport go from whoever holds it to another. One act, two names, one receipt.

    `expected` is the custody the form was drawn from: when the passport has moved since, nothing happens
    (`passport_moved`). Who has it already cannot receive it (`passport_there_already`).
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    held = Custody.objects.filter(person=person, until=None).first()
    if (held.pk if held else None) != expected:
        raise Refused("passport_moved", {})
    if held and held.holder == to:
        raise Refused("passport_there_already", {})
    now = clock.now()
    if held:
        held.until = max(now, held.since)
        held.save(update_fields=["until"])
    taken = Custody.objects.create(
        person=person, receipt_no=f"TT-{secrets.token_hex(5).upper()}", came_from=held.holder if held else "",
        holder=to, handed_by=handed_by.strip(), taken_by=taken_by.strip(), recorded_by=by, reference=reference,
        since=held.until if held and held.until else now, return_by=return_by,
    )  # fmt: skip
    record("passport.handed_over", subject(person), actor=by, custody=taken.pk, holder=to, case=reference)
    return taken


def renew(person: Person, *, number: str, expires_on: date, by: User | None) -> None:
    """Note a new passport in the register: its number sealed, its last day. Part of the caller's transaction."""
    person.sealed_passport_no = sealing.seal(number, purpose=PURPOSE["passport_no"])
    person.passport_expires_on = expires_on
    person.save(update_fields=["sealed_passport_no", "passport_expires_on"])
    record("person.passport_renewed", subject(person), actor=by)
