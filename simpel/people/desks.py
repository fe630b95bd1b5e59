"""Who sits where on a day: the desks a user holds towards a file, and the people at a desk."""

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from .models import Appointment, User


def appointments(user: User, on: date) -> list[Appointment]:
    """The user's appointments of a day, asked once per request (kept on the user object)."""
    kept: dict[date, list[Appointment]] = user.__dict__.setdefault("_appointments", {})
    if on not in kept:
        known = settings.PACK.workflow.desks
        rows = Appointment.objects.on(on).filter(user=user, desk__in=known).order_by("id")
        kept[on] = list(rows.select_related("institution", "unit__institution", "deputises__user"))
    return kept[on]


def desks_of(
    user: User, *, unit_id: int | None, channel_id: int | None, traveller_user_ids: Collection[int], on: date
) -> dict[str, Appointment | None]:
    """The desks this user holds towards a file of that unit and channel. Travellers need no appointment to theirs."""
    desks = settings.PACK.workflow.desks
    held: dict[str, Appointment | None] = {}
    if user.pk in traveller_user_ids:
        held.update({desk.id: None for desk in desks.values() if desk.scope == "traveller"})
    for appointment in appointments(user, on):
        scope = desks[appointment.desk].scope
        if (
            scope == "office"
            or (scope == "unit" and unit_id is not None and appointment.unit_id == unit_id)
            or (scope == "channel" and channel_id is not None and appointment.institution_id == channel_id)
        ):
            held.setdefault(appointment.desk, appointment)
    return held


def holders(desk: str, *, unit_id: int | None, channel_id: int | None, on: date) -> QuerySet[User]:
    """The active people at a desk, for a file of that unit and channel."""
    scope = settings.PACK.workflow.desks[desk].scope
    if scope == "traveller":
        return User.objects.none()
    where = {"unit": Q(unit=unit_id), "channel": Q(institution=channel_id)}.get(scope, Q())
    sitting = Appointment.objects.on(on).filter(where, desk=desk)
    return User.objects.filter(pk__in=sitting.values("user"), is_active=True)
