"""Who may see and fill in which file. The only way a view or a command gets one."""

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet
from django.http import Http404

from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import ApplicantUnit, Institution, Person, User

from .lifecycle import desks
from .models import Application, Duty, Participant

FOLLOW = "simpel.permits.follow"


def visible_to(user: User) -> QuerySet[Application]:
    """Every file this person may see: of the own unit, sent through the own channel, at the office, the own trips."""
    workflow = settings.PACK.workflow
    rights = Q(pk__in=Participant.objects.filter(person__user=user).values("application")) & Q(
        register_no__isnull=False
    )
    for appointment in appointments(user, clock.today()):
        scope = workflow.desks[appointment.desk].scope
        if scope == "unit":
            rights |= Q(unit=appointment.unit_id)
        elif scope == "channel":
            rights |= Q(channel=appointment.institution_id) & (Q(register_no__isnull=False) | Q(unit=None))
        elif scope == "office":
            rights |= Q(reached_office_at__isnull=False)
    return Application.objects.filter(rights)


def get(user: User, reference: str) -> Application:
    """One file, or 404: what may not be seen does not exist."""
    found = (
        visible_to(user)
        .filter(reference=reference.upper())
        .select_related("activity", "institution", "channel", "unit", "brief__institution")
        .first()
    )
    if found is None:
        raise Http404
    return found


def may_edit(user: User, application: Application) -> bool:
    """Filling in is for whoever holds the file while it lies with its applicants, and did not act elsewhere on it."""
    state = settings.PACK.workflow.states[application.state]
    if not state.editable:
        return False
    duty = Duty.objects.filter(application=application, user=user).values_list("desk", flat=True).first()
    if application.state == settings.PACK.workflow.initial:
        desk = drafting_desk(user, unit=application.unit, institution=application.institution)
    else:
        desk = state.held_by if state.held_by in desks(user, application) else None
    return desk is not None and duty in (None, desk)


def may_report(user: User, application: Application) -> bool:
    """Writing the report is for those whom the table lets hand it in."""
    rows = settings.PACK.workflow.offers(set(desks(user, application)), application.state, {})
    return any(row.verb == "report" for row in rows)


def may_keep_promises(user: User, application: Application) -> bool:
    """Saying that a commitment is kept is for those whose trip it was: unit, channel or traveller, not the office."""
    scopes = {settings.PACK.workflow.desks[desk].scope for desk in desks(user, application)}
    return bool(scopes & {"unit", "channel", "traveller"})


def keeps_promises(user: User) -> bool:
    """Whether this person may mark commitments at all: everybody but those who only sit at desks of the office."""
    scopes = {settings.PACK.workflow.desks[held.desk].scope for held in appointments(user, clock.today())}
    return not scopes or bool(scopes & {"unit", "channel"})


def budget_bodies(user: User) -> QuerySet[Institution]:
    """The institutions whose budget lines this person keeps: those that a focal point's channel files for."""
    desks_known = settings.PACK.workflow.desks
    held = [one for one in appointments(user, clock.today()) if desks_known[one.desk].scope == "channel"]
    own = [one.institution_id for one in held]
    return Institution.objects.filter(Q(pk__in=own) | Q(channel__in=own))


def drafting_desk(user: User, *, unit: ApplicantUnit | None, institution: Institution | None) -> str | None:
    """The desk from which this person may open a draft: the unit's for a unit, the channel's for an institution."""
    workflow = settings.PACK.workflow
    for appointment in appointments(user, clock.today()):
        scope = workflow.desks[appointment.desk].scope
        if unit and scope == "unit" and appointment.unit_id == unit.pk:
            return appointment.desk
        if (
            unit is None
            and institution
            and scope == "channel"
            and appointment.institution_id == institution.sends_through.pk
        ):
            return appointment.desk
    return None


def may_take_along(application: Application, person: Person) -> bool:
    """Travellers come from the institution itself or from another one of the same channel."""
    home = person.institution
    return home.pk == application.institution_id or application.channel_id in (home.pk, home.channel_id)


def follow_token(application: Application, person: Person) -> str:
    """The key in a traveller's mail: shows where the file is, nothing else."""
    return signing.dumps([application.pk, person.pk], salt=FOLLOW)


def by_follow_token(token: str) -> tuple[Application, Person]:
    """What a traveller's link points at, while the person is on the file; 404 otherwise."""
    try:
        application_id, person_id = signing.loads(token, salt=FOLLOW)
    except signing.BadSignature:
        raise Http404 from None
    seat = (
        Participant.objects.filter(application_id=application_id, person_id=person_id)
        .select_related("application__activity", "application__institution", "person")
        .first()
    )
    if seat is None:
        raise Http404
    return seat.application, seat.person
