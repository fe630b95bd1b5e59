"""Lists of this room: travellers, accounts, absences. Pages turn from their last row."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from simpel.ledger import clock

from .administering import administers
from .models import Appointment, Grant, Leave, Person, User

PAGE = 25


@dataclass(frozen=True)
class Page:
    """Some rows, and where the next ones begin ("" when these are the last)."""

    rows: list[Person]
    after: str


def page(people: QuerySet[Person], *, words: str = "", after: str = "") -> Page:
    """One page of the register by name. `after` is the last row's id: pages stay right while others add people."""
    found = _search(people, words).select_related("institution", "unit").order_by("name", "pk")
    if after.isdecimal() and (last := people.filter(pk=int(after)).values("name", "pk").first()):
        found = found.filter(Q(name__gt=last["name"]) | Q(name=last["name"], pk__gt=last["pk"]))
    rows = list(found[: PAGE + 1])
    return Page(rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def _search(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Every word must stand in the name, the position or the employee number. Sealed numbers are not searched."""
    for word in words.split()[:6]:
        people = people.filter(Q(name__icontains=word) | Q(position__icontains=word) | Q(employee_no__startswith=word))
    return people


@dataclass(frozen=True)
class AccountPage:
    """Some accounts, each with the seats it holds, and where the next ones begin."""

    rows: list[tuple[User, list[Appointment]]]
    after: str


def accounts(*, words: str = "", after: str = "") -> AccountPage:
    """One page of all accounts by name, each with its seats of today or later."""
    found = User.objects.all()
    for word in words.replace("\x00", "").split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if after.isdecimal() and (last := User.objects.filter(pk=int(after)).values("name", "pk").first()):
        found = found.filter(Q(name__gt=last["name"]) | Q(name=last["name"], pk__gt=last["pk"]))
    seats = Appointment.objects.exclude(until__lt=clock.today()).order_by("pk")
    seats = seats.select_related("institution", "unit__institution", "deputises__user")
    rows = list(found.order_by("name", "pk").prefetch_related(Prefetch("appointments", seats, "held"))[: PAGE + 1])
    return AccountPage([(row, row.held) for row in rows[:PAGE]], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def grants_for(user: User) -> QuerySet[Grant]:
    """Proposals that wait and concern this person as second person or proposer: all of them for administrators."""
    rows = Grant.objects.filter(status=Grant.PENDING)
    rows = rows.select_related("user", "proposed_by", "institution", "unit__institution", "deputises__user")
    mine = Q() if administers(user) else Q(deputises__user=user)
    return rows.filter(mine).order_by("proposed_at", "pk")


def absences() -> list[Leave]:
    """Who is away today or will be, the nearest first."""
    return list(Leave.objects.filter(until__gte=clock.today()).select_related("user").order_by("since", "pk")[:PAGE])


def sits_in_office(user: User) -> bool:
    """Whether this person has a seat in the office or keeps the accounts; a seat that rests counts."""
    desks = [desk.id for desk in settings.PACK.workflow.desks.values() if desk.scope in {"office", "none"}]
    return Appointment.objects.within(clock.today()).filter(user=user, desk__in=desks).exists()
