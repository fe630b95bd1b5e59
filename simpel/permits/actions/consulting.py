"""Consulting: a desk consents or advises before another one decides; a notification is acknowledged."""

from django.db import transaction

from simpel.ledger import clock
from simpel.people.models import User

from .. import tellings
from ..lifecycle import Move, step
from ..models import Application


@transaction.atomic
def concur(
    application: Application, *, by: User, note: str, answer: str, version: int | None = None, key: str = ""
) -> Application:
    """Beri persetujuan (`answer` yes) or withhold it (no). The decision cannot be taken without it."""
    return _answered(step(application, "concur", by=by, version=version, key=key, note=note, answer=answer))


@transaction.atomic
def advise(
    application: Application, *, by: User, note: str, answer: str, version: int | None = None, key: str = ""
) -> Application:
    """Beri pertimbangan. The decision waits for it and is free to differ."""
    return _answered(step(application, "advise", by=by, version=version, key=key, note=note, answer=answer))


@transaction.atomic
def acknowledge(
    application: Application, *, by: User, note: str = "", version: int | None = None, key: str = ""
) -> Application:
    """Terima pemberitahuan. Travel that needs no permission is taken note of; there is no letter to wait for."""
    today = {"decided_on": clock.today(), "letter_announced": True}
    move = step(application, "acknowledge", by=by, version=version, key=key, note=note, changes=today)
    if not move.repeated:
        tellings.acknowledged(move)
    return move.application


def _answered(move: Move) -> Application:
    """Whoever waited for the answer, or is next in turn, is told."""
    if not move.repeated:
        tellings.answered(move)
    return move.application
