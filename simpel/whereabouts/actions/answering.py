"""I am safe; I need help. Whoever holds the mail's key answers, as often as things change while the crisis is open."""

from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record

from ..models import CheckIn, Crisis


@transaction.atomic
def answer(check_in: CheckIn, *, answer: str, note: str = "", phone: str = "") -> CheckIn:
    """Keep the newest answer; each one is recorded, the same one again only once. Refused: closed."""
    crisis = Crisis.objects.select_for_update().get(pk=check_in.crisis_id)
    if crisis.closed_at:
        raise Refused("closed", {})
    row = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    said = (answer, note.strip(), phone.strip())
    if said == (row.answer, row.note, row.phone):
        return row
    row.answer, row.note, row.phone = said
    row.answered_at = clock.now()
    row.save(update_fields=["answer", "note", "phone", "answered_at"])
    record("whereabouts.answer", crisis.reference, row=row.pk, answer=answer)
    return row
