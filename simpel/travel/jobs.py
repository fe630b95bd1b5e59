"""Work done later: documents opened once a letter is out, reminders of what is due. Each may be repeated safely."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from simpel.ledger import clock
from simpel.people.custody import Custody
from simpel.permits.models import Application

from . import tellings
from .actions.opening import open_documents
from .models import TravelDocument
from .states import UNDER_WAY, State


def open_files(limit: int = 20) -> int:
    """Open the documents of trips that lie ahead and whose letter is out. Returns how many files."""
    if not settings.PACK.travel_documents.papers:
        return 0
    waiting = Application.objects.filter(
        leaves_on__gte=clock.today(), departs_on__isnull=False, letter_announced=True, travel_file=None
    ).order_by("leaves_on", "id")
    found = list(waiting[:limit])
    for application in found:
        open_documents(application)
    return len(found)


def remind(limit: int = 200) -> int:
    """Tell of documents to begin or overdue, and of passports to bring back. Returns how many were told of."""
    today = clock.today()
    documents = (
        TravelDocument.objects.filter(chase_on__lte=today)
        .select_related("application", "participant__person__user")
        .order_by("chase_on")
    )
    told = 0
    for document in documents[:limit]:
        _chase(document)
        told += 1
    return told + _chase_passports(limit)


@transaction.atomic
def _chase(document: TravelDocument) -> None:
    """Say what is due and when to look again; nothing is said of a trip that has begun."""
    today = clock.today()
    departs_on = document.application.departs_on
    if departs_on and departs_on > today:
        if document.state == State.NEEDED:
            tellings.start(document)
        elif document.state in UNDER_WAY:
            tellings.overdue(document)
    TravelDocument.objects.filter(pk=document.pk, version=document.version).update(chase_on=None)


def _chase_passports(limit: int) -> int:
    waiting = Custody.objects.filter(
        Q(until=None), return_by__isnull=False, return_by__lte=clock.today(), chased=False
    ).select_related("person__user")[:limit]
    trips = Application.objects.in_bulk([one.reference for one in waiting], field_name="reference")
    for custody in waiting:
        with transaction.atomic():
            if (application := trips.get(custody.reference)) is not None:
                tellings.passport_due(custody, application)
            Custody.objects.filter(pk=custody.pk).update(chased=True)
    return len(waiting)
