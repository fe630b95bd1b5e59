"""Whose word is whose in the talk about a file: who may write, from which desk, and who reads what the office says."""

from django.conf import settings
from django.db.models import QuerySet

from simpel.people.models import User

from .lifecycle import desks
from .models import Application, Message


def voice(user: User, application: Application) -> str | None:
    """The desk a person speaks from: the one they acted from on this file, else the first that files come to.

    Desks that only look on (travellers, auditors) have no voice.
    """
    workflow = settings.PACK.workflow
    receiving = {state.held_by for state in workflow.states.values()} - {""}
    held = [desk for desk in desks(user, application) if desk in receiving and _speaks(desk)]
    acted = application.duties.filter(user=user).values_list("desk", flat=True).first()
    if acted:
        return acted if acted in held else None
    return held[0] if held else None


def reads_internal(user: User, application: Application) -> bool:
    """Whether a person reads what the office says among itself: of the office, and on no other side of this file."""
    workflow = settings.PACK.workflow
    if application.participants.filter(person__user=user).exists() or application.created_by_id == user.pk:
        return False
    held = {workflow.desks[desk].scope for desk in desks(user, application)}
    acted = application.duties.filter(user=user).values_list("desk", flat=True).first()
    return workflow.desks[acted].scope == "office" if acted and acted in workflow.desks else held == {"office"}


def heard_by(user: User, application: Application) -> QuerySet[Message]:
    """The messages of a file that this person may read, oldest first."""
    messages = application.messages.select_related("by")
    return messages if reads_internal(user, application) else messages.filter(internal=False)


def unread(user: User, application: Application) -> int:
    """How many of them are new to this person."""
    upto = application.seen.filter(user=user).values_list("upto", flat=True).first() or 0
    return heard_by(user, application).filter(pk__gt=upto).exclude(by=user).count()


def _speaks(desk: str) -> bool:
    return settings.PACK.workflow.desks[desk].scope in ("unit", "channel", "office")
