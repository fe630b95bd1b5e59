"""A desk that keeps a file too long: its holders and the next desk are told once, and the file says so."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from simpel.ledger import clock
from simpel.ledger.record import record

from . import tellings
from .lifecycle import routing
from .models import Application, Escalation


def escalate(limit: int = 200) -> int:
    """Mark every stay beyond the days of its desk. Returns how many were new."""
    told = Escalation.objects.filter(application=OuterRef("pk"), held_since=OuterRef("held_since"))
    late = Application.objects.filter(_overstayed(clock.today())).exclude(Exists(told)).order_by("held_since", "id")
    marked = 0
    for pk in late.values_list("pk", flat=True)[:limit]:
        marked += _escalate(pk)
    return marked


def overstayed_since(today: date, days: int) -> datetime:
    """A stay that began before this moment has lasted more than `days` working days."""
    day = settings.PACK.calendar.before(today + timedelta(days=1), days + 1)
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(settings.PACK.time_zone))


def next_desk(application: Application) -> str:
    """The desk the file would go to next, which is the one that asks for it; empty at the last one."""
    route = settings.PACK.workflow.route(routing(application))
    here = settings.PACK.workflow.states[application.state].held_by
    after = route[route.index(here) + 1 :] if here in route else []
    return after[0] if after else ""


def _overstayed(today: date) -> Q:
    late = Q(pk__in=[])
    for state, days in _limits():
        late |= Q(state=state, held_since__lt=overstayed_since(today, days))
    return late


def _limits() -> Iterator[tuple[str, int]]:
    """The states of the office whose desk has a limit, with its working days."""
    workflow = settings.PACK.workflow
    for state in workflow.states.values():
        if state.at_office and workflow.desks[state.held_by].days:
            yield state.id, workflow.desks[state.held_by].days


@transaction.atomic
def _escalate(pk: int) -> int:
    """One stay, under the file's lock: it may have moved since it was found."""
    application = Application.objects.select_for_update(of=("self",)).select_related("institution").get(pk=pk)
    if not Application.objects.filter(_overstayed(clock.today()), pk=pk).exists():
        return 0
    desk = settings.PACK.workflow.states[application.state].held_by
    _row, new = Escalation.objects.get_or_create(
        application=application, held_since=application.held_since, defaults={"desk": desk, "at": clock.now()}
    )
    if new:
        record("permit.overdue", application.reference, desk=desk)
        tellings.overdue(application, next_desk(application))
    return int(new)
