"""Reading a sealed number: an act of its own, because somebody may ask later who saw it."""

from django.db import transaction

from simpel.ledger.record import record
from simpel.people.models import User

from ..models import TravelDocument


@transaction.atomic
def read_number(document: TravelDocument, *, by: User) -> TravelDocument:
    """Note that this person opened the number; the document, for unsealing it."""
    record("travel.number_read", document.application.reference, actor=by, document=document.pk)
    return document
