"""Moving a document on: the one writer of its state, by hand or by a reply of the passport office."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people import sealing
from simpel.people.keeping import renew
from simpel.people.models import User

from .. import access, tellings
from ..models import DocumentStep, Reply, TravelDocument
from ..states import DONE, MOVES, UNDER_WAY, State

PURPOSE = "travel.document"


@transaction.atomic
def move(
    document: TravelDocument,
    *,
    to: str,
    by: User,
    version: int | None = None,
    number: str = "",
    expires_on: date | None = None,
    note: str = "",
) -> TravelDocument:
    """Note a step by hand. Refuses: `not_yours`, `document_moved` (too late), `document_step`, `note_needed`."""
    locked = lock(document)
    if not access.may_move(by, locked, handler=access.handles(by, locked.application)):
        raise Refused("not_yours", {})
    if version is not None and version != locked.version:
        raise Refused("document_moved", {})
    if to in (State.REFUSED, State.NOT_NEEDED) and not note.strip():
        raise Refused("note_needed", {})
    return take_step(locked, to, by=by, number=number, expires_on=expires_on, note=note)


def lock(document: TravelDocument) -> TravelDocument:
    """The document as it stands now; nobody else moves it until the transaction ends."""
    rows = TravelDocument.objects.select_for_update(of=("self",)).select_related("application", "participant__person")
    return rows.get(pk=document.pk)


def take_step(
    document: TravelDocument,
    to: str,
    *,
    by: User | None,
    reply: Reply | None = None,
    number: str = "",
    expires_on: date | None = None,
    note: str = "",
) -> TravelDocument:
    """Move a locked document, with its clock, its step, its entry in the ledger and its notice."""
    if to not in MOVES[document.state]:
        raise Refused("document_step", {"before": document.state, "after": to})
    before, today = document.state, clock.today()
    document.state = to
    document.version += 1
    _keep_time(document, before, today)
    _keep_number(document, number, expires_on, by=by)
    document.save()
    taken = DocumentStep.objects.create(
        document=document, before=before, after=to, by=by, reply=reply, note=note.strip(), at=clock.now()
    )
    record(
        "travel.step", document.application.reference, actor=by,
        document=document.pk, step=taken.pk, before=before, after=to, **({"reply": reply.pk} if reply else {}),
    )  # fmt: skip
    if to in (State.READY, State.REFUSED):
        tellings.answered(document)
    return document


def _keep_time(document: TravelDocument, before: str, today: date) -> None:
    """The clock runs from handing over until it is ready; it starts anew when a document is asked for again."""
    if document.state in UNDER_WAY:
        if before not in UNDER_WAY:
            document.started_on = today
            document.due_on = settings.PACK.travel_documents.due(document.kind, today, settings.PACK.calendar)
        document.chase_on = document.ready_by + timedelta(days=1)
    elif document.state == State.NEEDED:
        document.started_on = document.due_on = document.ready_on = None
        document.chase_on = document.start_by
    else:
        document.chase_on = None
        if document.state in DONE and before not in DONE:
            document.ready_on = today


def _keep_number(document: TravelDocument, number: str, expires_on: date | None, *, by: User | None) -> None:
    """Seal the number; a new passport also becomes the one in the register, so that the next trip knows it."""
    if number:
        document.sealed_number = sealing.seal(number, purpose=PURPOSE)
    if expires_on:
        document.expires_on = expires_on
    paper = settings.PACK.travel_documents.papers.get(document.kind)
    if paper and paper.sort == "passport" and number and expires_on and document.state in DONE:
        renew(document.participant.person, number=number, expires_on=expires_on, by=by)
