"""What an audit would ask about: counted from a report's accounts, and the list of reports that show it."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from simpel.people.models import User

from .. import access, audit, costing
from ..models import ActualCost, Participant, Report


def flags_of(report: Report, costs: Iterable[ActualCost]) -> list[audit.Flag]:
    """Every pattern in the accounts of a report, by place on the list. A fixed number of queries."""
    costs = list(costs)
    plan, classes = costing.allowances(report.application), costing.ticket_classes()
    away = _elsewhere(report, [cost.participant.person_id for cost in costs])
    found: list[audit.Flag] = []
    for cost in costs:
        seat = cost.participant
        allowed = plan.get(seat.place, audit.Allowed())
        found += audit.look(seat.place, allowed, claim_of(cost), away[seat.person_id], classes)
    return found


def claim_of(cost: ActualCost) -> audit.Claim:
    """One account as the auditor reads it."""
    return audit.Claim(
        travelled=not cost.stayed_home,
        departed_on=cost.departed_on,
        returned_on=cost.returned_on,
        days=cost.days,
        rate=cost.rate,
        ticket=cost.ticket,
        ticket_class=cost.ticket_class or None,
    )


def flagged(user: User) -> QuerySet[Report]:
    """Reports with something to ask about, the newest first, as far as this person sees their files."""
    found = Report.objects.filter(flag_count__gt=0, application__in=access.visible_to(user))
    return found.select_related("application__activity", "application__institution").order_by("-submitted_on", "-id")


def _elsewhere(report: Report, people: list[int]) -> dict[int, list[audit.Elsewhere]]:
    """The other decided trips of these people on the same days; one whose traveller stayed home is none."""
    own = report.application
    found: dict[int, list[audit.Elsewhere]] = defaultdict(list)
    decided = [state.id for state in settings.PACK.workflow.states.values() if state.phase in ("decided", "closed")]
    if own.departs_on is None or own.returns_on is None:
        return found
    seats = Participant.objects.filter(
        person__in=people,
        application__state__in=decided,
        application__decided_on__isnull=False,
        application__departs_on__lte=own.returns_on,
        application__returns_on__gte=own.departs_on,
    ).exclude(application=own)
    for seat in seats.select_related("application", "actual"):
        cost = getattr(seat, "actual", None)
        departed, returned = seat.application.departs_on, seat.application.returns_on
        if cost and cost.stayed_home:
            continue
        if cost and cost.departed_on and cost.returned_on:
            departed, returned = cost.departed_on, cost.returned_on
        if departed and returned:
            found[seat.person_id].append(audit.Elsewhere(seat.application.reference, departed, returned))
    return found
