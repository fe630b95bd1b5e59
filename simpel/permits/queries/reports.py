"""Reports a person has to hand in or look at."""

from django.conf import settings
from django.db.models import QuerySet

from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import User

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
