"""What surrounds a file, as the law asks for it: other trips, the plan, open duties, declared periods.

Only what a row in force wants to know is read, in a fixed number of queries. Keys are opaque; nobody is named.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q

from simpel.law.around import Declared, OpenDuty, OtherTrip, PlanEntry
from simpel.law.facts import Trip
from simpel.law.rows import Rule
from simpel.ledger import clock
from simpel.people.custody import Custody

from .keys import institution_key, traveller_key, unit_key
from .living import living, pending_states
from .models import Application, DeclaredPeriod, Participant, PlannedTrip, Report

REPORT = "REPORT"  # the duty this house knows by itself: a report that is not accepted yet
YEAR = 366
_WINDOWS = {"year": YEAR, "quarter": 92, "month": 31}


@dataclass(frozen=True)
class Wanted:
    """What the rows that speak about a trip want to know beside it. Reaches are days before and after the trip."""

    persons: int | None = None
    institution: int | None = None
    offices: frozenset[str] = frozenset()
    event: bool = False
    plan: bool = False
    duties: bool = False
    declared: bool = False

    @property
    def history(self) -> bool:
        """Whether other trips are wanted at all."""
        return self.event or bool(self.offices) or self.persons is not None or self.institution is not None

    def with_row(self, rule: Rule) -> "Wanted":
        """The same, and what one more row wants."""
        given = rule.parameters
        match rule.check:
            case "gap" | "quota" | "once_per":
                return self._counting(given.get("per", "person"), _reach(rule))
            case "stand_in_named":
                return self._counting("person", 0)
            case "not_away_together":
                pair = given.get("pair", "")
                return replace(self, offices=self.offices | {*pair.split("/"), *given.get("leadership", ())} - {""})
            case "headcount":
                return replace(self, event=self.event or bool(given.get("across")))
            case "in_plan":
                return replace(self, plan=True)
            case "nothing_open":
                return replace(self, duties=True)
            case "blackout":
                return replace(self, declared=True)
        return self

    def _counting(self, per: str, days: int) -> "Wanted":
        if per == "institution":
            return replace(self, institution=max(days, self.institution or 0))
        return replace(self, persons=max(days, self.persons or 0))


def _reach(rule: Rule) -> int:
    """How far from the trip a row looks, in days."""
    given = rule.parameters
    if rule.check == "once_per":
        return int(given["months"]) * 31
    if rule.check == "gap":
        return int(given["days"])
    return int(given.get("window_days", 365)) if given["window"] == "days" else _WINDOWS[given["window"]]


def wanted(trip: Trip, on: date) -> Wanted:
    """What the rows in force on a day, and in scope for a trip, want to know."""
    found = Wanted()
    for rule in settings.PACK.rules:
        if rule.binds(rule.dated(trip, on)) and found.with_row(rule) != found and _may_speak(rule, trip):
            found = found.with_row(rule)
    return found


def _may_speak(rule: Rule, trip: Trip) -> bool:
    """Whether a row could be about this trip; a row asked per traveller always could."""
    return rule.each == "participant" or rule.scope.covers(trip.fact)[0] is not False


def surrounded(trip: Trip, application: Application, *, asked: Wanted) -> Trip:
    """The trip with everything around it that the law asks for; the rest stays unknown."""
    facts: dict[str, Any] = {}
    if asked.history and application.departs_on and application.returns_on:
        facts["history"] = history(application, trip, asked)
    if asked.plan and application.departs_on:
        facts["plan"] = tuple(_plan(application))
    if asked.duties:
        facts["duties"] = tuple(_duties(application, trip))
    if asked.declared:
        facts["declared"] = tuple(_declared(application))
    return replace(trip, **facts) if facts else trip


def history(application: Application, trip: Trip, asked: Wanted) -> tuple[OtherTrip, ...]:
    """The other pending and approved trips that the rows ask about, each once. Six queries at most."""
    keys = {pk for found in _sought(application, trip, asked) for pk in found}
    seats = Participant.objects.select_related("person").order_by("place")
    files = (
        Application.objects.filter(pk__in=keys)
        .select_related("institution", "activity")
        .prefetch_related(Prefetch("participants", queryset=seats))
        .order_by("departs_on", "pk")
    )
    return tuple(_other(file) for file in files)


def _sought(application: Application, trip: Trip, asked: Wanted) -> Iterable[Iterable[int]]:
    """The keys of the files that each kind of question is about."""
    itself = [pk for pk in (application.pk, application.amends_id) if pk]  # a file and the one it amends are one trip
    others = Participant.objects.filter(living("application__")).exclude(application__in=itself)
    if asked.persons is not None and trip.participants:
        mine = application.participants.values_list("person_id", flat=True)
        near = _around(application, asked.persons, "application__")
        yield others.filter(near, person__in=mine).values_list("application_id", flat=True)
    if asked.offices:
        near = _around(application, 0, "application__")
        yield others.filter(near, person__office__in=asked.offices).values_list("application_id", flat=True)
    files = Application.objects.filter(living()).exclude(pk__in=itself)
    if asked.institution is not None:
        near = _around(application, asked.institution)
        yield files.filter(near, institution=application.institution_id).values_list("pk", flat=True)
    if asked.event and application.activity_id:
        yield files.filter(activity=application.activity_id).values_list("pk", flat=True)


def _around(application: Application, days: int, prefix: str = "") -> Q:
    """Files away at some time from so many days before this trip until so many days after it."""
    reach = timedelta(days=days)
    if application.departs_on is None or application.returns_on is None:
        return Q(pk__in=[])
    return Q(
        **{
            f"{prefix}departs_on__lte": application.returns_on + reach,
            f"{prefix}returns_on__gte": application.departs_on - reach,
        }
    )


def _other(file: Application) -> OtherTrip:
    activity, seats = file.activity, list(file.participants.all())
    return OtherTrip(
        who=tuple(traveller_key(seat.person_id) for seat in seats),
        offices=tuple(seat.person.office for seat in seats if seat.person.office),
        institution=institution_key(file.institution_id),
        unit=unit_key(file.unit_id) if file.unit_id else None,
        kind=file.institution.kind,
        event=activity.name if activity else None,
        activity=file.activity_type or None,
        countries=(activity.country,) if activity else None,
        departs_on=file.departs_on,
        returns_on=file.returns_on,
        cost=int(file.state_budget) if file.state_budget is not None else None,
        state="pending" if file.state in pending_states() else "approved",
    )


def _plan(application: Application) -> Iterable[PlanEntry]:
    """The institution's plan for the year around the trip."""
    rows = PlannedTrip.objects.filter(
        institution=application.institution_id,
        starts_on__lte=(application.returns_on or application.departs_on or clock.today()) + timedelta(days=YEAR),
        ends_on__gte=(application.departs_on or clock.today()) - timedelta(days=YEAR),
    )
    for row in rows:
        yield PlanEntry(
            event=row.event or None, activity=row.activity_type or None, countries=tuple(row.countries) or None,
            starts_on=row.starts_on, ends_on=row.ends_on, unit=unit_key(row.unit_id) if row.unit_id else None,
            cost=int(row.cost) if row.cost is not None else None,
        )  # fmt: skip


def _duties(application: Application, trip: Trip) -> Iterable[OpenDuty]:
    """Reports and passports that the travellers of this file still owe from earlier trips."""
    mine = application.participants.values_list("person_id", flat=True)
    owed = Report.objects.filter(accepted_on=None, application__participants__person__in=list(mine)).exclude(
        application=application
    )
    for due_on, person in owed.values_list("due_on", "application__participants__person").distinct():
        if person in mine:
            yield OpenDuty(what=REPORT, due_on=due_on, who=traveller_key(person))
    yield from open_passports(mine)


def open_passports(people: Collection[int]) -> Iterable[OpenDuty]:
    """Passports that these people have in hand and must bring back, where the pack knows that duty."""
    what = settings.PACK.travel_documents.return_duty
    held = Custody.objects.filter(until=None, return_by__isnull=False, person__in=list(people)) if what else ()
    for one in held:
        yield OpenDuty(what=what, due_on=one.return_by, who=traveller_key(one.person_id))


def _declared(application: Application) -> Iterable[Declared]:
    """Declared periods that are not over before this trip begins."""
    first = application.departs_on or clock.today()
    for row in DeclaredPeriod.objects.filter(Q(ends_on=None) | Q(ends_on__gte=first)):
        yield Declared(
            calendar=row.calendar, what=row.what, starts_on=row.starts_on, ends_on=row.ends_on,
            institution=row.institution_kind or None, region=row.region or None,
        )  # fmt: skip
