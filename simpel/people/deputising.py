"""Leave, and who stands in: the calendar proposes, the holder or an administrator confirms, a dated seat follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record

from . import actions
from .administering import Seat, administers, place, refuse
from .models import Appointment, Grant, Leave, User
from .wording import language

T = TypeVar("T", Appointment, Grant)


@dataclass(frozen=True)
class Candidate:
    """Somebody who could stand in: because they did before (`before`), or because of the desk they sit at."""

    user: User
    before: bool
    desk: str

    @property
    def at(self) -> str:
        """The desk in the reader's language."""
        return settings.PACK.workflow.desks[self.desk].name(language())


@dataclass(frozen=True)
class Proposal:
    """One seat of an absence: who stands in already, who is waiting to be confirmed, else who could."""

    leave: Leave
    seat: Appointment
    arranged: Appointment | None
    waiting: Grant | None
    candidates: list[Candidate]


def proposals(leave: Leave) -> list[Proposal]:
    """Every seat that the absence leaves empty, in the order in which its holder got them."""
    seats = _seats(leave)
    arranged = {one.deputises_id: one for one in _overlapping(Appointment.objects.all(), leave, seats)}
    waiting = {one.deputises_id: one for one in _overlapping(Grant.objects.filter(status=Grant.PENDING), leave, seats)}
    return [
        Proposal(
            leave,
            seat,
            arranged.get(seat.pk),
            waiting.get(seat.pk),
            [] if seat.pk in arranged or seat.pk in waiting else candidates(leave, seat),
        )
        for seat in seats
    ]


def candidates(leave: Leave, seat: Appointment) -> list[Candidate]:
    """First whoever stood in at this desk before, then the people of the desks that may, the nearest desk first.

    Never somebody who is away too, whose account is closed, or who holds the seat.
    """
    chain = settings.PACK.workflow.deputies_of(seat.desk)
    before = Appointment.objects.filter(deputises__desk=seat.desk, institution=seat.institution, unit=seat.unit)
    near = Appointment.objects.on(max(leave.since, clock.today())).filter(desk__in=chain, acting="")
    scope = settings.PACK.workflow.desks[seat.desk].scope
    near = near.filter(institution=seat.institution, unit=seat.unit) if scope != "office" else near
    away = Leave.objects.filter(since__lte=leave.until, until__gte=leave.since).values("user")
    free = Q(user__is_active=True) & ~Q(user=leave.user_id) & ~Q(user__in=away)
    found: dict[int, Candidate] = {}
    for one in before.filter(free).select_related("user").order_by("-since", "-pk"):
        found.setdefault(one.user_id, Candidate(one.user, before=True, desk=seat.desk))
    for one in sorted(near.filter(free).select_related("user"), key=lambda one: (chain.index(one.desk), one.pk)):
        found.setdefault(one.user_id, Candidate(one.user, before=False, desk=one.desk))
    return list(found.values())


@transaction.atomic
def enter_leave(user: User, *, since: date, until: date, kind: str, note: str = "", by: User) -> Leave:
    """Somebody will be away. Entered by themselves or by an administrator; two absences never overlap."""
    User.objects.select_for_update().get(pk=user.pk)
    _own_or_administrator(user, by)
    if until < clock.today():
        raise Refused("leave_is_past", {})
    if Leave.objects.filter(user=user, since__lte=until, until__gte=since).exists():
        raise Refused("leave_overlaps", {})
    leave = Leave.objects.create(user=user, since=since, until=until, kind=kind, note=note, entered_by=by)
    record("leave.entered", f"user:{user.pk}", actor=by, leave=leave.pk)
    return leave


@transaction.atomic
def deputise(leave: Leave, seat: Appointment, deputy: User, *, by: User) -> Appointment | Grant:
    """Confirm who stands in at one seat, for the days of the absence that are still to come.

    At a desk that decides, this is the first of two agreements; see `administering.confirm`.
    """
    leave = Leave.objects.select_for_update().get(pk=leave.pk)
    _own_or_administrator(leave.user, by)
    proposal = next((one for one in proposals(leave) if one.seat.pk == seat.pk), None)
    if proposal is None:
        raise Refused("seat_not_empty", {})
    if proposal.arranged or proposal.waiting:
        raise Refused("deputised_already", {})
    if deputy.pk not in {one.user.pk for one in proposal.candidates}:
        raise Refused("not_a_candidate", {"name": deputy.name})
    since, until = max(leave.since, seat.since, clock.today()), min(leave.until, seat.until or leave.until)
    asked = Seat(seat.desk, since, until, seat.institution, seat.unit, leave.acting, seat)
    return place(deputy, asked, by=by)


@transaction.atomic
def come_back(leave: Leave, *, by: User) -> None:
    """The absence ends early: with today where it began, as if never entered where it did not. Deputies end with it."""
    leave = Leave.objects.select_for_update().get(pk=leave.pk)
    _own_or_administrator(leave.user, by)
    today, seats = clock.today(), _seats(leave)
    for grant in _overlapping(Grant.objects.filter(status=Grant.PENDING), leave, seats):
        refuse(grant, by=by)
    for deputy in _overlapping(Appointment.objects.all(), leave, seats):
        if deputy.since > today:
            record("appointment.dropped", f"user:{deputy.user_id}", actor=by, appointment=deputy.pk)
            Grant.objects.filter(appointment=deputy).update(appointment=None)
            deputy.delete()
        elif deputy.until is None or deputy.until > today:
            actions.end_appointment(deputy, on=today, by=by)
    record("leave.ended", f"user:{leave.user_id}", actor=by, leave=leave.pk)
    if leave.since > today:
        leave.delete()
    elif leave.until > today:
        leave.until = today
        leave.save(update_fields=["until"])


def _seats(leave: Leave) -> list[Appointment]:
    """The desks this person holds in their own right during the absence, where somebody acts at all."""
    workflow = settings.PACK.workflow
    acting = {step.desk for step in workflow.steps}
    held = Appointment.objects.filter(user=leave.user_id, acting="", desk__in=acting, since__lte=leave.until)
    held = held.exclude(until__lt=max(leave.since, clock.today()))
    return list(held.select_related("user", "institution", "unit__institution").order_by("pk"))


def _overlapping(rows: QuerySet[T], leave: Leave, seats: Iterable[Appointment]) -> list[T]:
    """Who stands in at these seats during the absence, or is proposed to."""
    during = rows.filter(deputises__in=[seat.pk for seat in seats], since__lte=leave.until, until__gte=leave.since)
    return list(during.select_related("user").order_by("pk"))


def _own_or_administrator(user: User, by: User) -> None:
    if user.pk != by.pk and not administers(by):
        raise Refused("not_an_administrator", {})
