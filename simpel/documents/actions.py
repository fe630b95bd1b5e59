"""Verbs that change a file's existence. Taking in is in intake.py; nothing changes a file's bytes."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from simpel.documents import preview, storage
from simpel.documents.models import File
from simpel.people.models import User


def duplicate(file: File, *, by: User, at: datetime) -> File:
    """A file of its own with the same bytes, for another place: letting one of the two go leaves the other whole."""
    new = File(
        id=uuid4(), name=file.name, kind=file.kind, size=file.size, sha256=file.sha256, pages=file.pages,
        added_by=by, added_at=at,
    )  # fmt: skip
    storage.share(file.pk, new.pk)
    new.save(force_insert=True)
    return new


def remove(file: File) -> None:
    """Let a file go: the row in the caller's transaction, the bytes only once that is committed."""
    gone = File(pk=file.pk, pages=file.pages)
    file.delete()
    transaction.on_commit(lambda: _forget(gone))


def _forget(file: File) -> None:
    storage.remove(file.pk)
    preview.forget(file)
