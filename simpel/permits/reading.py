"""Reading documents, later and one by one: slow and hostile work that no page waits for."""

from datetime import date

import structlog
from django.db import transaction
from django.db.models import F

from simpel.documents.said.dates import dates_in
from simpel.documents.said.names import words_of
from simpel.documents.said.places import countries_in
from simpel.documents.text import text_of
from simpel.ledger import clock
from simpel.people.sealing import seal

from .comparison import SEALED_FOR
from .models import Reading

MOST_TRIES = 3
MOST_CHARACTERS = 60_000  # some thirty pages: what proves a trip stands in front
MOST_COUNTRIES = 20

log = structlog.get_logger("simpel.permits")


def read_documents(limit: int = 10) -> int:
    """Read what has been handed in since. Returns how many were read; one that fails waits behind the others."""
    waiting = Reading.objects.filter(read_at=None, tries__lt=MOST_TRIES).order_by("tries", "id")
    read = 0
    for reading in waiting.select_related("attachment__file", "attachment__application__activity")[:limit]:
        Reading.objects.filter(pk=reading.pk).update(tries=F("tries") + 1)
        try:
            read += _read(reading)
        except Exception:
            log.exception("documents.not_read", attachment=reading.attachment_id)
    return read


def _read(reading: Reading) -> int:
    """Ask for the text outside any transaction, then write it down if the document is still there."""
    text = "\n".join(text_of(reading.attachment.file))[:MOST_CHARACTERS].replace("\x00", " ")
    found = {
        "read_at": clock.now(),
        "characters": len(text.strip()),
        "dates": [[day.isoformat() for day in span] for span in dates_in(text, year=_year_of(reading))],
        "countries": countries_in(text)[:MOST_COUNTRIES],
        "words": seal(" ".join(words_of(text)), purpose=SEALED_FOR),
    }
    with transaction.atomic():
        return Reading.objects.filter(pk=reading.pk, read_at=None).update(**found)


def _year_of(reading: Reading) -> int:
    """The year of a date that names none: the event's, or the one the paper came in."""
    event = reading.attachment.application.activity
    day: date = event.starts_on if event else reading.attachment.file.added_at.date()
    return day.year
