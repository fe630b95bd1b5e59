"""Whom a user may see in the travellers' register. The only way a view gets a person."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404

from simpel.ledger import clock

from .desks import appointments
from .models import ApplicantUnit, Institution, Person, User


def people_of(user: User) -> QuerySet[Person]:
    """Unit operators: their unit and the institution's leaders; focal points: every body that files through theirs."""
    rights = Q(pk__in=[])
    for scope, unit, institution in _seats(user):
        if scope == "unit" and unit:
            rights |= Q(unit=unit) | Q(unit=None, institution=unit.institution_id)
        elif scope == "channel" and institution:
            rights |= Q(institution=institution) | Q(institution__channel=institution)
    return Person.objects.filter(rights)


def person(user: User, pk: int) -> Person:
    """One person of the user's register, or 404: who may not be seen does not exist."""
    found = people_of(user).filter(pk=pk).select_related("institution", "unit").first()
    if found is None:
        raise Http404
    return found


def homes(user: User) -> tuple[QuerySet[Institution], QuerySet[ApplicantUnit]]:
    """The institutions and units whose people this user may enter."""
    bodies, units = Q(pk__in=[]), Q(pk__in=[])
    for scope, unit, institution in _seats(user):
        if scope == "unit" and unit:
            bodies |= Q(pk=unit.institution_id)
            units |= Q(pk=unit.pk)
        elif scope == "channel" and institution:
            bodies |= Q(pk=institution.pk) | Q(channel=institution)
            units |= Q(institution=institution) | Q(institution__channel=institution)
    return Institution.objects.filter(bodies), ApplicantUnit.objects.filter(units).select_related("institution")


def keeps_register(user: User) -> bool:
    """Whether this user enters travellers at all."""
    return bool(_seats(user))


def _seats(user: User) -> list[tuple[str, ApplicantUnit | None, Institution | None]]:
    desks = settings.PACK.workflow.desks
    held = appointments(user, clock.today())
    seats = [(desks[seat.desk].scope, seat.unit, seat.institution) for seat in held]
    return [seat for seat in seats if seat[0] in {"unit", "channel"}]
