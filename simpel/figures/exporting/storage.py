"""Where exports lie: below the private folder, one file each, named by its key; unfinished ones end in `.part`."""

import hashlib
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings


def path(key: UUID) -> Path:
    """Where a finished export lies."""
    return settings.EXPORTS / str(key)


def part(key: UUID) -> Path:
    """Where it is being written: a new, empty file that only this account reads, whatever an earlier attempt left."""
    settings.EXPORTS.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = settings.EXPORTS / f"{key}.part"
    found.unlink(missing_ok=True)
    os.close(os.open(found, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return found


def finish(key: UUID) -> tuple[int, str]:
    """The part is whole: put it on disk for good. Returns its size and SHA-256."""
    found = settings.EXPORTS / f"{key}.part"
    with found.open("rb+") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
        os.fsync(written.fileno())
    found.rename(path(key))
    return path(key).stat().st_size, digest


def remove(key: UUID) -> None:
    """Take an export off the disk, finished or not."""
    path(key).unlink(missing_ok=True)
    (settings.EXPORTS / f"{key}.part").unlink(missing_ok=True)
