"""What a file's trip should cost: the law's estimate, what it allows each traveller, other items, and who pays what."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from simpel.law.costs import Estimate, Line, estimate
from simpel.law.footprint import Way, ways

from .assessment import law_date
from .audit import Allowed
from .budget import hand_rates
from .costs import borne
from .facts import trip_alone, trip_of
from .models import Application, CostItem

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Bill:
    """All that is planned. Sums in the country's own money; `unconverted` items lack a rate of exchange."""

    estimate: Estimate
    items: list[tuple[CostItem, Decimal | None]]
    by_payer: dict[str, Decimal]
    unconverted: int
    per_diem: Decimal | None
    ways: tuple[Way, ...]


def estimate_of(application: Application) -> Estimate:
    """The estimate of per diems under the law of this file's day."""
    on = law_date(application)
    return estimate(settings.PACK, trip_alone(application, filed_on=on), on=on, by_hand=hand_rates(application))


def bill(application: Application) -> Bill:
    """The whole plan of one file: per diems, the grid of other items by payer, and the alternatives."""
    on, pack = law_date(application), settings.PACK
    trip = trip_of(application, filed_on=on)
    counted = estimate(pack, trip, on=on, by_hand=hand_rates(application))
    items = [
        (item, pack.currencies.in_own_money(item.amount, item.currency, on))
        for item in borne(application).select_related("participant__person")
        if item.amount is not None
    ]
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for item, own in items:
        sums[item.payer] += own or Decimal(0)
    dollars = counted.per_diem_usd
    return Bill(
        estimate=counted,
        items=items,
        by_payer=dict(sums),
        unconverted=sum(own is None for _item, own in items),
        per_diem=pack.currencies.in_own_money(dollars, "USD", on) if dollars is not None else None,
        ways=ways(pack, trip, counted),
    )


def allowances(application: Application) -> dict[int, Allowed]:
    """What plan and law give each traveller, by place on the list."""
    return {line.participant: _allowed(line) for line in estimate_of(application).lines}


def ticket_classes() -> list[str]:
    """The pack's ticket classes, the dearest first; none where no row of it speaks of tickets."""
    rule = next((rule for rule in settings.PACK.rules if rule.check == "ticket_class"), None)
    if rule is None:
        return []
    return list(dict.fromkeys([rule.parameters["leaders"], *rule.parameters["classes"].values()]))


def _allowed(line: Line) -> Allowed:
    """The rate is what remains of the table's after the host's share."""
    return Allowed(
        days=Decimal(line.days) if line.days is not None else None,
        rate=line.rate * line.percent / WHOLE if line.rate is not None else None,
        ticket_class=line.ticket,
    )
