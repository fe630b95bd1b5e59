"""Hearing a reply of the passport office: each once, in order, whole or not at all."""

from dataclasses import dataclass

from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.permits.models import Application

from .. import exchange
from ..exchange import Message
from ..models import Package, Reply, TravelDocument
from .moving import take_step


@dataclass(frozen=True)
class Heard:
    """A reply that was taken now, or had been before."""

    reply: Reply
    repeated: bool


@transaction.atomic
def hear(text: str, *, application: Application | None = None) -> Heard:
    """Take a signed reply. The same one again is answered and changes nothing.

    `application`: the only file it may be about, where the door knows. Refused: what `exchange.read` refuses,
    `reply_package` (unknown), `reply_altered` (same message, other text), `reply_order`, `reply_item`, `document_step`.
    """
    message = exchange.read(text, now=clock.now())
    known = _locked(message, application)
    if (before := Reply.objects.filter(message=message.id).first()) is not None:
        if before.sha256 != message.sha256:
            raise Refused("reply_altered", {})
        return Heard(before, repeated=True)
    if message.sequence != known.heard + 1:
        raise Refused("reply_order", {"expected": known.heard + 1, "sequence": message.sequence})
    reply = Reply.objects.create(
        package=known, message=message.id, sequence=message.sequence, sha256=message.sha256,
        issued_at=message.issued_at, received_at=clock.now(),
    )  # fmt: skip
    known.heard = message.sequence
    known.save(update_fields=["heard"])
    record("travel.reply", known.application.reference, package=known.number, reply=reply.pk, sha256=reply.sha256)
    _carry_out(message, known, reply)
    return Heard(reply, repeated=False)


def _locked(message: Message, only: Application | None) -> Package:
    rows = Package.objects.select_for_update(of=("self",)).select_related("application")
    known = rows.filter(number=message.package).first()
    if known is None or (only and known.application_id != only.pk):
        raise Refused("reply_package", {})
    return known


def _carry_out(message: Message, package: Package, reply: Reply) -> None:
    """Move every document it names. One that cannot move (collected, no longer needed) refuses the whole message."""
    numbers = [item.document for item in message.items]
    if len(set(numbers)) != len(numbers):
        raise Refused("reply_item", {})
    rows = TravelDocument.objects.select_for_update(of=("self",)).select_related("application", "participant__person")
    documents = {one.pk: one for one in rows.filter(packages=package, pk__in=numbers).order_by("pk")}
    for item in message.items:
        document = documents.get(item.document)
        if document is None:
            raise Refused("reply_item", {})
        take_step(
            document, item.state, by=None, reply=reply,
            number=item.number, expires_on=item.expires_on, note=item.note,
        )  # fmt: skip
