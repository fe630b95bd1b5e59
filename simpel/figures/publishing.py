"""What the public may know, one closed quarter at a time. Made once, thirty days after the quarter; never made again.

A number that changes from day to day tells by its change what happened on one day. So a quarter is published whole and
frozen, by the day of decision, which does not move; what is corrected afterwards appears in no difference.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Min

from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.permits.models import Participant

from .jobs import uncounted
from .models import Journey, Publication
from .quarters import quarter
from .queries import percentile
from .safety import Trip, blocks, table

DELAY = timedelta(days=30)
DIMENSIONS = ("country", "kind", "activity")  # cut in this order: the first keeps most of its detail


def publish_quarters() -> int:
    """Publish the closed quarters that are due and complete. Returns how many."""
    if uncounted().exists():
        return 0  # the next round knows more
    return sum(publish(first, last) for first, last in due(clock.today()))


def due(today: date) -> Iterator[tuple[date, date]]:
    """Closed quarters at least DELAY old, from the first decision on, that are not published yet."""
    began = Journey.objects.aggregate(first=Min("decided_on"))["first"]
    if began is None:
        return
    done = set(Publication.objects.values_list("starts_on", flat=True))
    for year in range(began.year, today.year + 1):
        for number in (1, 2, 3, 4):
            first, last = quarter(year, number)
            if first not in done and last >= began and last + DELAY < today:
                yield first, last


@transaction.atomic
def publish(first: date, last: date) -> bool:
    """Freeze one quarter. False when another worker was first."""
    rows = list(
        Journey.objects.filter(decided_on__range=(first, last), stands=True).values(
            "pk", "country", "decided_on",
            kind=F("institution__kind"), activity=F("activity_type"), filed_on=F("application__filed_on"),
        )
    )  # fmt: skip
    content = _content(rows, _people(first, last))
    _, new = Publication.objects.get_or_create(
        starts_on=first, defaults={"ends_on": last, "published_on": clock.today(), "content": content}
    )
    if new:
        record("figures.publish", first.isoformat(), trips=content.get("trips", 0))
    return new


def _people(first: date, last: date) -> dict[int, frozenset[int]]:
    """Who went on which trip."""
    seats = Participant.objects.filter(
        application__in=Journey.objects.filter(decided_on__range=(first, last), stands=True).values("pk"), refused=False
    )
    found: dict[int, set[int]] = {}
    for file, person in seats.values_list("application_id", "person_id"):
        found.setdefault(file, set()).add(person)
    return {file: frozenset(people) for file, people in found.items()}


def _content(rows: Iterable[Mapping[str, Any]], people: dict[int, frozenset[int]]) -> dict[str, Any]:
    """The quarter's tables; empty when fewer than ten people travelled."""
    trips = [Trip(people.get(row["pk"], frozenset()), tuple(row[name] for name in DIMENSIONS)) for row in rows]
    parts = blocks(trips, len(DIMENSIONS))
    if not parts:
        return {}
    days = Counter((row["decided_on"] - row["filed_on"]).days for row in rows if row["filed_on"])
    return {
        "trips": len(trips),
        "travellers": sum(part.travellers for part in parts),
        "half_within": percentile(days, 50),
        "nine_in_ten_within": percentile(days, 90),
        **{name: table(parts, number) for number, name in enumerate(DIMENSIONS)},
    }
