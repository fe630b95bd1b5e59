"""What a file's trip should cost: the law's estimate of the file, and what it allows each traveller."""

from decimal import Decimal

from django.conf import settings

from simpel.law.costs import Estimate, Line, estimate

from .assessment import law_date
from .audit import Allowed
from .facts import trip_of
from .models import Application

WHOLE = Decimal(100)


def estimate_of(application: Application) -> Estimate:
    """The estimate of per diems under the law of this file's day."""
    on = law_date(application)
    return estimate(settings.PACK, trip_of(application, filed_on=on), on=on)


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
