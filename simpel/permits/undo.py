"""Whether a step can still be taken back: who may, until when, and what stands of a timeline after it. Pure questions.

Five minutes, by whoever took the step, while nothing came of it: no later step, no act of the next desk, no number.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from simpel.law.workflow import Refused
from simpel.letters.issuing import letter_of
from simpel.people.models import User

from .models import Application, Step

WINDOW = timedelta(minutes=5)
UNDO = "undo"
UNDOABLE = ("send", "return", "approve")


def last_step(application: Application, *, by: User, now: datetime) -> Step:
    """The step that this person may still take back, or `Refused` with what stands in the way."""
    step = application.steps.last()
    if step is None or step.verb not in UNDOABLE:
        raise Refused("nothing_to_undo", {"state": application.state})
    if step.by_id != by.pk:
        raise Refused("undo_not_yours", {})
    if letter_of(application.reference):
        raise Refused("undo_numbered", {})
    if application.changed_at != step.at:
        raise Refused("undo_taken_up", {"state": application.state})
    if now - step.at >= WINDOW:
        raise Refused("undo_too_late", {"minutes": WINDOW.seconds // 60})
    return step


def until(application: Application, *, by: User, now: datetime) -> datetime | None:
    """When the chance to take the last step back ends; None when there is none."""
    try:
        return last_step(application, by=by, now=now).at + WINDOW
    except Refused:
        return None


def standing(steps: Iterable[Step]) -> list[Step]:
    """The steps that count: without those taken back, and without the taking back itself."""
    kept: list[Step] = []
    for step in steps:
        if step.verb == UNDO:
            kept.pop()
        else:
            kept.append(step)
    return kept
