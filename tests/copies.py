"""Many copies of one ready file, quickly: rows written in bulk, documents as further names of the same bytes."""

import os
import uuid
from collections.abc import Iterable

from simpel.documents import storage
from simpel.documents.models import File
from simpel.permits.actions.drafting import new_reference
from simpel.permits.content import digest
from simpel.permits.models import Application, Attachment, Duty, Participant, Step


def copies_of(pattern: Application, count: int) -> list[Application]:
    """`count` files like this one, in its state, each with its own people, documents, steps and duties."""
    made = [_copy(pattern) for _ in range(count)]
    Application.objects.bulk_create(made)
    for row in made:
        _belongings(pattern, row)
    for row in made:
        if row.content_sha256:
            row.content_sha256 = digest(row)  # the reference is part of what is approved
    Application.objects.bulk_update(made, ["content_sha256"])
    return made


def _copy(pattern: Application) -> Application:
    row = Application.objects.get(pk=pattern.pk)
    row.pk, row.reference, row.request_key, row.register_no = None, new_reference(), None, None
    return row


def _belongings(pattern: Application, row: Application) -> None:
    seats = {old.pk: Participant.objects.create(**_fields(old, application=row)) for old in pattern.participants.all()}
    files, attachments = [], []
    for old in pattern.attachments.select_related("file"):
        twin = File(**_fields(old.file, id=uuid.uuid4()))
        _link(old.file, twin)
        files.append(twin)
        attachments.append(
            Attachment(application=row, slot=old.slot, file=twin, participant=seats.get(old.participant_id))
        )
    File.objects.bulk_create(files)
    Attachment.objects.bulk_create(attachments)
    Step.objects.bulk_create(Step(**_fields(step, application=row)) for step in pattern.steps.all())
    Duty.objects.bulk_create(Duty(**_fields(duty, application=row)) for duty in pattern.duties.all())


def _fields(row: object, **changed: object) -> dict[str, object]:
    meta = row._meta  # type: ignore[attr-defined]
    kept = {field.name: getattr(row, field.name) for field in meta.fields if not field.primary_key}
    return kept | changed


def _link(old: File, new: File) -> None:
    target = storage.path(new.id)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.link(storage.path(old.id), target)


def references(rows: Iterable[Application]) -> list[str]:
    return [row.reference for row in rows]
