"""Filling in: everything that happens to a file while it lies with the people who apply."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from simpel.documents.actions import remove
from simpel.documents.intake import take_in
from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import ApplicantUnit, Institution, Person, User

from .. import access, amendments
from ..lifecycle import lock
from ..models import Activity, Application, Attachment, Duty, Participant, Reading
from ..remembering import follow_the_event, remembered
from ..searching import index

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PEOPLE = ("participants",)
MAX_FILES, MAX_BYTES = 60, 150 * 1024 * 1024  # a file: ten people bring many papers


@transaction.atomic
def create(
    *, by: User, unit: ApplicantUnit | None = None, institution: Institution | None = None, request_key: str = ""
) -> Application:
    """Open a draft for a unit, or for an institution whose channel files directly. One request opens one draft."""
    if request_key and (done := Application.objects.filter(request_key=request_key, created_by=by).first()):
        return done
    body = unit.institution if unit else institution
    desk = access.drafting_desk(by, unit=unit, institution=body)
    if body is None or desk is None:
        raise Refused("wrong_desk", {})
    at = clock.now()
    application = Application.objects.create(
        reference=new_reference(), request_key=request_key or None, state=settings.PACK.workflow.initial,
        institution=body, channel=body.sends_through, unit=unit, created_by=by,
        created_at=at, changed_at=at, held_since=at, **remembered(unit, body),
    )  # fmt: skip
    Duty.objects.create(application=application, user=by, desk=desk)
    index(application)
    record("permit.create", application.reference, actor=by)
    return application


@transaction.atomic
def change(application: Application, *, by: User, version: int | None = None, **fields: Any) -> Application:
    """Save form fields of a file that lies with its applicant. A page older than the file is refused."""
    application = open_for(application, by, version=version, changing=fields)
    before = application.activity
    for name, value in fields.items():
        setattr(application, name, value)
    if application.activity != before:
        follow_the_event(application, before)
    return touched(application, *fields)


def add_activity(*, by: User, institution: Institution, **fields: Any) -> Activity:
    """Put an event on the shared list; the same event added twice is one event."""
    event, _ = Activity.objects.get_or_create(**fields, defaults={"added_by": institution})
    return event


@transaction.atomic
def add_participant(application: Application, *, by: User, person: Person, **fields: Any) -> Participant:
    """Put a person on the list; dates are the activity's and the golongan the person's unless given."""
    application = open_for(application, by, changing=PEOPLE)
    if not access.may_take_along(application, person):
        raise Refused("not_yours", {})
    if application.participants.filter(person=person).exists():
        raise Refused("already_on_the_list", {"name": person.name})
    if application.activity:
        fields.setdefault("starts_on", application.activity.starts_on)
        fields.setdefault("ends_on", application.activity.ends_on)
    fields["golongan"] = fields.get("golongan") or person.golongan
    last = application.participants.aggregate(last=Max("place"))["last"] or 0
    participant = Participant.objects.create(application=application, person=person, place=last + 1, **fields)
    touched(application)
    return participant


@transaction.atomic
def change_participant(participant: Participant, *, by: User, **fields: Any) -> Participant:
    """Change a participant's dates, golongan or home institution."""
    application = open_for(participant.application, by, changing=PEOPLE)
    for name, value in fields.items():
        setattr(participant, name, value)
    participant.save(update_fields=list(fields))
    touched(application)
    return participant


@transaction.atomic
def remove_participant(participant: Participant, *, by: User) -> None:
    """Take a person off the list; those below move up, so that places stay 1, 2, 3."""
    application = open_for(participant.application, by, changing=PEOPLE)
    participant.delete()
    for place, other in enumerate(application.participants.order_by("place"), start=1):
        if other.place != place:
            Participant.objects.filter(pk=other.pk).update(place=place)
    touched(application)


@transaction.atomic
def attach(
    application: Application,
    *,
    by: User,
    slot: str,
    upload: "UploadedFile[Any]",
    participant: Participant | None = None,
) -> Attachment:
    """Put a document into a slot of the checklist. The same bytes in the same slot are kept once."""
    application = open_for(application, by)
    if slot not in settings.PACK.documents:
        raise Refused("unknown_slot", {"slot": slot})
    if settings.PACK.documents[slot].earlier_letter:
        raise Refused("attached_by_system", {"slots": [slot]})
    sizes = list(application.attachments.values_list("file__size", flat=True))
    if len(sizes) >= MAX_FILES or sum(sizes) + (upload.size or 0) > MAX_BYTES:
        raise Refused("too_many_files", {"files": MAX_FILES, "megabytes": MAX_BYTES // 2**20})
    file = take_in(upload, name=upload.name or "", by=by, at=clock.now())
    twin = application.attachments.filter(slot=slot, participant=participant, file__sha256=file.sha256).first()
    if twin:
        remove(file)
        return twin
    attachment = Attachment.objects.create(application=application, participant=participant, slot=slot, file=file)
    Reading.objects.create(attachment=attachment)
    touched(application)
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: User) -> None:
    """Take a document out of the file, and its bytes out of the store."""
    application = open_for(attachment.application, by)
    if attachment.slot in settings.PACK.documents and settings.PACK.documents[attachment.slot].earlier_letter:
        raise Refused("attached_by_system", {"slots": [attachment.slot]})
    file = attachment.file
    attachment.delete()
    remove(file)
    touched(application)


@transaction.atomic
def delete_draft(application: Application, *, by: User) -> None:
    """Throw away a draft that was never sent. What was sent once is withdrawn or archived, never deleted."""
    application = open_for(application, by)
    if application.register_no:
        raise Refused("was_sent", {})
    record("permit.delete_draft", application.reference, actor=by)
    files = [attachment.file for attachment in application.attachments.select_related("file")]
    files += [plea.file for plea in application.overrides.select_related("file") if plea.file]
    application.delete()
    for file in files:
        remove(file)


def open_for(
    application: Application, by: User, *, version: int | None = None, changing: Iterable[str] = ()
) -> Application:
    """The locked row, if this person may edit it now, and these fields of it."""
    application = lock(application, version=version)
    if not access.may_edit(by, application):
        raise Refused("not_editable", {"state": application.state})
    if fixed := amendments.fixed(application, changing):
        raise Refused("fixed_by_kind", {"fields": fixed})
    return application


def touched(application: Application, *fields: str) -> Application:
    """The row saved with these fields, a version older pages do not know, found by what it says now."""
    application.version += 1
    application.changed_at = clock.now()
    application.save(update_fields=["version", "changed_at", *fields])
    index(application)
    return application


def new_reference() -> str:
    """Eight characters that survive a telephone: no 0, O, 1, I. 32^8, and the column is unique."""
    signs = [secrets.choice(ALPHABET) for _ in range(8)]
    return "".join(signs[:4]) + "-" + "".join(signs[4:])
