"""Reports a person has to hand in or look at."""

from typing import Any

from django.conf import settings
from django.db.models import Count, Min, QuerySet

from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import Institution, User

from .. import access
from ..models import Report


def reports_for(user: User) -> QuerySet[Report]:
    """Reports that wait for this person, to be written or to be judged, by due date."""
    visible = access.visible_to(user).filter(state__in=_waiting_states(user))
    found = Report.objects.filter(application__in=visible)
    return found.select_related("application__activity", "application__institution").order_by("due_on", "id")


def _waiting_states(user: User) -> set[str]:
    """The states in which a report waits for somebody with this person's desks, or for a traveller."""
    workflow = settings.PACK.workflow
    held = {appointment.desk for appointment in appointments(user, clock.today())}
    rows = [row for row in workflow.steps if row.verb in ("report", "accept_report")]
    mine = [row for row in rows if row.desk in held] or [
        row for row in rows if workflow.desks[row.desk].scope == "traveller"
    ]
    return {state for row in mine for state in row.sources}


def overdue(user: User) -> QuerySet[Report]:
    """Reports past their day that nobody has handed in, the longest overdue first, of the files this person sees."""
    late = Report.objects.filter(submitted_on=None, due_on__lt=clock.today())
    late = late.filter(application__in=access.visible_to(user))
    return late.select_related("application__activity", "application__institution", "application__unit").order_by(
        "due_on", "id"
    )


def overdue_by_institution(user: User) -> list[dict[str, Any]]:
    """How many reports each institution owes, and since when: the most first."""
    rows = overdue(user).order_by().values("application__institution__name")
    counted = rows.annotate(count=Count("pk"), oldest=Min("due_on")).order_by(
        "-count", "application__institution__name"
    )
    return [dict(row) for row in counted]


def owed_by(institution: Institution) -> int:
    """How many reports of an institution are past their day."""
    late = Report.objects.filter(submitted_on=None, due_on__lt=clock.today(), application__institution=institution)
    return late.count()
