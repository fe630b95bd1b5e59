"""Exports, worked off a few seconds at a time, so that letters and notices wait behind none.

Between rounds the worker keeps the half-written file open. When it dies, its claim grows old and another worker writes
the export anew, from the first row; nobody ever sees a file that is not whole.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import translation

from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.permits import access
from simpel.permits.models import Application

from ..models import Export
from . import storage
from .datasets import DATASETS
from .writers import TooLong, Writer, writer

STUCK = timedelta(minutes=2)  # a claim this old belongs to a worker that died
ROUND = 3.0  # seconds of writing before others have their turn
FILES = 250  # of a batch
KEPT = timedelta(days=7)

log = structlog.get_logger("simpel.figures")


class Exporter:
    """The worker's part: one export at a time, held open from round to round."""

    def __init__(self) -> None:
        self._job: Export | None = None
        self._out: Writer | None = None
        self._rest: Iterator[int] | None = None

    def __call__(self) -> int:
        """Write on for a few seconds. Returns how many rows."""
        if self._job is None and not self._begin():
            return remove_expired()
        try:
            return self._go_on()
        except Exception as problem:
            self._give_up(Export.State.FAILED)
            if not isinstance(problem, TooLong):
                raise
            log.warning("exports.too_long")
            return 0

    def _begin(self) -> bool:
        self._job = claim()
        if self._job is None:
            return False
        data = DATASETS[self._job.dataset]
        with translation.override(self._job.language):
            heads, title = data.heads(), str(data.title)
        self._out = writer(self._job.format, storage.part(self._job.key), heads, title)
        self._rest = rows_written(self._job, self._out)
        return True

    def _go_on(self) -> int:
        assert self._job and self._out and self._rest is not None  # noqa: S101  (begun before)
        started, written = time.monotonic(), 0
        with translation.override(self._job.language):
            while time.monotonic() - started < ROUND:
                more = next(self._rest, None)
                if more is None:
                    self._finish()
                    return written
                written += more
                if not beat(self._job):
                    self._give_up(None)
                    return written
        return written

    def _finish(self) -> None:
        assert self._job and self._out  # noqa: S101  (begun before)
        self._out.close()
        if finish(self._job):
            self._job = None
        else:
            self._give_up(None)

    def _give_up(self, state: str | None) -> None:
        """Leave an export that was called off, taken over, or cannot be written."""
        job, self._job = self._job, None
        if job is None:
            return
        with suppress(OSError, ValueError):  # a full disk, or half a workbook: it is thrown away
            if self._out:
                self._out.close()
        self._out = self._rest = None
        ended = bool(state) and mine(job).update(state=state, finished_at=clock.now(), claimed_at=None)
        if ended or Export.objects.filter(pk=job.pk, state=Export.State.CANCELLED).exists():
            storage.remove(job.key)


def claim() -> Export | None:
    """Take the oldest export nobody works on, for this worker alone; it starts from nothing."""
    moment = clock.wall()
    with transaction.atomic():
        free = Q(claimed_at=None) | Q(claimed_at__lt=moment - STUCK)
        waiting = Export.objects.filter(free, state__in=(Export.State.WAITING, Export.State.RUNNING)).order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.first()
        if job is None:
            return None
        job.state, job.claimed_at, job.done, job.rows = Export.State.RUNNING, moment, 0, 0
        job.save(update_fields=["state", "claimed_at", "done", "rows"])
    return job


def files_of(job: Export) -> QuerySet[Application]:
    """The files whose rows are asked for: those the person may see now, by departure."""
    return access.visible_to(job.by).filter(departs_on__range=(job.first_on, job.last_on))


def rows_written(job: Export, out: Writer) -> Iterator[int]:
    """Write batch after batch, rights asked anew for each; says how many rows each one had."""
    data, after = DATASETS[job.dataset], 0
    while True:
        files = files_of(job).filter(pk__gt=after).order_by("pk")
        keys = list(files.values_list("pk", flat=True)[:FILES])
        if not keys:
            return
        written = 0
        for row in data.rows(Application.objects.filter(pk__in=keys)):
            out.write(row)
            written += 1
        job.done, job.rows, after = job.done + len(keys), job.rows + written, keys[-1]
        yield written


def beat(job: Export) -> bool:
    """Say how far it is, and that somebody still works on it. False when it was called off or taken over."""
    now = clock.wall()
    going = mine(job).update(done=job.done, rows=job.rows, claimed_at=now)
    job.claimed_at = now
    return bool(going)


@transaction.atomic
def finish(job: Export) -> bool:
    """The file is whole: keep it, and say in the ledger who took which rows. False when it was called off meanwhile."""
    if not mine(job).select_for_update().exists():
        return False
    job.size, job.sha256 = storage.finish(job.key)
    job.state, job.finished_at, job.claimed_at = Export.State.DONE, clock.now(), None
    job.total, job.expires_on = job.done, clock.today() + KEPT
    job.save()
    record(
        "figures.export", str(job.key), actor=job.by, dataset=job.dataset, format=job.format, rows=job.rows,
        files=job.done, first=job.first_on.isoformat(), last=job.last_on.isoformat(), sha256=job.sha256,
    )  # fmt: skip
    return True


def remove_expired() -> int:
    """Take exports off the disk whose days are over. Returns how many."""
    over = Export.objects.filter(state=Export.State.DONE, expires_on__lt=clock.today())
    keys = list(over.values_list("key", flat=True)[:100])
    for key in keys:
        storage.remove(key)
    Export.objects.filter(key__in=keys).update(state=Export.State.EXPIRED)
    return len(keys)


def mine(job: Export) -> QuerySet[Export]:
    """The export, while it is still this worker's."""
    return Export.objects.filter(pk=job.pk, state=Export.State.RUNNING, claimed_at=job.claimed_at)
