"""Adding up: everything the figures page shows, in a fixed number of queries over narrow rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from simpel.people.models import User
from simpel.permits import queries as permits

from .access import Scope
from .models import Journey, Return, Stay

DIMENSIONS = {
    "institution": "institution__name",
    "country": "country",
    "activity": "activity_type",
    "payer": "payer",
}
_TRIP = Q(stands=True)
_SUMS = {
    "trips": Count("pk", filter=_TRIP),
    "travellers": Sum("travellers", filter=_TRIP, default=0),
    "letters": Sum("letters", default=0),
}
_MONEY = {
    "state_budget": Sum("state_budget", filter=_TRIP, default=0),
    "estimate": Sum("estimate", filter=_TRIP, default=0),
    "actual": Sum("actual", filter=_TRIP, default=0),
}


@dataclass(frozen=True)
class Wanted:
    """What the reader asks for: departures from a day to a day, and perhaps one institution, country, kind, payer."""

    first: date
    last: date
    only: Mapping[str, Any] = field(default_factory=dict)  # field of Journey -> value

    @property
    def earlier(self) -> "Wanted":
        """The same days a year before: what one compares with."""
        return Wanted(_year_before(self.first), _year_before(self.last), self.only)


@dataclass(frozen=True)
class Sums:
    """Trips and what belongs to them."""

    trips: int = 0
    travellers: int = 0
    letters: int = 0
    state_budget: Decimal = Decimal(0)
    estimate: Decimal = Decimal(0)
    actual: Decimal = Decimal(0)


@dataclass(frozen=True)
class Totals:
    """The whole period: trips, and how the files fared."""

    sums: Sums
    files: int
    refused: int
    returned: int  # files that came back at least once


@dataclass(frozen=True)
class DeskTime:
    """Working days a desk kept files: how many files it had, half of them within, nine in ten within."""

    desk: str
    files: int
    half: int
    nine_in_ten: int


@dataclass(frozen=True)
class Figures:
    """One page of figures. Rows of a dimension: code or name -> sums, the most travelled first."""

    totals: Totals
    before: Totals
    months: Mapping[date, Sums]
    months_before: Mapping[date, Sums]
    by: Mapping[str, list[tuple[str, Sums]]]
    desks: list[DeskTime]
    returns: list[tuple[str, int]]
    overdue: list[tuple[str, int, date]]
    counted_at: datetime | None


def figures(user: User, scope: Scope, wanted: Wanted) -> Figures:
    """Everything for one reader and period."""
    rows, before = _rows(scope, wanted), _rows(scope, wanted.earlier)
    return Figures(
        totals=_totals(rows),
        before=_totals(before),
        months=_months(rows),
        months_before=_months(before),
        by={name: _by(rows, column) for name, column in DIMENSIONS.items()},
        desks=desk_times(rows),
        returns=_returns(rows),
        overdue=_overdue(user),
        counted_at=Journey.objects.aggregate(at=Max("counted_at"))["at"],
    )


def choices(scope: Scope) -> dict[str, list[tuple[str, str]]]:
    """Which institutions, countries, kinds and payers there are to choose from, and the years."""
    rows = Journey.objects.filter(scope.rows).order_by()
    places = rows.values_list("institution_id", "institution__name").distinct()
    found = {"institution": sorted(((str(key), name) for key, name in places), key=lambda pair: pair[1])}
    for column in ("country", "activity_type", "payer"):
        found[column] = [(code, code) for code in rows.values_list(column, flat=True).distinct() if code]
    return found


def percentile(counts: Mapping[int, int], percent: int) -> int:
    """The smallest number of days within which that share of the files was through. `counts`: days -> files."""
    needed = sum(counts.values()) * percent
    passed = 0
    for days in sorted(counts):
        passed += counts[days] * 100
        if passed >= needed:
            return days
    return 0


def desk_times(rows: QuerySet[Journey]) -> list[DeskTime]:
    """How long each desk kept the files of these rows, in the order of the pack's desks."""
    counts: dict[str, Counter[int]] = {}
    found = Stay.objects.filter(journey__in=rows).values_list("desk", "days").annotate(files=Count("pk")).order_by()
    for desk, days, files in found:
        counts.setdefault(desk, Counter())[days] += files
    return [
        DeskTime(desk, sum(spent.values()), percentile(spent, 50), percentile(spent, 90))
        for desk in settings.PACK.workflow.desks
        if (spent := counts.get(desk))
    ]


def _rows(scope: Scope, wanted: Wanted) -> QuerySet[Journey]:
    asked = Q(day__range=(wanted.first, wanted.last), **wanted.only)
    return Journey.objects.filter(scope.rows, asked).order_by()


def _totals(rows: QuerySet[Journey]) -> Totals:
    refused, returned = Count("pk", filter=Q(granted=False)), Count("pk", filter=Q(returns__gt=0))
    found = rows.aggregate(**_SUMS, **_MONEY, files=Count("pk"), refused=refused, returned=returned)
    rest = {name: found.pop(name) for name in ("files", "refused", "returned")}
    return Totals(Sums(**found), **rest)


def _months(rows: QuerySet[Journey]) -> dict[date, Sums]:
    found = rows.annotate(month=TruncMonth("day")).values("month").annotate(**_SUMS, **_MONEY).order_by("month")
    return {row["month"]: _sums(row) for row in found}


def _by(rows: QuerySet[Journey], column: str) -> list[tuple[str, Sums]]:
    found = rows.values(group=F(column)).annotate(**_SUMS, **_MONEY)
    kept = [(row["group"], _sums(row)) for row in found]
    return sorted(kept, key=lambda pair: (-pair[1].trips, -pair[1].travellers, pair[0]))


def _sums(row: Mapping[str, Any]) -> Sums:
    return Sums(**{name: row[name] for name in (*_SUMS, *_MONEY)})


def _returns(rows: QuerySet[Journey]) -> list[tuple[str, int]]:
    found = Return.objects.filter(journey__in=rows).values_list("reason").annotate(times=Count("pk")).order_by()
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _overdue(user: User) -> list[tuple[str, int, date]]:
    found: Iterable[Mapping[str, Any]] = permits.overdue_by_institution(user)
    return [(row["application__institution__name"], row["count"], row["oldest"]) for row in found]


def _year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)
