"""Forgetting: look-ups and what people wrote in a crisis are personal data, kept only as long as a setting says."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from simpel.ledger import clock
from simpel.ledger.record import record

from .models import CheckIn, LookUp


@transaction.atomic
def forget() -> int:
    """Erase what is older than `WHEREABOUTS_DAYS`. Returns how many look-ups and answers lost their content.

    A crisis still open keeps its answers. That somebody answered stays; what they wrote, and their number, goes.
    """
    before = clock.now() - timedelta(days=settings.WHEREABOUTS_DAYS)
    old = LookUp.objects.filter(at__lt=before)
    count = old.count()
    old.delete()
    written = CheckIn.objects.filter(~Q(note="") | ~Q(phone=""), crisis__closed_at__lt=before)
    count += written.update(note="", phone="")
    if count:
        record("whereabouts.forget", "whereabouts", rows=count, before=before.date().isoformat())
    return count
