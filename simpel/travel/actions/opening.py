"""Opening the documents of a decided trip: once, when its letter is out."""

from django.conf import settings
from django.db import transaction

from simpel.law.travel_documents import Dates, TravelPaper
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.letters.issuing import letter_of
from simpel.letters.models import Letter
from simpel.permits import amendments
from simpel.permits.facts import trip_of
from simpel.permits.models import Application, Participant

from ..models import DocumentStep, TravelDocument, TravelFile
from ..states import OPEN, State


@transaction.atomic
def open_documents(application: Application) -> int:
    """Write down what every traveller needs and by when; returns how many documents. A second call does nothing.

    A file that was decided without a letter is noted as looked at, with no documents.

    An amended trip takes over the documents of the earlier letter, with where they stand and new dates; a cancelled
    one needs none of those that are still open.
    """
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    _opened, new = TravelFile.objects.get_or_create(application=application, defaults={"opened_at": clock.now()})
    letter = letter_of(application.reference)
    if not new or letter is None or letter.state != Letter.State.ISSUED:
        return 0
    if amendments.effect(application) == amendments.CANCELS:
        return _let_go(application)
    _take_over(application)
    count = _open(application)
    record("travel.opened", application.reference, documents=count)
    return count


def _open(application: Application) -> int:
    """The documents of every allowed traveller: those taken over get their new dates, those missing are opened."""
    rules, pack, today = settings.PACK.travel_documents, settings.PACK, clock.today()
    trip = pack.informed(trip_of(application, filed_on=application.filed_on or today))
    seats = [seat for seat in application.participants.select_related("person") if not seat.refused]
    order = {code: place for place, code in enumerate(rules.papers, 1)}
    count = 0
    for seat, traveller in zip(seats, trip.participants or (), strict=True):
        needed = rules.needed(trip, traveller, on=today)
        clocks = rules.clocks(needed, application.departs_on, pack.calendar) if application.departs_on else {}
        for paper in needed:
            _one(application, seat, paper, order[paper.id], clocks[paper.id])
        count += len(needed)
    return count


def _one(application: Application, seat: Participant, paper: TravelPaper, place: int, dates: Dates) -> None:
    TravelDocument.objects.update_or_create(
        participant=seat,
        kind=paper.id,
        defaults={"start_by": dates.start_by, "ready_by": dates.ready_by},
        create_defaults={
            "application": application, "place": place, "start_by": dates.start_by, "ready_by": dates.ready_by,
            "chase_on": dates.start_by,
        },
    )  # fmt: skip


def _take_over(application: Application) -> None:
    """Documents follow their traveller to the file that now counts."""
    if not application.amends_id:
        return
    seats = {seat.person_id: seat for seat in application.participants.filter(refused=False)}
    for document in _earlier(application):
        seat = seats.get(document.participant.person_id)
        if seat:
            document.application, document.participant = application, seat
            document.save(update_fields=["application", "participant"])
        elif document.state in OPEN:
            _not_needed(document)


def _let_go(application: Application) -> int:
    gone = [document for document in _earlier(application) if document.state in OPEN]
    for document in gone:
        _not_needed(document)
    record("travel.let_go", application.reference, documents=len(gone))
    return 0


def _earlier(application: Application) -> list[TravelDocument]:
    found = TravelDocument.objects.select_for_update(of=("self",)).filter(application=application.amends_id)
    return list(found.select_related("participant"))


def _not_needed(document: TravelDocument) -> None:
    before, document.state = document.state, State.NOT_NEEDED
    document.chase_on = None
    document.version += 1
    document.save(update_fields=["state", "chase_on", "version"])
    DocumentStep.objects.create(document=document, before=before, after=document.state, at=clock.now())
