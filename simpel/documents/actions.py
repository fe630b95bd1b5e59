"""Verbs that change a file's existence. Taking in is in intake.py; nothing changes a file's bytes."""

from django.db import transaction

from simpel.documents import preview, storage
from simpel.documents.models import File


def remove(file: File) -> None:
    """Let a file go: the row in the caller's transaction, the bytes only once that is committed."""
    gone = File(pk=file.pk, pages=file.pages)
    file.delete()
    transaction.on_commit(lambda: _forget(gone))


def _forget(file: File) -> None:
    storage.remove(file.pk)
    preview.forget(file)
