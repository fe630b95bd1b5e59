"""What an applicant may pick from: whom to file for, events of the shared list, people of the register."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from simpel.law.workflow import Desk, Refused
from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import ApplicantUnit, Institution, Person, User

from .lifecycle import desks, routing
from .models import Activity, Application

MOST = 8  # as many answers as fit beside a question; a longer word finds the rest
STARTING = {"unit", "channel"}  # scopes of desks from which applications come


@dataclass(frozen=True)
class Start:
    """One body a person may open an application for."""

    key: str
    label: str
    unit: ApplicantUnit | None
    institution: Institution


def starts(user: User) -> list[Start]:
    """The units this person works for, and the institutions whose files go through their channel."""
    found: dict[str, Start] = {}
    channels = []
    for appointment in appointments(user, clock.today()):
        scope = settings.PACK.workflow.desks[appointment.desk].scope
        if scope == "unit" and appointment.unit:
            unit = appointment.unit
            found[f"u{unit.pk}"] = Start(f"u{unit.pk}", f"{unit.name}, {unit.institution.name}", unit, unit.institution)
        elif scope == "channel" and appointment.institution_id:
            channels.append(appointment.institution_id)
    bodies = Institution.objects.filter(Q(pk__in=channels, channel=None) | Q(channel__in=channels)) if channels else ()
    for body in bodies:
        found[f"i{body.pk}"] = Start(f"i{body.pk}", body.name, None, body)
    return list(found.values())


def may_start(user: User) -> bool:
    """Whether there is anybody for whom this person may begin an application."""
    desks = settings.PACK.workflow.desks
    return any(desks[held.desk].scope in STARTING for held in appointments(user, clock.today()))


def events(text: str) -> QuerySet[Activity]:
    """Events whose name, organiser or city holds every word; the next ones first."""
    query = Activity.objects.order_by("-ends_on", "name")
    for word in text.split()[:6]:
        query = query.filter(Q(name__icontains=word) | Q(organiser__icontains=word) | Q(city__icontains=word))
    return query[:MOST]


def register(application: Application) -> QuerySet[Person]:
    """Everybody this file may take along: people of the institution and of all that its channel files for."""
    channel = application.channel_id
    return Person.objects.filter(
        Q(institution=application.institution_id) | Q(institution=channel) | Q(institution__channel=channel)
    )


def people(application: Application, text: str) -> QuerySet[Person]:
    """Travellers this file may take along and does not have yet, by name, number or position."""
    query = register(application).exclude(trips__application=application).select_related("institution")
    for word in text.split()[:6]:
        query = query.filter(Q(name__icontains=word) | Q(employee_no__startswith=word) | Q(position__icontains=word))
    return query[:MOST]


def receiver(application: Application, user: User) -> Desk | None:
    """The desk that holds the file after this person sends it; None when they cannot send it now."""
    workflow = settings.PACK.workflow
    try:
        planned = workflow.plan("send", set(desks(user, application)), application.state, routing(application))
    except Refused:
        return None
    return workflow.desks.get(workflow.states[planned.target].held_by)


def holder(application: Application) -> Desk | None:
    """The desk that holds the file now."""
    workflow = settings.PACK.workflow
    return workflow.desks.get(workflow.states[application.state].held_by)


def event(key: str) -> Activity | None:
    """One event of the shared list."""
    return Activity.objects.filter(pk=int(key)).first() if key.isdigit() and len(key) < 10 else None


def person(application: Application, key: str) -> Person | None:
    """One traveller this file may take along."""
    if not (key.isdigit() and len(key) < 10):
        return None
    return register(application).select_related("institution").filter(pk=int(key)).first()


def donors(application: Application) -> list[str]:
    """Donors and sponsors that files of this institution named before, the latest first."""
    named = Application.objects.filter(institution=application.institution_id).exclude(donor="")
    return list(dict.fromkeys(named.order_by("-pk").values_list("donor", flat=True)[: MOST * 4]))[:MOST]


def organisers(application: Application) -> list[str]:
    """Organisers of events that this institution travelled to before, the latest first."""
    visited = Activity.objects.filter(applications__institution=application.institution_id)
    return list(dict.fromkeys(visited.order_by("-pk").values_list("organiser", flat=True)[: MOST * 4]))[:MOST]
