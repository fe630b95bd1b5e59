"""Whom to tell when a file moves. Each notice is a row in the outbox, written in the same transaction as the move."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from simpel.ledger import clock
from simpel.notices.tell import tell, tell_address, withdraw_notices
from simpel.people.desks import holders
from simpel.people.models import User

from .access import follow_token
from .lifecycle import Move, routing, said
from .models import Application, Message, Step
from .undo import WINDOW
from .voices import reads_internal

TOLD_LATER = ("arrived", "arrived_fast", "returned", "traveller_added")  # only once there is no way back


def sent(move: Move) -> None:
    """Sent: the next desk has work; at first filing the travellers learn that their trip is on its way."""
    passed_on(move)
    if move.application.filed_on:
        tell_travellers(move.application, "traveller_added", once="added", at=_no_way_back(move))


def passed_on(move: Move) -> None:
    """The next desk has work; of the fast lane the notice says so."""
    kind = "arrived_fast" if move.application.fast else "arrived"
    whom = _holders_of(move.application) | _at_any(consulted(move.application), move.application)
    _tell(whom, kind, move.application, at=_no_way_back(move))


def answered(move: Move) -> None:
    """A consulted desk has spoken: those next in turn, or whoever decides when nobody is left."""
    desks = consulted(move.application)
    _tell(_at_any(desks, move.application) if desks else _holders_of(move.application), "arrived", move.application)


def acknowledged(move: Move) -> None:
    _tell(_applicants(move.application), "acknowledged", move.application)
    tell_travellers(move.application, "acknowledged")


def consulted(application: Application) -> list[str]:
    """The desks whose turn it is to consent or advise on the file where it lies."""
    rows = settings.PACK.workflow.consultations(application.state, routing(application), said(application))
    return [row.desk for row in rows]


def _at_any(desks: Iterable[str], application: Application) -> set[User]:
    """Everybody at these desks."""
    return {user for desk in desks for user in _at(desk, application)}


def returned(move: Move) -> None:
    """Returned: whoever now holds it, and whoever wrote it."""
    whom = {*_holders_of(move.application), move.application.created_by}
    _tell(whom, "returned", move.application, at=_no_way_back(move))


def taken_back(application: Application, step: Step) -> None:
    """A step was undone: nobody is told of it. Its mails waited until there was no way back, so none has left."""
    withdraw_notices(application.reference, kinds=TOLD_LATER, since=step.at)


def approved(move: Move) -> None:
    _tell(_applicants(move.application), "approved", move.application)
    travellers_refused(move.application)


def rejected(move: Move) -> None:
    _tell(_applicants(move.application), "rejected", move.application)
    tell_travellers(move.application, "rejected")


def withdrawn(move: Move) -> None:
    _tell(_applicants(move.application) - {move.step.by}, "withdrawn", move.application)
    tell_travellers(move.application, "withdrawn")


def letter_ready(application: Application) -> None:
    """The signed letter can be fetched: applicants and travellers."""
    _tell(_applicants(application), "letter_ready", application, once="letter")
    tell_travellers(application, "letter_ready", once="letter", refused=False)


def report_due(application: Application, *, overdue: bool, once: str) -> None:
    kind = "report_overdue" if overdue else "report_due"
    _tell(_applicants(application), kind, application, once=once)
    tell_travellers(application, kind, once=once, refused=False)


def report_submitted(move: Move) -> None:
    _tell(_holders_of(move.application), "report_submitted", move.application)


def report_returned(move: Move) -> None:
    _tell(_applicants(move.application), "report_returned", move.application)


def report_accepted(move: Move) -> None:
    _tell(_applicants(move.application), "report_accepted", move.application)


def tell_travellers(
    application: Application, kind: str, *, once: str = "", refused: bool | None = None, at: datetime | None = None
) -> None:
    """Travellers with an account get the file's page; the others a link that shows only where it is.

    `refused` narrows it down to those who may not travel, or to those who may.
    """
    seats = application.participants.select_related("person__user")
    for seat in seats if refused is None else seats.filter(refused=refused):
        person = seat.person
        unique = f"{application.reference}:{once}:p{person.pk}" if once else None
        if person.user:
            tell(person.user, kind, application.reference, path=_page(application), once=unique, at=at)
        elif person.email:
            path = reverse("permits:follow", args=[follow_token(application, person)])
            tell_address(person.email, kind, application.reference, path=path, once=unique, at=at)


def _tell(
    users: Iterable[User], kind: str, application: Application, *, once: str = "", at: datetime | None = None
) -> None:
    for user in users:
        unique = f"{application.reference}:{once}:u{user.pk}" if once else None
        tell(user, kind, application.reference, path=_page(application), once=unique, at=at)


def _no_way_back(move: Move) -> datetime:
    """When the step can no longer be undone: only then is it told by mail."""
    return move.step.at + WINDOW


def _page(application: Application) -> str:
    return reverse("permits:file", args=[application.reference])


def _holders_of(application: Application) -> set[User]:
    """Everybody at the desk that now holds the file."""
    workflow = settings.PACK.workflow
    desk = workflow.states[application.state].held_by
    return (
        set(holders(desk, unit_id=application.unit_id, channel_id=application.channel_id, on=clock.today()))
        if desk
        else set()
    )


def _applicants(application: Application) -> set[User]:
    """Who wrote the file and the channel that brought it."""
    workflow = settings.PACK.workflow
    channels = [desk.id for desk in workflow.desks.values() if desk.scope == "channel"]
    found = {application.created_by}
    for desk in channels:
        found |= set(holders(desk, unit_id=application.unit_id, channel_id=application.channel_id, on=clock.today()))
    return found


def overdue(application: Application, next_desk: str) -> None:
    """A desk kept a file beyond its days: its holders are reminded, and the next desk learns that it may ask."""
    stay = f"late-{application.held_since:%y%m%d%H%M%S}"
    _tell(_holders_of(application), "overdue", application, once=stay)
    if next_desk:
        _tell(_at(next_desk, application), "overdue_before_you", application, once=f"{stay}-next")


def message_written(message: Message) -> None:
    """A message: whoever holds the file and whoever has acted on it, if they may read it; never its writer."""
    application = message.application
    people = _holders_of(application) | {duty.user for duty in application.duties.select_related("user")}
    if not message.internal:
        people |= _applicants(application)
    readers = {one for one in people if not message.internal or reads_internal(one, application)}
    _tell(readers - {message.by}, "message", application)


def travellers_refused(application: Application) -> None:
    """Decided: those who may not travel are told that the answer on their page is a no."""
    tell_travellers(application, "traveller_refused", once="refused", refused=True)


def _at(desk: str, application: Application) -> set[User]:
    return set(holders(desk, unit_id=application.unit_id, channel_id=application.channel_id, on=clock.today()))
