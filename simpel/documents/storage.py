"""Where bytes live: one file each, named by its id, readable by this account only, on disk before anybody is told.

Django's own storage neither fsyncs nor keeps one name for one content; both matter here: docs/explanation/documents.md.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from simpel.documents.models import File


class Damaged(Exception):
    """The bytes on disk are not those that came in."""


def path(file_id: UUID) -> Path:
    """Where a file lies: `<first two hex digits>/<id>` below the files' folder."""
    name = str(file_id)
    return settings.FILES / name[:2] / name


def write(file_id: UUID, data: bytes) -> None:
    """Keep the bytes for good: on return they are on disk. The same bytes may come twice, others may not."""
    keep(path(file_id), data)


def keep(target: Path, data: bytes) -> None:
    """Write whole or not at all: beside the target first, then renamed over nothing."""
    if target.exists():
        if target.read_bytes() != data:
            raise FileExistsError(f"Other bytes are already kept as {target.name}.")
        return
    _make_folder(target.parent)
    beside = target.with_name(f".{uuid4().hex}.new")
    try:
        _write_through(beside, data)
        beside.rename(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def read(file: File) -> bytes:
    """The bytes as they came in. Raises `Damaged` when the disk gives back something else."""
    data = path(file.pk).read_bytes()
    if sha256(data).hexdigest() != file.sha256:
        raise Damaged(str(file.pk))
    return data


def open(file: File) -> BinaryIO:
    """The file opened for reading, unchecked: for what is too long to hold in memory."""
    return path(file.pk).open("rb")


def share(file_id: UUID, other_id: UUID) -> None:
    """Let a second id name the same bytes: they never change, and each name goes by itself.

    Both names tell the same age, and the sweep takes old bytes that no row names yet: so the age is renewed first.
    """
    source, target = path(file_id), path(other_id)
    _make_folder(target.parent)
    os.utime(source)
    os.link(source, target)
    _sync_folder(target.parent)


def remove(file_id: UUID) -> None:
    """Take the bytes off the disk. Only for files whose row is gone."""
    path(file_id).unlink(missing_ok=True)


def _write_through(target: Path, data: bytes) -> None:
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
        new.write(data)
        new.flush()
        os.fsync(new.fileno())


def _make_folder(folder: Path) -> None:
    """Make a folder and its parents; a new folder is on disk only when its parent has been synced too."""
    if folder.exists():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
