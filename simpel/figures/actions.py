"""Verbs of an export: start it, call it off."""

from datetime import date

from simpel.ledger import clock
from simpel.people.models import User

from .exporting import storage
from .exporting.work import files_of
from .models import Export

AT_ONCE = 3  # exports of one person that may wait or run


class TooMany(Exception):
    """This person has as many exports under way as one may have."""


def start(
    *, by: User, dataset: str, form: str, language: str, first_on: date, last_on: date, request_key: str
) -> Export:
    """Put an export in the queue. One request starts one export. `TooMany` when enough of this person's are running."""
    known = Export.objects.filter(request_key=request_key, by=by).first()
    if known:
        return known
    open_ones = Export.objects.filter(by=by, state__in=(Export.State.WAITING, Export.State.RUNNING))
    if open_ones.count() >= AT_ONCE:
        raise TooMany
    job = Export(
        by=by, at=clock.now(), dataset=dataset, format=form, language=language, first_on=first_on, last_on=last_on,
        request_key=request_key,
    )  # fmt: skip
    job.total = files_of(job).count()
    job.save(force_insert=True)
    return job


def cancel(job: Export) -> bool:
    """Call an export off, or throw a finished one away. False when there is nothing left of it."""
    now = clock.now()
    under_way = Export.objects.filter(pk=job.pk, state__in=(Export.State.WAITING, Export.State.RUNNING))
    if under_way.update(state=Export.State.CANCELLED, finished_at=now, claimed_at=None):
        return True
    gone = Export.objects.filter(pk=job.pk, state=Export.State.DONE).update(state=Export.State.EXPIRED)
    if gone:
        storage.remove(job.key)
    return bool(gone)
