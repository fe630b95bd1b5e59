"""Perkara serupa: decided files like this one, with their outcome, the time they took, and why they were returned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from simpel.law.event_names import alike
from simpel.law.workflow import Reason
from simpel.ledger import clock
from simpel.people.models import User

from .. import access
from ..living import approved_states
from ..models import Application, Participant, Step

LOOKED_AT, SHOWN = 60, 5
YEARS = 3  # older cases were decided by other people and often under other law
SAME_SIZE = 2  # people more or fewer that still make a group of the same size
COUNTRY, BODY, EVENT, KIND, SIZE = 3, 3, 2, 1, 1  # what each likeness weighs


@dataclass(frozen=True)
class Objection:
    """A return or a refusal: the pack's reason, if one was chosen, and what was written to it."""

    verb: str
    reason: Reason | None
    note: str


@dataclass(frozen=True)
class Case:
    """A decided file: what came of it, in how many working days, and what it was returned or refused for."""

    application: Application
    granted: bool
    working_days: int | None
    headcount: int
    objections: tuple[Objection, ...]


def similar(application: Application, user: User, *, headcount: int) -> list[Case]:
    """The decided files most like this one among those the reader may see; the likest first, then the newest."""
    if application.activity is None or not application.activity_type:
        return []
    found = sorted(_decided(application, user), key=lambda past: -_likeness(application, past, headcount))[:SHOWN]
    objections = _objections(found)
    return [_case(past, objections.get(past.pk, ())) for past in found]


def _decided(application: Application, user: User) -> Iterable[Application]:
    """Recent decisions on the same kind of activity, in the same country or for the same body; newest first."""
    people = Participant.objects.filter(application=OuterRef("pk")).order_by().values("application")
    crowd = Coalesce(Subquery(people.annotate(n=Count("pk")).values("n")), 0)
    since = clock.today() - timedelta(days=365 * YEARS)
    country = application.activity.country if application.activity else ""
    return (
        access.visible_to(user)
        .filter(activity_type=application.activity_type, decided_on__gte=since)
        .filter(Q(activity__country=country) | Q(institution=application.institution_id))
        .exclude(pk=application.pk)
        .select_related("activity", "institution")
        .annotate(people_count=crowd)
        .order_by("-decided_on", "-pk")[:LOOKED_AT]
    )


def _likeness(application: Application, past: Application, headcount: int) -> float:
    """How much a past file is like this one: where, who, what for, what kind of body, how many."""
    one, other = application.activity, past.activity
    if one is None or other is None:
        return 0.0
    size = abs(headcount - past.people_count) <= SAME_SIZE  # type: ignore[attr-defined]  # annotated by the query
    return float(
        COUNTRY * (one.country == other.country)
        + BODY * (application.institution_id == past.institution_id)
        + KIND * (application.institution.kind == past.institution.kind)
        + EVENT * alike(one.name, other.name, settings.PACK.event_words)
        + SIZE * size
    )


def _objections(found: list[Application]) -> dict[int, tuple[Objection, ...]]:
    """What each file was returned or refused for, in their order."""
    by_file = defaultdict[int, list[Objection]](list)
    for step in Step.objects.filter(application__in=found, verb__in=("return", "reject")):
        reason = settings.PACK.reasons.get(step.reason)
        by_file[step.application_id].append(Objection(step.verb, reason, step.note))
    return {pk: tuple(steps) for pk, steps in by_file.items()}


def _case(past: Application, objections: tuple[Objection, ...]) -> Case:
    took = settings.PACK.calendar.between(past.filed_on, past.decided_on) if past.filed_on and past.decided_on else None
    return Case(
        application=past,
        granted=past.state in approved_states(),
        working_days=took,
        headcount=past.people_count,  # type: ignore[attr-defined]  # annotated by the query
        objections=objections,
    )
