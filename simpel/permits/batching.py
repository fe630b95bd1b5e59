"""Approving several files at once: which may go together, what stands in the way of one, and each by itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from simpel.law.workflow import Refused, StepRow
from simpel.people.models import User

from .actions import approve
from .actions.moving import law_still_holds
from .actions.reviewing import nothing_is_returned
from .lifecycle import foreseen, routing
from .models import Application

AT_MOST = 20  # files on one page: what somebody can still read one by one
COMMON = {"note"}  # what may be asked once for all


@dataclass(frozen=True)
class Wish:
    """One file to approve: as it was seen (`version`), under which request (`key`), with which note."""

    application: Application
    version: int
    key: str
    note: str


@dataclass(frozen=True)
class Outcome:
    """What became of one wish: approved, or refused with the reason."""

    application: Application
    refusal: Refused | None = None


def may_go_together(application: Application) -> bool:
    """Whether approving this file from where it stands asks no more than a note."""
    workflow = settings.PACK.workflow
    state = workflow.states[application.state]
    facts = routing(application) if state.at_office else {}
    return state.at_office and any(
        _plain(row)
        for row in workflow.steps
        if row.verb == "approve" and application.state in row.sources and row.fits(facts)
    )


def hindrance(application: Application, *, by: User) -> Refused | None:
    """What keeps this file out of a batch; None when nothing does. Asks everything that approving will ask."""
    try:
        planned = foreseen(application, "approve", by=by)
        nothing_is_returned(application)
        law_still_holds(application, "approve", by)
    except Refused as refusal:
        return refusal
    if not _plain(planned.row):
        return Refused("asks_more", {"fields": [ask for ask in planned.row.asks if ask not in COMMON]})
    return None


def approve_each(wishes: Iterable[Wish], *, by: User) -> list[Outcome]:
    """Every file in a transaction of its own, so one refusal undoes nothing else. The same keys again: same answers."""
    return [_approved(wish, by) for wish in wishes]


def _approved(wish: Wish, by: User) -> Outcome:
    try:
        done = approve(wish.application, by=by, note=wish.note, version=wish.version, key=wish.key)
    except Refused as refusal:
        wish.application.refresh_from_db(fields=["state", "version"])
        return Outcome(wish.application, refusal)
    return Outcome(done)


def _plain(row: StepRow) -> bool:
    return set(row.asks) <= COMMON
