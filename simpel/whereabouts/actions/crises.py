"""Opening a crisis, asking again, closing it, and taking its list along."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.notices.tell import tell, tell_address
from simpel.people.models import User
from simpel.permits.actions.drafting import new_reference

from .. import access, queries
from ..models import CheckIn, Crisis, LookUp
from ..tokens import token
from .looking import show

PATIENCE = timedelta(hours=1)  # between two mails to people who have not answered
NOTICE = "crisis"


@transaction.atomic
def open_crisis(
    *,
    by: User,
    name: str,
    countries: list[str],
    cities: list[str],
    first_on: date,
    last_on: date,
    ahead_days: int,
    messages: dict[str, str],
    key: str,
) -> Crisis:
    """Ask everybody there whether they are safe, now. The same request twice is one crisis and one mail."""
    access.require_duty(by)
    if done := Crisis.objects.filter(request_key=key, opened_by=by).first():
        return done
    now = clock.now()
    crisis = Crisis.objects.create(
        reference=new_reference(), request_key=key, name=name, countries=countries, cities=cities, first_on=first_on,
        last_on=last_on, ahead_days=ahead_days, messages=messages, opened_by=by, opened_at=now, told_at=now,
    )  # fmt: skip
    asked = _add_whoever_is_there(crisis, by=by)
    _ask(asked, crisis)
    record("whereabouts.crisis", crisis.reference, actor=by, countries=",".join(countries), people=len(asked))
    return crisis


@transaction.atomic
def ask_again(crisis: Crisis, *, by: User) -> int:
    """Ask those who have not answered, and those who have come since. Returns how many. Refused: closed, too_soon."""
    access.require_duty(by)
    crisis = _open(crisis)
    if clock.now() < crisis.told_at + PATIENCE:
        raise Refused("too_soon", {"at": crisis.told_at + PATIENCE})
    _add_whoever_is_there(crisis, by=by)
    silent = list(_asked(crisis).filter(answer=CheckIn.Answer.NONE))
    crisis.told_at, crisis.rounds = clock.now(), crisis.rounds + 1
    crisis.save(update_fields=["told_at", "rounds"])
    _ask(silent, crisis)
    record("whereabouts.ask_again", crisis.reference, actor=by, round=crisis.rounds, people=len(silent))
    return len(silent)


@transaction.atomic
def close(crisis: Crisis, *, by: User) -> Crisis:
    """It is over: the links in the mails answer no more. Refused: closed."""
    access.require_duty(by)
    crisis = _open(crisis)
    crisis.closed_by, crisis.closed_at = by, clock.now()
    crisis.save(update_fields=["closed_by", "closed_at"])
    record("whereabouts.close", crisis.reference, actor=by)
    return crisis


@transaction.atomic
def export(crisis: Crisis, *, by: User) -> list[CheckIn]:
    """The whole list, to be taken along; that it was taken is recorded."""
    access.require_duty(by)
    rows = list(queries.answers(crisis))
    record("whereabouts.export", crisis.reference, actor=by, people=len(rows))
    return rows


def _open(crisis: Crisis) -> Crisis:
    row = Crisis.objects.select_for_update().get(pk=crisis.pk)
    if row.closed_at:
        raise Refused("closed", {})
    return row


def _add_whoever_is_there(crisis: Crisis, *, by: User) -> list[CheckIn]:
    """A row for everybody concerned who has none; each of them can read that the crisis showed them."""
    known = set(crisis.check_ins.values_list("person", flat=True))
    seats = {seat.person_id: seat for seat in queries.concerned(crisis) if seat.person_id not in known}
    if not seats:
        return []
    CheckIn.objects.bulk_create(
        CheckIn(crisis=crisis, person_id=person, application_id=seat.application_id) for person, seat in seats.items()
    )
    asked = LookUp.objects.create(
        reference=new_reference(), request_key=f"{crisis.reference}-{crisis.rounds}-{len(known)}", by=by,
        desk=access.sight(by).duty, at=clock.now(), day=crisis.first_on, crisis=crisis, reason=crisis.name,
    )  # fmt: skip
    show(asked, list(seats.values()))
    return list(_asked(crisis).filter(person__in=seats))


def _asked(crisis: Crisis) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(crisis=crisis).select_related("person__user")


def _ask(rows: list[CheckIn], crisis: Crisis) -> None:
    """A mail to each, by the account's address or the register's. Who has neither stays marked as not reached."""
    reached = [row.pk for row in rows if _mail(row, crisis)]
    CheckIn.objects.filter(pk__in=reached).update(told_at=clock.now())


def _mail(row: CheckIn, crisis: Crisis) -> bool:
    path, once = reverse("whereabouts:check_in", args=[token(row)]), f"crisis-{row.pk}-{crisis.rounds}"
    if row.person.user and row.person.user.is_active:
        tell(row.person.user, NOTICE, crisis.reference, path=path, once=once)
    elif row.person.email:
        tell_address(
            row.person.email, NOTICE, crisis.reference, path=path, once=once, language=settings.PACK.languages[0]
        )
    else:
        return False
    return True
