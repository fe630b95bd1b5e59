"""What is left of a budget line: its ceiling, what was granted from it, and what files under way would take."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Case, DecimalField, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from simpel.law import facts as law

from .living import living
from .models import Application, BudgetLine, HandRate

_MONEY: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=0)
_ASKED = Coalesce(F("charges__application__state_budget"), Value(Decimal(0)), output_field=_MONEY)


@dataclass(frozen=True)
class Standing:
    """One line with its figures, in the country's own money. `spent` is granted or paid, `pending` under way."""

    line: BudgetLine
    spent: Decimal
    pending: Decimal

    @property
    def left(self) -> Decimal:
        """What the ceiling still holds; below zero when more is asked for than there is."""
        return self.line.ceiling - self.spent - self.pending


def standing(lines: QuerySet[BudgetLine], *, without: Application | None = None) -> list[Standing]:
    """The figures of several lines in one query; `without` leaves one file out of them."""
    counted = _counted(without)
    granted = counted & Q(charges__application__decided_on__isnull=False)
    under_way = counted & Q(charges__application__decided_on=None)
    paid = Case(
        When(
            charges__application__report__accepted_on__isnull=False,
            then=Coalesce(F("charges__application__report__actual_cost"), _ASKED, output_field=_MONEY),
        ),
        default=_ASKED,
        output_field=_MONEY,
    )
    rows = lines.annotate(spent=Sum(paid, filter=granted), pending=Sum(_ASKED, filter=under_way))
    return [Standing(row, row.spent or Decimal(0), row.pending or Decimal(0)) for row in rows]


def _counted(without: Application | None) -> Q:
    """The trips that cost something, less the one of a file that is looked at: its own and that of what it amends."""
    itself = [pk for pk in (without.pk, without.amends_id) if pk] if without else []
    return living("charges__application__") & ~Q(charges__application__in=itself)


def lines_for(application: Application) -> QuerySet[BudgetLine]:
    """The lines that may bear a file: its institution's or its channel's, of the year of departure."""
    if application.departs_on is None:
        return BudgetLine.objects.none()
    bodies = {application.institution_id, application.channel_id}
    return BudgetLine.objects.filter(institution__in=bodies, year=application.departs_on.year)


def budget_facts(application: Application) -> dict[str, Any]:
    """The line as the law hears of it; nothing is looked up where no row of the pack asks."""
    if not any(rule.check == "budget_left" for rule in settings.PACK.rules):
        return {}
    found = standing(BudgetLine.objects.filter(charges__application=application), without=application)
    if not found:
        return {}
    one = found[0]
    row = law.BudgetLine(
        line=one.line.code, ceiling=int(one.line.ceiling), spent=int(one.spent), pending=int(one.pending)
    )
    return {"budget_line": one.line.code, "budget": (row,)}


def hand_rates(application: Application) -> dict[str, Decimal]:
    """Rates that people set for this file where no table lists the country, in US dollars a day."""
    return dict(HandRate.objects.filter(application=application).values_list("country", "amount"))
