"""Files of the past as trips, many at once: what a replay under another law asks. A fixed number of queries a batch."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, QuerySet

from simpel.law.facts import Trip

from .facts import trip_alone
from .models import Application, Attachment, CostItem, Participant

BATCH = 500  # files held in memory at once


def filed(first: date, last: date) -> QuerySet[Application]:
    """Every file first sent on these days."""
    return Application.objects.filter(filed_on__range=(first, last))


def whole(files: QuerySet[Application]) -> QuerySet[Application]:
    """Files with all that makes a trip of them, in a fixed number of queries."""
    return files.select_related("activity", "institution", "ad_interim").prefetch_related(
        Prefetch("participants", Participant.objects.select_related("person")),
        Prefetch("attachments", Attachment.objects.select_related("file")),
        Prefetch("costs", CostItem.objects.select_related("participant")),
        "legs",
    )


def batch(first: date, last: date, *, after: int, size: int = BATCH) -> list[tuple[Application, Trip]]:
    """The next files of a period by primary key, each as the trip it is today, dated by its first sending."""
    files = whole(filed(first, last).filter(pk__gt=after)).order_by("pk")[:size]
    return [(file, trip_alone(file, filed_on=file.filed_on)) for file in files if file.filed_on]


def batches(first: date, last: date, *, size: int = BATCH) -> Iterator[list[tuple[Application, Trip]]]:
    """All files of a period, batch after batch."""
    after = 0
    while found := batch(first, last, after=after, size=size):
        yield found
        after = found[-1][0].pk
