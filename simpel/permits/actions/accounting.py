"""What a trip cost in the end, traveller by traveller, and what an audit would ask about it."""

from collections.abc import Mapping
from typing import Any

from .. import costing
from ..audit import Allowed
from ..models import ActualCost, Participant, Report
from ..queries.findings import flags_of


def planned_cost(report: Report, seat: Participant, allowed: Allowed | None) -> ActualCost:
    """A traveller's account as it begins: the plan. Not saved."""
    allowed = allowed or Allowed()
    application = report.application
    return ActualCost(
        report=report,
        participant=seat,
        departed_on=application.departs_on,
        returned_on=application.returns_on,
        days=allowed.days,
        rate=allowed.rate,
        ticket=allowed.ticket,
        ticket_class=allowed.ticket_class or "",
    )


def costs_of(report: Report) -> list[ActualCost]:
    """The account of every traveller: as kept, or as planned where nothing is kept yet."""
    kept = {cost.participant_id: cost for cost in report.costs.select_related("participant__person")}
    seats = list(report.application.participants.select_related("person"))
    if len(kept) == len(seats):
        return [kept[seat.pk] for seat in seats]
    plan = costing.allowances(report.application)
    return [kept.get(seat.pk) or planned_cost(report, seat, plan.get(seat.place)) for seat in seats]


def keep_costs(report: Report, typed: Mapping[int, Mapping[str, Any]]) -> None:
    """Keep every traveller's account; `typed` holds by place on the list what the writer changed."""
    for cost in costs_of(report):
        for name, value in typed.get(cost.participant.place, {}).items():
            setattr(cost, name, value)
        cost.save()


def freeze_flags(report: Report) -> None:
    """Count what an audit would find, once and for all readers: at handing in, before anything is paid."""
    flags = flags_of(report, costs_of(report))
    report.flags = [flag.as_json() for flag in flags]
    report.flag_count = len(flags)
