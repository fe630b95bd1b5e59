"""The travellers' register as a list: searched, turned page by page from the last row."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from .models import Person

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
