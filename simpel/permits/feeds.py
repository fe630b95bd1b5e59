"""What stands in a calendar: trips, reports, acting appointments, files that wait, visits to a country.

A feed is fetched without signing in, by whoever has its address. It says no more than its owner may see now, and
ends with the owner's account. A fixed number of queries each, and at most `MOST` rows of a kind.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from simpel.ledger import clock
from simpel.letters.models import Letter
from simpel.people.desks import appointments
from simpel.people.models import Appointment, User
from simpel.people.wording import language

from .access import visible_to
from .amendments import CANCELS
from .forms.choices import country_name
from .icalendar import CANCELLED, CONFIRMED, TENTATIVE, Event
from .models import Application, CalendarFeed, Participant, Report, Step
from .queries.desk import on_desk

MOST = 500
KEPT = timedelta(days=180)  # trips stay so long after departure
ENDED = ("reject", "withdraw", "archive")


def at_office(user: User) -> bool:
    """Whether this person sits at a desk of the deciding office today: who may open a feed for a mission."""
    desks = settings.PACK.workflow.desks
    return any(desks[held.desk].scope == "office" for held in appointments(user, clock.today()))


def is_open(feed: CalendarFeed) -> bool:
    """Whether the feed still may be read: its owner is here, and at the office if it shows other people's trips."""
    return feed.owner.is_active and (feed.kind != CalendarFeed.Kind.COUNTRY or at_office(feed.owner))


def name_of(feed: CalendarFeed) -> str:
    """What the calendar is called."""
    if feed.kind == CalendarFeed.Kind.COUNTRY:
        return _("Kunjungan resmi ke %(country)s") % {"country": country_name(feed.country)}
    return str(feed.get_kind_display())


def events(feed: CalendarFeed) -> list[Event]:
    """All dates of a calendar, in the language that is on."""
    if feed.kind == CalendarFeed.Kind.COUNTRY:
        return list(_visits(feed))
    if feed.kind == CalendarFeed.Kind.DESK:
        return list(_waiting(feed.owner))
    return [*_trips(feed.owner), *_reports(feed.owner), *_acting(feed.owner)]


def _dated() -> QuerySet[Application]:
    """Files with dates that are not long past, and what is needed to say how each of them stands."""
    cancelling = [kind for kind, effect in settings.PACK.amendments.items() if effect == CANCELS]
    letters = Letter.objects.filter(case=OuterRef("reference")).exclude(state=Letter.State.VOID).order_by("pk")
    last = Step.objects.filter(application=OuterRef("pk")).order_by("-pk")
    dated = Application.objects.filter(leaves_on__gte=clock.today() - KEPT, departs_on__isnull=False)
    return (
        dated.exclude(kind__in=cancelling, amends__isnull=False)
        .select_related("activity", "institution")
        .annotate(letter=Subquery(letters.values("state")[:1]), standing=Subquery(letters.values("standing")[:1]))
        .annotate(revoked=Subquery(letters.values("revoked_at")[:1]), last_verb=Subquery(last.values("verb")[:1]))
        .order_by("departs_on", "pk")
    )


def _status(row: Application) -> str:
    """How the trip stands: on its way, decided, or not to be made (any more)."""
    gone = row.standing == Letter.Standing.CANCELLED or row.revoked  # type: ignore[attr-defined]
    if gone or row.superseded_on or row.last_verb in ENDED:  # type: ignore[attr-defined]
        return CANCELLED
    phase = settings.PACK.workflow.states[row.state].phase
    return CONFIRMED if phase in ("decided", "closed") else TENTATIVE


def _trip(row: Application, *, uid: str, summary: str, description: str = "", url: bool = True) -> Event:
    activity = row.activity
    return Event(
        uid=f"{uid}@simpel", first=row.departs_on, last=row.returns_on, summary=summary,  # type: ignore[arg-type]
        changed_at=row.changed_at, sequence=row.version, status=_status(row), description=description,
        place=f"{activity.city}, {country_name(activity.country)}" if activity else "",
        url=settings.SITE_URL + reverse("permits:file", args=[row.reference]) if url else "",
    )  # fmt: skip


def _trips(user: User) -> Iterator[Event]:
    """The owner's own trips, from the first sending on."""
    mine = Participant.objects.filter(person__user=user, refused=False).values("application")
    for row in _dated().filter(pk__in=mine, register_no__isnull=False)[:MOST]:
        yield _trip(row, uid=f"trip-{row.reference}", summary=_title(row), description=row.reference)


def _reports(user: User) -> Iterator[Event]:
    """The last day of every report that is still to be written on a trip of the owner's."""
    mine = Participant.objects.filter(person__user=user, refused=False).values("application")
    rows = Report.objects.filter(application__in=mine, submitted_on=None).select_related("application")
    for row in rows.order_by("due_on")[:MOST]:
        file = row.application
        yield Event(
            uid=f"report-{file.reference}@simpel", first=row.due_on, last=row.due_on,
            summary=_("Laporan %(reference)s jatuh tempo") % {"reference": file.reference},
            changed_at=file.changed_at, sequence=file.version,
            url=settings.SITE_URL + reverse("permits:report", args=[file.reference]),
        )  # fmt: skip


def _acting(user: User) -> Iterator[Event]:
    """The periods in which the owner stands in for somebody (Plh., Plt.)."""
    known = settings.PACK.workflow.desks
    rows = Appointment.objects.filter(user=user, desk__in=known, until__gte=clock.today() - KEPT)
    for row in rows.exclude(acting=Appointment.Acting.NO).order_by("since")[:MOST]:
        yield Event(
            uid=f"acting-{row.pk}@simpel", first=row.since, last=row.until or row.since,
            summary=f"{row.get_acting_display()} {known[row.desk].name(language())}",
            changed_at=datetime.combine(row.since, time(), tzinfo=UTC),
        )  # fmt: skip


def _waiting(user: User) -> Iterator[Event]:
    """Files that wait for the owner, each on the day somebody leaves."""
    rows = on_desk(user).filter(departs_on__isnull=False).select_related("activity", "institution")
    for row in rows.order_by("departs_on", "pk")[:MOST]:
        summary = _("Menunggu Anda: %(title)s") % {"title": _title(row)}
        yield Event(
            uid=f"waiting-{row.reference}@simpel", first=row.departs_on, last=row.departs_on,  # type: ignore[arg-type]
            summary=summary, description=f"{row.reference}, {row.institution}", changed_at=row.changed_at,
            sequence=row.version, url=settings.SITE_URL + reverse("permits:file", args=[row.reference]),
        )  # fmt: skip


def _visits(feed: CalendarFeed) -> Iterator[Event]:
    """Decided visits to a country, also those called off since. Of protected travellers no name and no event."""
    there = Q(activity__country=feed.country) | Q(legs__country=feed.country)
    seen = visible_to(feed.owner).filter(there, decided_on__isnull=False).exclude(steps__verb="reject").values("pk")
    going = Participant.objects.filter(refused=False).select_related("person").order_by("place")
    rows = _dated().filter(pk__in=seen).prefetch_related(Prefetch("participants", going, to_attr="going"))
    for row in rows[:MOST]:
        protected = row.cluster in settings.PACK.protected_clusters
        people = [] if protected else [f"{seat.person.name}, {seat.person.position}" for seat in row.going]
        summary = _("Kunjungan resmi: %(institution)s") % {"institution": row.institution}
        said = "\n".join([] if protected else [_title(row), *people])
        yield _trip(row, uid=f"visit-{row.reference}", summary=summary, description=said, url=False)


def _title(row: Application) -> str:
    return row.activity.name if row.activity else row.reference
