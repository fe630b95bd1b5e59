"""Who is abroad: stays of a day or of some days, counted in the database. Approved and in force, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django_stubs_ext import WithAnnotations

from simpel.people.models import Person
from simpel.permits.models import Leg, Participant

from .access import Sight
from .models import CheckIn, Crisis, LookUp, Sighting

PAGE = 50
MOST = 200  # rows of institutions on the page of a country
AFTERWARDS = {"acknowledge", "report", "accept_report", "return_report"}  # verbs whose end is a trip that takes place


@dataclass(frozen=True)
class Bodies:
    """A country seen from a duty desk: institutions with their headcounts, and how many protected persons beside."""

    rows: list[dict[str, str | int]]
    protected: int
    more: bool


class Where(TypedDict):
    """Where a stay is on the day asked about."""

    country: str
    city: str


if TYPE_CHECKING:
    Stay = WithAnnotations[Participant, Where]
else:
    Stay = Participant  # at run time its columns are there, and their types are not


def stays(first: date, last: date | None = None) -> QuerySet[Participant]:
    """The seats of everybody who is on a trip on a day, or on any day from `first` to `last`.

    Somebody who joins later or leaves earlier than the event travels with the same days of travel as the others.
    """
    last = last or first
    late = F("starts_on") - F("application__activity__starts_on")
    early = F("application__activity__ends_on") - F("ends_on")
    has_left = Q(starts_on=None) | Q(starts_on__lte=F("application__activity__starts_on"))
    has_not_returned = Q(ends_on=None) | Q(ends_on__gte=F("application__activity__ends_on"))
    seats = Participant.objects.filter(
        application__state__in=_taking_place(), application__superseded_on=None, refused=False,
        application__returns_on__gte=first, application__departs_on__lte=last,
    ).exclude(application__kind__in=_calling_off())  # fmt: skip
    timed = seats.alias(
        late=late, since_departure=Value(last, DateField()) - F("application__departs_on"),
        early=early, until_return=F("application__returns_on") - Value(first, DateField()),
    )  # fmt: skip
    return timed.filter(
        has_left | Q(late__lte=F("since_departure")), has_not_returned | Q(early__lte=F("until_return"))
    )


def on_a_day(day: date) -> "QuerySet[Stay]":
    """Stays of a day with `country` and `city`: those of the stop whose days these are, else those of the event."""
    stop = Leg.objects.filter(application=OuterRef("application"), arrives_on__lte=day, leaves_on__gte=day)
    newest = stop.order_by("-arrives_on", "-place")
    return stays(day).annotate(
        country=Coalesce(Subquery(newest.values("country")[:1]), F("application__activity__country")),
        city=Coalesce(Subquery(newest.values("city")[:1]), F("application__activity__city")),
    )


def headcounts(seats: "QuerySet[Stay]") -> dict[str, int]:
    """How many people in which country, the most first."""
    rows = seats.order_by().values("country").annotate(people=Count("person", distinct=True))
    return {row["country"]: row["people"] for row in rows.order_by("-people", "country")}


def bodies(seats: "QuerySet[Stay]", country: str, sight: Sight) -> Bodies:
    """Who sent people to a country, and where in it they are. Protected persons have no city, and without a named desk
    no institution either."""
    here = seats.filter(country=country).order_by()
    hidden = protected()
    open_rows = _counted(here.exclude(hidden), "city")
    veiled = here.filter(hidden)
    extra = _counted(veiled) if sight.protected else []
    nameless = 0 if sight.protected else veiled.values("person").distinct().count()
    rows = sorted([*open_rows, *extra], key=lambda row: (-int(row["people"]), str(row["institution"])))
    return Bodies(rows[:MOST], nameless, len(rows) > MOST)


def _counted(seats: "QuerySet[Stay]", *more: str) -> list[dict[str, str | int]]:
    groups = {"institution": F("person__institution__name"), "institution_id": F("person__institution")}
    named = seats.values(*more, **{f"of_{name}": path for name, path in groups.items()})
    found = named.annotate(people=Count("person", distinct=True)).order_by("-people", "of_institution")[: MOST + 1]
    return [
        {"institution": row["of_institution"], "institution_id": row["of_institution_id"],
         "city": row.get("city", ""), "people": row["people"]}
        for row in found
    ]  # fmt: skip


def own_people(seats: "QuerySet[Stay]", own: Q, after: str = "") -> tuple[list[Stay], str]:
    """A page of one's own people, the first to come home on top, and the cursor of the next page (empty at the end)."""
    found = seats.filter(own).select_related("person", "application__activity", "application__institution")
    if cursor := _cursor(after):
        day, pk = cursor
        found = found.filter(Q(application__returns_on__gt=day) | Q(application__returns_on=day, pk__gt=pk))
    rows = list(found.order_by("application__returns_on", "pk")[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], f"{last.application.returns_on}~{last.pk}" if last else ""


def _cursor(after: str) -> tuple[date, int] | None:
    """What an address says about the last page's end; nothing for what is none."""
    day, _, pk = after.partition("~")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def concerned(crisis: Crisis) -> QuerySet[Participant]:
    """The seats of everybody who is, during a crisis or within the days ahead of it, in one of its places."""
    names = [name.strip() for name in crisis.cities]
    stops = Leg.objects.filter(
        _in_cities("city", names), country__in=crisis.countries,
        arrives_on__lte=crisis.reaches_on, leaves_on__gte=crisis.first_on,
    )  # fmt: skip
    event = Q(application__activity__country__in=crisis.countries) & _in_cities("application__activity__city", names)
    found = stays(crisis.first_on, crisis.reaches_on).filter(event | Q(application__in=stops.values("application")))
    return found.select_related("person__user", "application").order_by("application__departs_on", "pk")


def answers(crisis: Crisis) -> QuerySet[CheckIn]:
    """The rows of a crisis: who needs help on top, then the silent, then the safe."""
    order = Case(
        When(answer=CheckIn.Answer.HELP, then=0), When(answer=CheckIn.Answer.NONE, then=1), default=2,
        output_field=IntegerField(),
    )  # fmt: skip
    rows = crisis.check_ins.select_related("person__institution", "application__activity")
    return rows.order_by(order, "person__institution__name", "person__name", "pk")


def tally(crisis: Crisis) -> dict[str, int]:
    """How many need help, are silent, are safe, and were not reached by any mail."""
    return crisis.check_ins.aggregate(
        help=Count("pk", filter=Q(answer=CheckIn.Answer.HELP)),
        silent=Count("pk", filter=Q(answer=CheckIn.Answer.NONE)),
        safe=Count("pk", filter=Q(answer=CheckIn.Answer.SAFE)),
        unreached=Count("pk", filter=Q(told_at=None, answer=CheckIn.Answer.NONE)),
    )


def _in_cities(field: str, names: Iterable[str]) -> Q:
    """One of these cities, whatever the case; every city when none is named."""
    wanted = [Q(**{f"{field}__iexact": name}) for name in names if name]
    return reduce(or_, wanted) if wanted else Q()


def protected() -> Q:
    """Seats of files whose highest traveller belongs to a protected cluster."""
    return Q(application__cluster__in=settings.PACK.protected_clusters)


def seen_by(person: Person) -> QuerySet[Sighting]:
    """Every look-up that showed this person, the newest first."""
    rows = Sighting.objects.filter(person=person).select_related("look_up__by", "look_up__crisis")
    return rows.order_by("-look_up_id")


def names_of(look_up: LookUp) -> list[Stay]:
    """The seats that a look-up showed, with the days and ways to reach the person."""
    seen = look_up.sightings.filter(person=OuterRef("person"), application=OuterRef("application"))
    return list(
        on_a_day(look_up.day).filter(Exists(seen)).select_related("person__institution", "application__activity")
        .order_by("person__institution__name", "person__name", "pk")
    )  # fmt: skip


def _taking_place() -> list[str]:
    """States of files whose trip is permitted, noticed, or over: decided, or reached by what comes after that."""
    workflow = settings.PACK.workflow
    decided = {state.id for state in workflow.states.values() if state.phase == "decided"}
    return sorted(decided | {row.to for row in workflow.steps if row.verb in AFTERWARDS})


def _calling_off() -> list[str]:
    """Kinds of application that call a trip off: nobody travels on one of them."""
    return [kind for kind, effect in settings.PACK.amendments.items() if effect == "cancels"]
