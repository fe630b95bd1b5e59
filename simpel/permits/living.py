"""Which files count as trips that will be or were made: pending at some desk, or approved; never drafts or refusals."""

from django.conf import settings
from django.db.models import Q

ENDING = ("reject", "withdraw", "archive")  # verbs after which nobody travels
MOVING = ("applicant", "office")  # phases before the decision


def pending_states() -> list[str]:
    """States of files that were sent and are not decided yet; a returned file is still asked for."""
    return [state.id for state in settings.PACK.workflow.states.values() if state.phase in MOVING]


def approved_states() -> list[str]:
    """States of files that were granted, their trip made or not."""
    workflow = settings.PACK.workflow
    fallen = {step.to for step in workflow.steps if step.verb in ENDING}
    over = ("decided", "closed")
    return [state.id for state in workflow.states.values() if state.phase in over and state.id not in fallen]


def living(prefix: str = "") -> Q:
    """Pending and approved files; `prefix` is the way to the file, as in `application__`."""
    sent = Q(**{f"{prefix}state__in": pending_states(), f"{prefix}register_no__isnull": False})
    return sent | Q(**{f"{prefix}state__in": approved_states()})
