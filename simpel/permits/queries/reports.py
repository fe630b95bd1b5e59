"""Reports a person has to hand in or look at."""

from django.conf import settings
from django.db.models import Q, QuerySet

from simpel.people.models import User

from .. import access
from ..models import Report


def reports_for(user: User) -> QuerySet[Report]:
    """Reports of the files this person may see, those still to be written first, by due date."""
    rows = settings.PACK.workflow.steps
    concerned = {state for row in rows if row.verb in ("report", "accept_report") for state in row.sources}
    visible = access.visible_to(user).filter(Q(state__in=concerned))
    return (
        Report.objects.filter(application__in=visible)
        .select_related("application__activity", "application__institution")
        .order_by("due_on", "id")
    )
