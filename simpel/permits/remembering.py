"""What need not be typed again: answers of the last file, the days of the event, what is offered while typing."""

from django.db.models import Q, QuerySet

from simpel.law.checklist import NEW
from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import ApplicantUnit, Institution, User

from . import access
from .models import Activity, Application, Attachment, Participant

REMEMBERED = ("requesting_position", "requesting_city")  # who signs the letters changes once in years
COPYABLE = 5  # files shown to begin from
OFFERED = 12  # papers shown for one place; older ones are rarely wanted


def remembered(unit: ApplicantUnit | None, institution: Institution) -> dict[str, str]:
    """What the last file of the same unit, or of an institution that files itself, said and the next will say again."""
    earlier = Application.objects.filter(unit=unit, institution=institution).exclude(requesting_position="")
    return earlier.order_by("-pk").values(*REMEMBERED).first() or {}


def follow_the_event(application: Application, before: Activity | None) -> None:
    """Assignments without days, and those that were just the days of the event before, take those of the new one."""
    event = application.activity
    if event is None:
        return
    seats = application.participants.filter(starts_on=None, ends_on=None)
    if before:
        seats |= application.participants.filter(starts_on=before.starts_on, ends_on=before.ends_on)
    seats.update(starts_on=event.starts_on, ends_on=event.ends_on)


def earlier_papers(
    application: Application, *, by: User, slot: str, participant: Participant | None = None
) -> "QuerySet[Attachment]":
    """Papers of the same kind in other files this person may see: of the same traveller, or of the same body."""
    of_whom = Q(participant__person=participant.person_id) if participant else Q(participant=None)
    here = application.attachments.filter(slot=slot).values("file__sha256")
    return (
        Attachment.objects.filter(of_whom, slot=slot, application__in=access.visible_to(by))
        .filter(application__institution=application.institution_id)
        .exclude(application=application)
        .exclude(file__sha256__in=here)
        .select_related("file", "application__activity")
        .order_by("-pk")[:OFFERED]
    )


def copyable(user: User) -> "QuerySet[Application]":
    """Files that this person may take as the beginning of a new one: of bodies they file for, the latest first."""
    bodies = appointments(user, clock.today())
    mine = Q(unit__in=[seat.unit_id for seat in bodies if seat.unit_id])
    mine |= Q(unit=None, channel__in=[seat.institution_id for seat in bodies if seat.institution_id])
    files = access.visible_to(user).filter(mine, kind=NEW).exclude(activity=None)
    return files.select_related("activity").order_by("-pk")[:COPYABLE]


def may_copy(user: User, application: Application) -> bool:
    """Whether this person may open a draft for the body of this file, and the file is one to begin from."""
    body = None if application.unit else application.institution
    desk = access.drafting_desk(user, unit=application.unit, institution=body)
    return application.kind == NEW and desk is not None
