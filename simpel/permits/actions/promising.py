"""Commitments: written down with the report, kept afterwards, with a record of who said so."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import User

from .. import access
from ..models import Commitment, Report


def keep_commitments(report: Report, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write down what the report promises. Those already kept stay as they are."""
    application = report.application
    application.commitments.filter(done_on=None).delete()
    country = application.activity.country if application.activity else ""
    Commitment.objects.bulk_create(Commitment(application=application, country=country, **row) for row in rows)


@transaction.atomic
def keep_promise(commitment: Commitment, *, by: User, note: str = "") -> Commitment:
    """Selesaikan komitmen. Said twice, it is recorded once."""
    commitment = _held(commitment, by)
    if commitment.done_on is None:
        commitment.done_on, commitment.done_by, commitment.note = clock.today(), by, note
        commitment.save(update_fields=["done_on", "done_by", "note"])
        record("commitment.done", commitment.application.reference, actor=by, commitment=commitment.pk)
    return commitment


@transaction.atomic
def reopen_promise(commitment: Commitment, *, by: User) -> Commitment:
    """Buka lagi komitmen: it was not kept after all."""
    commitment = _held(commitment, by)
    if commitment.done_on is not None:
        commitment.done_on = commitment.done_by = None
        commitment.save(update_fields=["done_on", "done_by"])
        record("commitment.reopened", commitment.application.reference, actor=by, commitment=commitment.pk)
    return commitment


def _held(commitment: Commitment, by: User) -> Commitment:
    """The row as it is now, locked; refused to those who only read the file."""
    row = Commitment.objects.select_for_update(of=("self",)).select_related("application").get(pk=commitment.pk)
    if not access.may_keep_promises(by, row.application):
        raise Refused("wrong_desk", {})
    return row
