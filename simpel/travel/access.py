"""Who may see travel documents, and who may move them: the desks that the pack names, and travellers their own."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404

from simpel.ledger import clock
from simpel.letters.issuing import letter_of
from simpel.letters.models import Letter
from simpel.people.desks import appointments
from simpel.people.models import User
from simpel.permits import access as permits
from simpel.permits.lifecycle import desks
from simpel.permits.models import Application

from .models import Package, TravelDocument, TravelFile


def get(user: User, reference: str) -> Application:
    """A file this person may see whose letter is out; 404 otherwise."""
    application = permits.get(user, reference)
    letter = letter_of(application.reference)
    if letter is None or letter.state != Letter.State.ISSUED:
        raise Http404
    return application


def is_open(application: Application) -> bool:
    """Whether it has been written down what this trip needs."""
    return TravelFile.objects.filter(application=application).exists()


def documents_of(user: User, application: Application) -> QuerySet[TravelDocument]:
    """The documents of a file: all of them for a desk, only the own ones for somebody who merely travels."""
    found = TravelDocument.objects.filter(application=application)
    return found.filter(participant__person__user=user) if only_travels(user, application) else found


def document(user: User, application: Application, pk: int) -> TravelDocument:
    """One document of a file, or 404."""
    found = documents_of(user, application).select_related("participant__person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def only_travels(user: User, application: Application) -> bool:
    """Whether this person has no other part in the file than travelling."""
    known = settings.PACK.workflow.desks
    return {known[desk].scope for desk in desks(user, application)} <= {"traveller"}


def handles(user: User, application: Application) -> bool:
    """Whether this person sits at a desk that sees to the documents of this file."""
    return bool(set(settings.PACK.travel_documents.handled_by) & set(desks(user, application)))


def may_move(user: User, document: TravelDocument, *, handler: bool) -> bool:
    """The desks that see to documents move all; travellers the own ones that they bring about themselves."""
    if handler:
        return True
    paper = settings.PACK.travel_documents.papers.get(document.kind)
    return paper is not None and paper.maker == "traveller" and document.participant.person.user_id == user.pk


def sees_number(user: User, document: TravelDocument, *, handler: bool) -> bool:
    """The number of a document is for its bearer and for the desks that see to it."""
    return handler or document.participant.person.user_id == user.pk


def may_see_number(user: User, document: TravelDocument) -> bool:
    """The same, where nobody has looked up the desks yet."""
    return sees_number(user, document, handler=handles(user, document.application))


def visible_to(user: User) -> QuerySet[TravelDocument]:
    """The documents of all files of this person's desks; 404 without any. Own trips are found on their own page."""
    known, rights = settings.PACK.workflow.desks, Q(pk__in=[])
    held = appointments(user, clock.today())
    for one in held:
        scope = known[one.desk].scope
        if scope == "unit":
            rights |= Q(application__unit=one.unit_id)
        elif scope == "channel":
            rights |= Q(application__channel=one.institution_id)
        elif scope == "office":
            rights |= Q(application__reached_office_at__isnull=False)
    if not held:
        raise Http404
    return TravelDocument.objects.filter(rights)


def package(user: User, number: str) -> Package:
    """A package, for the desks that see to documents; 404 for everybody else."""
    found = Package.objects.select_related("application", "file").filter(number=number).first()
    if found is None or not permits.visible_to(user).filter(pk=found.application_id).exists():
        raise Http404
    if not handles(user, found.application):
        raise Http404
    return found
