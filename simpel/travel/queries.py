"""What the pages show, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from simpel.ledger import clock
from simpel.people.custody import Custody
from simpel.people.models import User
from simpel.permits.models import Application, Participant

from . import access
from .models import Package, TravelDocument
from .states import DONE, OPEN, UNDER_WAY, State

PAGE = 50
TABS = ("due", "under_way", "ready", "all")


@dataclass(frozen=True)
class Seat:
    """A traveller with documents: what is needed, who holds the passport, and since when."""

    participant: Participant
    documents: list[TravelDocument]
    custody: list[Custody]  # the latest first
    valid_until: date | None  # so long a passport must be valid for this trip

    @property
    def held(self) -> Custody | None:
        """Where the passport is now; None while nobody noted it."""
        return self.custody[0] if self.custody and self.custody[0].until is None else None

    @property
    def passport(self) -> str:
        """How the passport in the register fits the trip: `ok`, `short` or `unknown`."""
        expires_on = self.participant.person.passport_expires_on
        if expires_on is None or self.valid_until is None:
            return "unknown"
        return "ok" if expires_on >= self.valid_until else "short"


@dataclass(frozen=True)
class Tally:
    """How far the documents of a file are."""

    ready: int
    wanted: int
    late: int


def seats(user: User, application: Application) -> list[Seat]:
    """The travellers of a file with their documents, as far as this person sees them."""
    rows = access.documents_of(user, application).select_related("participant__person")
    documents = list(rows.prefetch_related("steps__by", "steps__reply__package"))
    people = Participant.objects.filter(application=application, refused=False).select_related("person")
    if access.only_travels(user, application):
        people = people.filter(person__user=user)
    found = list(people)
    custodies = list(Custody.objects.filter(person__in=[one.person_id for one in found]).select_related("recorded_by"))
    return [_seat(one, application, documents, custodies) for one in found]


def _seat(
    participant: Participant,
    application: Application,
    documents: Iterable[TravelDocument],
    custodies: Iterable[Custody],
) -> Seat:
    returns_on = application.returns_on
    return Seat(
        participant=participant,
        documents=[one for one in documents if one.participant_id == participant.pk],
        custody=[one for one in custodies if one.person_id == participant.person_id],
        valid_until=settings.PACK.travel_documents.valid_until(returns_on) if returns_on else None,
    )


def packages(application: Application) -> QuerySet[Package]:
    """What the passport office was given, the latest first."""
    found = Package.objects.filter(application=application).select_related("made_by", "file")
    return found.annotate(count=Count("documents")).prefetch_related("replies")


def waits_for_office(application: Application) -> int:
    """How many documents the next package would hold."""
    papers = settings.PACK.travel_documents.papers
    kinds = [code for code, paper in papers.items() if paper.maker == "office"]
    return TravelDocument.objects.filter(application=application, state=State.NEEDED, kind__in=kinds).count()


def tally(user: User, application: Application) -> Tally:
    """Ready of wanted, and how many are late."""
    counted = access.documents_of(user, application).aggregate(
        ready=Count("pk", filter=Q(state__in=DONE)),
        wanted=Count("pk", filter=~Q(state=State.NOT_NEEDED)),
        late=Count("pk", filter=late()),
    )
    return Tally(**counted)


def late() -> Q:
    """Not begun on the last safe day, or not ready when it should have been."""
    today = clock.today()
    return Q(state=State.NEEDED, start_by__lt=today) | Q(state__in=UNDER_WAY, ready_by__lt=today)


def register(user: User, *, tab: str, kind: str = "", search: str = "", after: str = "") -> list[TravelDocument]:
    """The documents of this person's desks, the most urgent first; one more than a page, to know of the next one."""
    found = access.visible_to(user).select_related(
        "application__activity", "application__institution", "participant__person"
    )
    if tab == "due":
        found = found.filter(state__in=OPEN, start_by__lte=clock.today())
    elif tab == "under_way":
        found = found.filter(state__in=OPEN)
    elif tab == "ready":
        found = found.filter(state=State.READY)
    if kind:
        found = found.filter(kind=kind)
    if search:
        found = found.filter(Q(participant__person__name__icontains=search) | Q(application__reference__iexact=search))
    if (start := _place(after)) is not None:
        found = found.filter(Q(start_by__gt=start[0]) | Q(start_by=start[0], pk__gt=start[1]))
    return list(found.order_by("start_by", "pk")[: PAGE + 1])


def _place(after: str) -> tuple[date, int] | None:
    """The row a page begins after, as its address says it."""
    day, _, pk = after.partition("_")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
