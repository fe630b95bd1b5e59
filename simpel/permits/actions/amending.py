"""Changing a letter that was given: a linked file that starts as a copy, and takes the first one's place when decided.

One amendment is open per file. The row lock makes the second of two at once see the first; the unique column
`open_amendment_of` holds even if this code should not.
"""

from copy import copy
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction

from simpel.documents.actions import duplicate
from simpel.documents.models import File
from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.letters.issuing import may_be_amended
from simpel.letters.models import Letter
from simpel.people.models import User

from .. import access, amendments
from ..content import FORM_FIELDS
from ..lifecycle import lock
from ..models import (
    Activity,
    AdInterimRequest,
    Application,
    Attachment,
    BudgetCharge,
    CostItem,
    Duty,
    HandRate,
    Leg,
    Participant,
    Reading,
)
from .drafting import add_activity, new_reference, open_for, touched

Row = TypeVar("Row", Participant, Leg, CostItem, AdInterimRequest | HandRate | BudgetCharge)
COPIED = set(FORM_FIELDS) - amendments.ASKING - {"kind"}
ASKED_AGAIN = {"requesting_position", "requesting_city"}  # usually the same as before: copied, may be changed
CARRIED = {"activity", "copies", "permission_no", "permission_on"}  # beside the form


@transaction.atomic
def begin(application: Application, kind: str, *, by: User, key: str = "") -> Application:
    """Ajukan perubahan. A draft that changes this file's letter, or the amendment that is open already.

    Refuses `unknown_kind`, `wrong_desk`, and `not_in_force` while there is no letter to change or no longer one.
    """
    if kind not in settings.PACK.amendments:
        raise Refused("unknown_kind", {"kind": kind})
    application = lock(application)
    desk = access.drafting_desk(by, unit=application.unit, institution=application.institution)
    if desk is None:
        raise Refused("wrong_desk", {"state": application.state})
    if existing := Application.objects.filter(open_amendment_of=application).first():
        return existing
    letter = _letter_to_change(application)
    draft = _drafted(application, kind, by=by, key=key)
    Duty.objects.create(application=draft, user=by, desk=desk)
    _copy_people_and_papers(application, draft, by=by)
    _attach_earlier_letter(letter, draft, by=by)
    record("permit.amend", application.reference, actor=by, amendment=draft.reference, how=kind, letter=letter.number)
    return draft


def may_begin(user: User, application: Application) -> bool:
    """Whether to offer it. `begin` asks everything again under the lock."""
    desk = access.drafting_desk(user, unit=application.unit, institution=application.institution)
    letter = amendments.in_force(application)
    return desk is not None and _is_settled(application) and letter is not None and may_be_amended(letter)


@transaction.atomic
def extend(
    application: Application, *, by: User, ends_on: date, returns_on: date, version: int | None = None
) -> Application:
    """Give an extension its new end: of the event, of everybody who stays to the end, and of the way home.

    The event is shared with other files, so the longer one is an event of its own.
    """
    application = open_for(application, by, version=version)
    event = application.activity
    if amendments.effect(application) != amendments.EXTENDS or event is None:
        raise Refused("fixed_by_kind", {"fields": ["returns_on"]})
    longer = add_activity(by=by, institution=application.institution, **_facts_of(event) | {"ends_on": ends_on})
    application.participants.filter(ends_on=event.ends_on).update(ends_on=ends_on)
    application.activity, application.returns_on = longer, returns_on
    return touched(application, "activity", "returns_on")


def take_the_place(application: Application, *, on: date) -> None:
    """A decided amendment stands where the file it amends stood, from this day on."""
    if application.amends_id:
        Application.objects.filter(pk=application.amends_id).update(superseded_on=on)


def _letter_to_change(application: Application) -> Letter:
    letter = amendments.in_force(application)
    if letter is None or not _is_settled(application) or not may_be_amended(letter):
        raise Refused("not_in_force", {"state": application.state})
    return letter


def _is_settled(application: Application) -> bool:
    """Decided, not reported on, not itself a cancellation: there is a trip whose letter can still change."""
    decided = settings.PACK.workflow.states[application.state].phase == "decided"
    reported = hasattr(application, "report") and application.report.submitted_on is not None
    return decided and not reported and amendments.effect(application) != amendments.CANCELS


def _drafted(application: Application, kind: str, *, by: User, key: str) -> Application:
    at = clock.now()
    same = {name: getattr(application, name) for name in COPIED | ASKED_AGAIN | CARRIED}
    return Application.objects.create(
        reference=new_reference(), request_key=key or None, kind=kind, amends=application,
        open_amendment_of=application, state=settings.PACK.workflow.initial, institution=application.institution,
        channel=application.channel, unit=application.unit, created_by=by, created_at=at, changed_at=at,
        held_since=at, **same,
    )  # fmt: skip


def _copy_people_and_papers(application: Application, draft: Application, *, by: User) -> None:
    """Everybody with their days, what hangs on them, and the papers that this kind of amendment does not ask anew."""
    seats = {seat.pk: _copied(seat, draft) for seat in application.participants.filter(refused=False)}
    for leg in application.legs.all():
        _copied(leg, draft)
    for cost in application.costs.all():
        _copied(cost, draft, participant=seats.get(cost.participant_id or 0))
    for table in (AdInterimRequest, HandRate, BudgetCharge):
        for row in table._default_manager.filter(application=application):
            _copied(row, draft)
    if amendments.effect(draft) == amendments.CANCELS:
        return
    asked = {row.document for row in settings.PACK.checklist if row.activity == f"AMENDMENT_{draft.kind}"}
    for paper in application.attachments.select_related("file").exclude(slot__in=asked):
        _attach(draft, paper.slot, paper.file, by=by, seat=seats.get(paper.participant_id or 0))


def _copied(row: Row, draft: Application, **others: Any) -> Row:
    """A row of the first file once more, for the draft, with whatever columns it has."""
    copied = copy(row)
    copied.pk, copied.application = None, draft
    for name, value in others.items():
        setattr(copied, name, value)
    copied.save(force_insert=True)
    return copied


def _attach_earlier_letter(letter: Letter, draft: Application, *, by: User) -> None:
    """The letter itself, from the register: nobody uploads what we issued."""
    for document in settings.PACK.documents.values():
        if document.earlier_letter and letter.file:
            _attach(draft, document.id, letter.file, by=by, seat=None)


def _attach(draft: Application, slot: str, file: File, *, by: User, seat: Participant | None) -> None:
    own = duplicate(file, by=by, at=clock.now())
    attachment = Attachment.objects.create(application=draft, participant=seat, slot=slot, file=own)
    Reading.objects.create(attachment=attachment)


def _facts_of(event: Activity) -> dict[str, Any]:
    return {name: getattr(event, name) for name in ("name", "organiser", "country", "city", "starts_on", "ends_on")}
