"""Trials, worked off in beats: claim, replay a batch outside any transaction, settle it with its place in one.

A worker that dies loses at most one batch: the next one goes on at the cursor. A trial called off settles nothing more.
Each round works for a few seconds only, so that letters and notices wait behind no replay.
"""

import time
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from simpel.ledger import clock
from simpel.permits.replaying import batch

from .drafts import changed
from .models import Changed, Trial
from .replay import Change, Comparison, Tally

STUCK = timedelta(minutes=2)  # a claim this old belongs to a worker that died
ROUND = 5.0  # seconds of replaying before others have their turn

log = structlog.get_logger("simpel.advice")


def run_trials() -> int:
    """Go on with one waiting trial. Returns how many files were replayed."""
    trial = claim()
    if trial is None:
        return 0
    try:
        comparison = Comparison(settings.PACK, changed(settings.PACK, trial.rule, trial.changes))
    except (KeyError, ValueError):  # the pack was changed meanwhile and has no such row any more
        log.exception("trials.no_such_draft", trial=trial.pk)
        _mine(trial).update(state=Trial.State.FAILED, finished_at=clock.now(), claimed_at=None)
        return 0
    started, before = time.monotonic(), trial.done
    while beat(trial, comparison) and time.monotonic() - started < ROUND:
        pass
    _mine(trial).update(claimed_at=None)
    return trial.done - before


def claim() -> Trial | None:
    """Take the oldest trial nobody works on, for this worker alone."""
    moment = clock.wall()
    with transaction.atomic():
        free = Q(claimed_at=None) | Q(claimed_at__lt=moment - STUCK)
        open_ones = Trial.objects.filter(free, state__in=(Trial.State.WAITING, Trial.State.RUNNING)).order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            open_ones = open_ones.select_for_update(skip_locked=True)
        trial = open_ones.first()
        if trial is None:
            return None
        trial.state, trial.claimed_at = Trial.State.RUNNING, moment
        trial.save(update_fields=["state", "claimed_at"])
    return trial


def beat(trial: Trial, comparison: Comparison) -> bool:
    """One batch: replayed, then settled. False when there is no more to do."""
    files = batch(trial.first_on, trial.last_on, after=trial.cursor)
    found = [(file.pk, comparison.changes(trip, file.filed_on or trial.first_on)) for file, trip in files]
    tally = Tally.from_json(trial.tally)
    for _, changes in found:
        tally.add(changes)
    return settle(trial, found, tally)


@transaction.atomic
def settle(trial: Trial, found: list[tuple[int, list[Change]]], tally: Tally) -> bool:
    """Keep what a batch found, and how far it came; nothing when the trial was called off or taken over."""
    now = clock.wall()
    news = {
        "done": trial.done + len(found),
        "cursor": found[-1][0] if found else trial.cursor,
        "tally": tally.as_json(),
        "claimed_at": now,
    }
    if not found:
        news |= {"state": Trial.State.DONE, "finished_at": clock.now()}
    if not _mine(trial).update(**news):
        return False
    Changed.objects.bulk_create(
        Changed(trial=trial, application_id=pk, **change._asdict(), sense=change.sense)
        for pk, changes in found
        for change in changes
    )
    for name, value in news.items():
        setattr(trial, name, value)
    return bool(found)


def _mine(trial: Trial) -> QuerySet[Trial]:
    """The trial, while it is still this worker's."""
    return Trial.objects.filter(pk=trial.pk, state=Trial.State.RUNNING, claimed_at=trial.claimed_at)
