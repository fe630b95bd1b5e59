"""What administrators do: accounts, seats, and powers that two of them give together. They decide no file."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record

from . import actions, sessions
from .models import ApplicantUnit, Appointment, Grant, Institution, User


@dataclass(frozen=True)
class Seat:
    """A place at a desk as it is asked for: where, from when to when, and for whom if it is another one's."""

    desk: str
    since: date
    until: date | None = None
    institution: Institution | None = None
    unit: ApplicantUnit | None = None
    acting: str = ""
    deputises: Appointment | None = None


def administrators() -> list[str]:
    """The pack's desks that see no file and keep the accounts."""
    return [desk.id for desk in settings.PACK.workflow.desks.values() if desk.scope == "none"]


def administers(user: User) -> bool:
    """Whether this person keeps the accounts today."""
    return Appointment.objects.on(clock.today()).filter(user=user, desk__in=administrators()).exists()


def needs_two(desk: str) -> bool:
    """Whether a seat at this desk is given by two persons: it decides, or it gives seats to others."""
    row = settings.PACK.workflow.desks[desk]
    return row.decides or row.scope == "none"


@transaction.atomic
def create_account(*, email: str, name: str, language: str, by: User) -> User:
    """A new account without a password: its owner is invited by mail to choose one. It holds no desk yet."""
    _administrator(by)
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("account_exists", {})
    user = User(email=email.lower(), name=name, language=language, invite_at=clock.now())
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record("account.created", f"user:{user.pk}", actor=by)
    return user


@transaction.atomic
def deactivate(user: User, *, by: User) -> User:
    """Close an account: its sessions end now, and its seats with yesterday. What it did stays."""
    _administrator(by)
    _not_oneself(user, by)
    user = User.objects.select_for_update().get(pk=user.pk)
    for seat in Appointment.objects.within(clock.today()).filter(user=user):
        _two_remain(seat)
        actions.end_appointment(seat, on=max(seat.since, clock.today() - timedelta(days=1)), by=by)
    _drop_waiting(Grant.objects.filter(user=user), by=by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions.end_all(user.pk)
    record("account.closed", f"user:{user.pk}", actor=by)
    return user


@transaction.atomic
def reopen(user: User, *, by: User) -> User:
    """Open a closed account again. It comes back without the seats that ended with it."""
    _administrator(by)
    _not_oneself(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("account.reopened", f"user:{user.pk}", actor=by)
    return user


@transaction.atomic
def give(user: User, seat: Seat, *, by: User) -> Appointment | Grant:
    """Seat somebody. Where two persons are needed this only proposes it; the other one confirms."""
    _administrator(by)
    return place(user, seat, by=by)


def place(user: User, seat: Seat, *, by: User) -> Appointment | Grant:
    """Appoint or propose, as the desk demands. Who may ask for it was checked by the caller."""
    _not_oneself(user, by)
    if not User.objects.select_for_update().get(pk=user.pk).is_active:
        raise Refused("account_closed", {"name": user.name})
    _free(user, seat)
    if not needs_two(seat.desk):
        return _seated(user, seat, by=by)
    _where_it_must_be(seat)
    grant = Grant.objects.create(user=user, proposed_by=by, proposed_at=clock.now(), **_columns(seat))
    record("grant.proposed", f"user:{user.pk}", actor=by, grant=grant.pk, desk=grant.desk)
    return grant


@transaction.atomic
def confirm(grant: Grant, *, by: User) -> Appointment:
    """The second person agrees: another administrator, or the absent holder of the very seat."""
    grant = _waiting(grant)
    _may_decide(grant, by)
    if by.pk == grant.proposed_by_id:
        raise Refused("second_person", {})
    _not_oneself(grant.user, by)
    if not grant.user.is_active:
        raise Refused("account_closed", {"name": grant.user.name})
    seat = Seat(**{name: getattr(grant, name) for name in _COLUMNS})
    _free(grant.user, seat, but=grant)
    grant.appointment = _seated(grant.user, seat, by=by)
    grant.status, grant.decided_by = Grant.CONFIRMED, by
    grant.save(update_fields=["status", "decided_by", "appointment"])
    record("grant.confirmed", f"user:{grant.user_id}", actor=by, grant=grant.pk, desk=grant.desk)
    return grant.appointment


@transaction.atomic
def refuse(grant: Grant, *, by: User) -> Grant:
    """No; or its proposer takes it back. Nothing was given."""
    grant = _waiting(grant)
    _may_decide(grant, by)
    _drop_waiting(Grant.objects.filter(pk=grant.pk), by=by)
    grant.refresh_from_db()
    return grant


@transaction.atomic
def end(seat: Appointment, *, on: date, by: User) -> Appointment:
    """Let a seat end with a day, today at the earliest. One person is enough to take power away."""
    _administrator(by)
    seat = Appointment.objects.select_for_update().select_related("user").get(pk=seat.pk)
    if on < max(seat.since, clock.today()) or (seat.until and seat.until < on):
        raise Refused("ends_too_early", {})
    _two_remain(seat)
    sessions.end_all(seat.user_id)
    return actions.end_appointment(seat, on=on, by=by)


_COLUMNS = ("desk", "since", "until", "institution", "unit", "acting", "deputises")


def _columns(seat: Seat) -> dict[str, Any]:
    return {name: getattr(seat, name) for name in _COLUMNS}


def _seated(user: User, seat: Seat, *, by: User) -> Appointment:
    """Appointed, and signed out everywhere: what somebody may do begins with a fresh sign-in."""
    sessions.end_all(user.pk)
    return actions.appoint(user, by=by, **_columns(seat))


def _administrator(by: User) -> None:
    if not administers(by):
        raise Refused("not_an_administrator", {})


def _not_oneself(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise Refused("not_oneself", {})


def _may_decide(grant: Grant, by: User) -> None:
    holder = grant.deputises.user_id if grant.deputises else None
    if by.pk != holder:
        _administrator(by)


def _waiting(grant: Grant) -> Grant:
    """The proposal under lock, while nobody has decided it."""
    grant = Grant.objects.select_for_update(of=("self",)).select_related("user", "deputises").get(pk=grant.pk)
    if grant.status != Grant.PENDING:
        raise Refused("grant_decided", {})
    return grant


def _free(user: User, seat: Seat, *, but: Grant | None = None) -> None:
    """Nobody holds the same seat twice, and nobody is proposed for it twice."""
    where = {"user": user, "desk": seat.desk, "institution": seat.institution, "unit": seat.unit}
    held = Appointment.objects.filter(**where).exclude(until__lt=seat.since)
    asked = Grant.objects.filter(**where, status=Grant.PENDING).exclude(pk=but.pk if but else 0)
    if seat.until:
        held, asked = held.filter(since__lte=seat.until), asked.filter(since__lte=seat.until)
    if held.exists() or asked.exists():
        raise Refused("seated_already", {"name": user.name})


def _where_it_must_be(seat: Seat) -> None:
    scope = settings.PACK.workflow.desks[seat.desk].scope
    if (scope == "unit" and not seat.unit) or (scope == "channel" and not seat.institution):
        raise Refused("appointment_needs_unit" if scope == "unit" else "appointment_needs_institution", {})


def _two_remain(seat: Appointment) -> None:
    """An installation keeps two administrators: with one, no grant could ever be confirmed again."""
    if seat.desk not in administrators():
        return
    others = Appointment.objects.on(clock.today()).filter(desk__in=administrators(), user__is_active=True, until=None)
    if others.exclude(user=seat.user_id).values("user").distinct().count() < 2:
        raise Refused("two_administrators", {})


def _drop_waiting(grants: Any, *, by: User) -> None:
    for grant in grants.filter(status=Grant.PENDING):
        grant.status, grant.decided_by = Grant.REFUSED, by if by.pk != grant.user_id else None
        grant.save(update_fields=["status", "decided_by"])
        record("grant.refused", f"user:{grant.user_id}", actor=by, grant=grant.pk, desk=grant.desk)
