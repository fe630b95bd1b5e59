"""Batalkan langkah: the last step taken back, on the record, while nothing has come of it."""

from typing import Any

from django.conf import settings
from django.db import transaction

from simpel.ledger import clock
from simpel.people.models import User

from .. import tellings
from ..lifecycle import lock, take_back
from ..models import Application, Step
from ..undo import UNDO, last_step, standing


@transaction.atomic
def undo(application: Application, *, by: User, version: int | None = None, key: str = "") -> Application:
    """The file goes back to where this person's last step found it. Both stay on the timeline.

    Mails about the step that have not left are withdrawn; they wait for the window to close, so usually none has.
    """
    if key and application.steps.filter(request_key=key, by=by, verb=UNDO).exists():
        return lock(application)
    application = lock(application, version=version)
    step = last_step(application, by=by, now=clock.now())
    before = standing(application.steps.all())[:-1]
    application = take_back(application, step, key=key, changes=_restored(step, before))
    tellings.taken_back(application, step)
    return application


def _restored(step: Step, before: list[Step]) -> dict[str, Any]:
    """What a first sending to the office gave, and its undoing takes: the day that chooses the law was not yet."""
    states = settings.PACK.workflow.states
    first = states[step.after].at_office and not any(states[earlier.after].at_office for earlier in before)
    return {"filed_on": None, "reached_office_at": None} if step.verb == "send" and first else {}
