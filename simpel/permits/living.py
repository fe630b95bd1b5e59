"""Which files count as trips that will be or were made: pending at some desk, or approved; never drafts or refusals."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import Q

from .amendments import CANCELS

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
    """Pending and approved trips, each once; `prefix` is the way to the file, as in `application__`.

    A trip whose letter is being changed is the file that has the letter; from the decision on it is the amendment, or
    none where that called it off.
    """
    sent = {"state__in": pending_states(), "register_no__isnull": False, "amends": None}
    granted = {"state__in": approved_states(), "superseded_on": None}
    called_off = [kind for kind, effect in settings.PACK.amendments.items() if effect == CANCELS]
    going = _all(prefix, granted) & ~Q(**{f"{prefix}kind__in": called_off})
    return _all(prefix, sent) | going


def _all(prefix: str, wanted: Mapping[str, object]) -> Q:
    return Q(**{f"{prefix}{name}": value for name, value in wanted.items()})
