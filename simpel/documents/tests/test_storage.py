"""Bytes on disk: whole or not at all, unchanged, ours alone; swept when nobody names them."""

import errno
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction

from simpel.documents import actions, jobs, preview, storage
from simpel.documents.intake import take_in
from simpel.documents.tests import papers

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


def kept() -> set[str]:
    return {path.name for path in settings.FILES.rglob("*") if path.is_file()}


@pytest.fixture
def file(db):
    return take_in(papers.letter(), name="surat.pdf", by=None, at=AT)


def test_only_this_account_may_read(file):
    path = storage.path(file.pk)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.name == str(file.pk)
    assert path.parent.name == str(file.pk)[:2]


def test_a_file_can_be_read_in_pieces(file):
    with storage.open(file) as stream:
        assert stream.read(5) == b"%PDF-"


def test_the_same_bytes_may_be_written_twice_but_no_others():
    file_id = uuid4()
    storage.write(file_id, b"surat")
    storage.write(file_id, b"surat")
    with pytest.raises(FileExistsError):
        storage.write(file_id, b"surat lain")
    assert storage.path(file_id).read_bytes() == b"surat"


def test_bytes_that_changed_on_disk_are_not_handed_out(file):
    storage.path(file.pk).write_bytes(b"%PDF-1.7 lain")
    with pytest.raises(storage.Damaged):
        storage.read(file)


@pytest.mark.parametrize("broken", ["write", "fsync"])
def test_a_full_disk_leaves_nothing_half_written(monkeypatch, broken):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "disk full")

    file_id = uuid4()
    storage.write(uuid4(), b"the folder exists")
    before = kept()
    with monkeypatch.context() as disk:
        if broken == "write":
            disk.setattr(os, "open", full)
        else:
            disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="disk full"):
            storage.write(file_id, b"surat")
    assert kept() == before


def test_file_and_folder_are_synced_before_anybody_is_told(monkeypatch):
    synced, sync = [], os.fsync

    def watched(descriptor):
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    file_id = uuid4()
    storage.write(file_id, b"surat")
    folder = storage.path(file_id).parent
    assert synced[-1] == str(folder)
    assert any(name.startswith(f"{folder}/.") for name in synced)


@pytest.mark.django_db(transaction=True)
def test_removed_bytes_go_only_once_that_is_committed():
    file = take_in(papers.letter(), name="surat.pdf", by=None, at=AT)
    preview.page(file, 1)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.remove(type(file).objects.get())
        raise RuntimeError
    assert storage.read(file)
    name = str(file.pk)
    actions.remove(file)
    assert not {found for found in kept() if name in found}


def test_what_nobody_names_is_swept_after_a_day(file):
    lost, young = uuid4(), uuid4()
    storage.write(lost, b"its transaction failed")
    storage.write(young, b"its transaction is still open")
    half = storage.path(lost).with_name(".abc.new")
    half.write_bytes(b"the power went")
    for path in (storage.path(lost), half, storage.path(file.pk)):
        os.utime(path, (0, 0))
    jobs.sweep()
    assert not storage.path(lost).exists()
    assert not half.exists()
    assert storage.path(young).exists()
    assert storage.path(file.pk).exists()
