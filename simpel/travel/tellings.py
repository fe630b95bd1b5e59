"""Whom to tell about travel documents: those who see to them, and the traveller concerned."""

from django.conf import settings
from django.urls import reverse

from simpel.ledger import clock
from simpel.notices.tell import tell
from simpel.people.custody import Custody
from simpel.people.desks import holders
from simpel.people.models import User
from simpel.permits.models import Application

from .models import TravelDocument
from .states import State


def answered(document: TravelDocument) -> None:
    """Ready, or refused."""
    kind = "document_ready" if document.state == State.READY else "document_refused"
    _tell(document, kind, once=f"{kind}-{document.pk}-{document.version}")


def start(document: TravelDocument) -> None:
    """The last safe day to begin has come."""
    _tell(document, "document_start", once=f"document-start-{document.pk}-{document.version}")


def overdue(document: TravelDocument) -> None:
    """It should have been ready by now."""
    _tell(document, "document_overdue", once=f"document-late-{document.pk}-{document.version}")


def passport_due(custody: Custody, application: Application) -> None:
    """The passport must be back: its traveller and those who keep it."""
    whom = handlers(application) | ({custody.person.user} if custody.person.user else set())
    tell(whom, "passport_return", application.reference, path=page(application), once=f"passport-{custody.pk}")


def handlers(application: Application) -> set[User]:
    """Everybody at the desks that see to the documents of a file."""
    return {
        user
        for desk in settings.PACK.travel_documents.handled_by
        for user in holders(
            desk, unit_id=application.unit_id, channel_id=application.channel_id, on=clock.today()
        )
    }  # fmt: skip


def page(application: Application) -> str:
    return reverse("travel:documents", args=[application.reference])


def _tell(document: TravelDocument, kind: str, *, once: str) -> None:
    traveller = document.participant.person.user
    whom = handlers(document.application) | ({traveller} if traveller else set())
    tell(whom, kind, document.application.reference, path=page(document.application), once=once)
