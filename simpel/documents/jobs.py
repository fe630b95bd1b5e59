"""Work done later, by the worker."""

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings

from simpel.documents.models import File

DAY = 24 * 60 * 60
TOGETHER = 500


def sweep(older_than: float = DAY) -> int:
    """Remove bytes that no row names: their transaction failed after they were written. Returns how many went.

    Only bytes older than a day go; what is younger may belong to a transaction that is still open.
    """
    old = _older_than(time.time() - older_than)
    gone = 0
    while some := list(islice(old, TOGETHER)):
        gone += _sweep(some)
    return gone


def _older_than(moment: float) -> Iterator[Path]:
    for folder in settings.FILES.glob("[0-9a-f][0-9a-f]"):
        yield from (path for path in folder.iterdir() if path.stat().st_mtime < moment)


def _sweep(paths: list[Path]) -> int:
    ids = {path: _id(path) for path in paths}
    known = set(File.objects.filter(pk__in=[known for known in ids.values() if known]).values_list("pk", flat=True))
    lost = [path for path, file_id in ids.items() if file_id not in known]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def _id(path: Path) -> UUID | None:
    """The id a file is named by; what a crash left half written has none."""
    try:
        return UUID(path.name)
    except ValueError:
        return None
