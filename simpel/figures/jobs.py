"""What the worker does for figures: counts files that were decided or changed since."""

import time

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from simpel.ledger import clock
from simpel.permits.models import Application

from .counting import Counted, counted
from .models import Journey, Return, Stay

BATCH = 200
ROUND = 5.0  # seconds of counting before others have their turn


def count_files() -> int:
    """Bring the figures up to date, for a few seconds. Returns how many files were counted."""
    started, done = time.monotonic(), 0
    while time.monotonic() - started < ROUND:
        keys = list(uncounted().order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not keys:
            break
        settle(list(counted(Application.objects.filter(pk__in=keys), at=clock.now())))
        done += len(keys)
    return done


def uncounted() -> QuerySet[Application]:
    """Decided files that were never counted, or have changed since."""
    same = Journey.objects.filter(application=OuterRef("pk"), version=OuterRef("version"))
    decided = Application.objects.filter(decided_on__isnull=False)
    replaced = Journey.objects.filter(application=OuterRef("pk"), stands=True)
    return decided.filter(~Exists(same) | Q(Exists(replaced), superseded_on__isnull=False))


@transaction.atomic
def settle(rows: list[Counted]) -> None:
    """Put the rows of these files in the place of what stood there."""
    keys = [row.journey.pk for row in rows]
    Journey.objects.filter(pk__in=keys).delete()
    Journey.objects.bulk_create(row.journey for row in rows)
    Stay.objects.bulk_create(stay for row in rows for stay in row.stays)
    Return.objects.bulk_create(one for row in rows for one in row.returns)
