"""By when a file is decided, told from the last files that went the same way. Three queries at most."""

from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.utils.timezone import localdate

from simpel.law.promise import Promise, allowed
from simpel.law.promise import promise as promised
from simpel.ledger import clock

from ..lifecycle import routing
from ..models import Application, Step

RECENT = 300  # decided files looked at: more are slower to read and tell of an office that has changed since
OPEN = ("draft", "applicant", "office")


def promise(application: Application) -> Promise | None:
    """The days by which this file is decided, from where it lies now; None once it is, or where nothing tells."""
    workflow, today = settings.PACK.workflow, clock.today()
    state = workflow.states[application.state]
    if state.phase not in OPEN:
        return None
    since = _arrived(application) if application.register_no else today
    found = promised(_needed(application), since=since, today=today, calendar=settings.PACK.calendar)
    return found or allowed(settings.PACK, reached_on=application.filed_on or today, on=application.filed_on or today)


def _arrived(application: Application) -> date:
    """The day on which the file came to its present place for the first time."""
    first = application.steps.filter(after=application.state).aggregate(at=Min("at"))["at"]
    return localdate(first or application.held_since)


def _needed(application: Application) -> list[int]:
    """Working days that files of the same route needed, from their first arrival at this one's place to the decision.

    A draft is promised as if it were sent today: from the first sending of the others.
    """
    decided = _same_way(application)
    place = {"after": application.state} if application.register_no else {"verb": "send"}
    steps = Step.objects.filter(application__in=decided, **place).order_by().values("application")
    arrived = {row["application"]: localdate(row["at"]) for row in steps.annotate(at=Min("at"))}
    calendar = settings.PACK.calendar
    return [calendar.between(day, decided[pk]) for pk, day in arrived.items() if day <= decided[pk]]


def _same_way(application: Application) -> dict[int, date]:
    """The files decided last that met the same desks, with the day of their decision."""
    route_of = cache(_route)
    wanted = route_of(*_way(application))
    rows = (
        Application.objects.filter(cluster=application.cluster, kind=application.kind, decided_on__lte=clock.today())
        .select_related("institution", "activity")  # what a route may rest on
        .order_by("-decided_on", "-pk")[:RECENT]
    )
    return {past.pk: past.decided_on for past in rows if past.decided_on and route_of(*_way(past)) == wanted}


def _way(application: Application) -> tuple[tuple[str, Any], ...]:
    """The facts that choose a route, so that they can be remembered by."""
    return tuple(routing(application).items())


def _route(*facts: tuple[str, Any]) -> list[str]:
    return settings.PACK.workflow.route(dict(facts))
