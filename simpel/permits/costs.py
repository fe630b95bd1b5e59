"""What was said about costs and who bears them, for the law and for whoever adds up."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet

from .models import Application, CostItem

Totals = dict[tuple[str, str], Decimal]  # payer and currency -> sum; "" is the country's own money


def borne(application: Application) -> "QuerySet[CostItem]":
    """The cells of the grid that count: those of the payers named now. Others wait in case a payer is named again."""
    return application.costs.filter(payer__in=application.payers).select_related("participant")


def totals(costs: Iterable[CostItem]) -> Totals:
    """What each payer bears in each currency. Costs without an amount are borne, but add nothing."""
    found: Totals = defaultdict(Decimal)
    for cost in costs:
        if cost.amount is not None:
            found[cost.payer, cost.currency] += cost.amount
    return dict(found)
