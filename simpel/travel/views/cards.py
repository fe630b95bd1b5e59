"""A traveller's documents as the page prints them: state with its mark, clock in words, the forms that fit."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from simpel.ledger import clock
from simpel.people.models import User
from simpel.people.wording import language
from simpel.permits.views.rows import Mark
from simpel.ui.writing import day

from .. import access
from ..forms import HandForm, MoveForm
from ..models import TravelDocument
from ..queries import Seat
from ..states import MOVES, UNDER_WAY, State

MARKS = {
    State.NEEDED: ("open", "circle"),
    State.HANDED_OVER: ("act", "send"),
    State.IN_PROGRESS: ("act", "hourglass-split"),
    State.READY: ("ok", "check-circle-fill"),
    State.COLLECTED: ("ok", "check-circle-fill"),
    State.NOT_NEEDED: ("open", "dash-lg"),
    State.REFUSED: ("stop", "x-octagon-fill"),
}


@dataclass(frozen=True)
class Line:
    """One document of a traveller."""

    document: TravelDocument
    name: str
    mark: Mark
    clock: str
    late: bool
    form: MoveForm | None
    open: bool
    number: str
    may_see_number: bool


@dataclass(frozen=True)
class Card:
    """One traveller: passport validity, whereabouts, documents."""

    seat: Seat
    lines: list[Line]
    holder: str
    custody: list[tuple[Any, str, str]]
    form: HandForm | None
    open: bool


def card(seat: Seat, user: User, *, handler: bool, sent: dict[str, Any], shown: dict[int, str]) -> Card:
    """A traveller's card. `sent` is the form to show again, `shown` the numbers opened for this answer."""
    number, form = sent.get("hand", (None, None))
    held = seat.held
    mine = number == seat.participant.pk
    fresh = HandForm(seat.participant.pk, holder=held.holder if held else "", expected=held.pk if held else None)
    return Card(
        seat=seat,
        lines=[_line(one, user, handler=handler, sent=sent, shown=shown) for one in seat.documents],
        holder=custodian(held.holder) if held else "",
        custody=[(one, custodian(one.came_from), custodian(one.holder)) for one in seat.custody],
        form=(form if mine else fresh) if handler else None,
        open=mine,
    )


def custodian(code: str) -> str:
    """A custodian by its name in the pack."""
    names = settings.PACK.travel_documents.custodians.get(code)
    return names[language()] if names else code


def document_name(kind: str) -> str:
    """A document by its name in the pack; one that the pack has dropped, by its code."""
    paper = settings.PACK.travel_documents.papers.get(kind)
    return paper.name(language()) if paper else kind


def mark_of(document: TravelDocument) -> Mark:
    """The state with its colour and picture."""
    state = State(document.state)
    kind, icon = MARKS[state]
    return Mark(kind, icon, str(state.label))


def clock_words(document: TravelDocument) -> str:
    """What the clock says now, in one sentence."""
    if document.state == State.NEEDED:
        if document.start_by < clock.today():
            return _("Hari aman untuk memulai sudah lewat: %(on)s") % {"on": day(document.start_by)}
        return _("Mulai paling lambat %(on)s") % {"on": day(document.start_by)}
    if document.state in UNDER_WAY:
        return _under_way(document.due_on, document.ready_by)
    if document.state == State.READY and document.ready_on:
        return _("Siap sejak %(on)s") % {"on": day(document.ready_on)}
    return ""


def _under_way(due_on: date | None, ready_by: date) -> str:
    if ready_by < clock.today():
        return _("Seharusnya siap %(on)s") % {"on": day(ready_by)}
    if due_on:
        return _("Biasanya siap %(due)s, paling lambat %(on)s") % {"due": day(due_on), "on": day(ready_by)}
    return _("Harus siap paling lambat %(on)s") % {"on": day(ready_by)}


def is_late(document: TravelDocument) -> bool:
    """Whether its clock has run out."""
    today = clock.today()
    if document.state == State.NEEDED:
        return document.start_by < today
    return document.state in UNDER_WAY and document.ready_by < today


def _line(document: TravelDocument, user: User, *, handler: bool, sent: dict[str, Any], shown: dict[int, str]) -> Line:
    number, form = sent.get("move", (None, None))
    mine = number == document.pk
    may_move = bool(MOVES[document.state]) and access.may_move(user, document, handler=handler)
    return Line(
        document=document,
        name=document_name(document.kind),
        mark=mark_of(document),
        clock=clock_words(document),
        late=is_late(document),
        form=(form if mine else MoveForm(document)) if may_move else None,
        open=mine,
        number=shown.get(document.pk, ""),
        may_see_number=bool(document.sealed_number) and access.sees_number(user, document, handler=handler),
    )
