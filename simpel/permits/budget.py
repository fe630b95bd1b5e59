"""What is left of a budget line: its ceiling, what was granted from it, and what files under way would take."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Case, DecimalField, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from simpel.law import facts as law

from .amendments import CANCELS
from .models import Application, BudgetLine, HandRate

MOVING = ("applicant", "office")
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
    states = [state.id for state in settings.PACK.workflow.states.values() if state.phase in MOVING]
    counted = _counted(without)
    granted = counted & Q(charges__application__decided_on__isnull=False)
    moving = counted & Q(charges__application__decided_on=None, charges__application__state__in=states)
    under_way = moving & Q(charges__application__register_no__isnull=False)
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
    """Trips that cost something, each once: a decided amendment stands for the file whose place it took.

    Until it is decided that file counts, so an amendment under way does not; what calls a trip off costs nothing.
    """
    calling_off = [kind for kind, effect in settings.PACK.amendments.items() if effect == CANCELS]
    left_out = Q(charges__application__superseded_on__isnull=False) | Q(charges__application__kind__in=calling_off)
    under_way = Q(charges__application__amends__isnull=False, charges__application__decided_on=None)
    own = Q(charges__application__in=_one_trip(without)) if without else Q(pk__in=())
    return ~(left_out | under_way | own)


def _one_trip(application: Application) -> list[int]:
    """A file and the one it amends: the same trip."""
    return [pk for pk in (application.pk, application.amends_id) if pk]


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
