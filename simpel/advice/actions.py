"""Verbs of a trial: start it, call it off."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from simpel.ledger import clock
from simpel.people.models import User
from simpel.permits.replaying import filed

from . import drafts
from .models import Trial


def start(*, by: User, rule: str, changes: Mapping[str, Any], first_on: date, last_on: date, request_key: str) -> Trial:
    """Put a trial in the queue. One request starts one trial. ValueError for a draft that no row may be."""
    drafts.changed(settings.PACK, rule, changes)
    trial, _ = Trial.objects.get_or_create(
        request_key=request_key,
        defaults={
            "by": by, "at": clock.now(), "rule": rule, "changes": dict(changes), "first_on": first_on,
            "last_on": last_on, "pack_version": settings.PACK.version, "total": filed(first_on, last_on).count(),
        },
    )  # fmt: skip
    return trial


def cancel(trial: Trial) -> bool:
    """Call a trial off; what was found so far stays. False when it was over already."""
    running = Trial.objects.filter(pk=trial.pk, state__in=(Trial.State.WAITING, Trial.State.RUNNING))
    return bool(running.update(state=Trial.State.CANCELLED, finished_at=clock.now(), claimed_at=None))
