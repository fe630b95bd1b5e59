"""My desk: what waits for me, departure first. The number of queries does not depend on the number of files."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import User

from .. import access
from ..models import Application, Message, Participant, Seen, Step
from ..searching import matching

PAGE = 25
CAP = 999
SOON_DAYS = 14
MOVING = ("applicant", "office")  # phases before the decision; reports have a list of their own
CHOOSES = {"cluster": "cluster", "activity": "activity_type", "institution": "institution__kind", "kind": "kind"}
TABS = ("todo", "waiting", "done", "all")


@dataclass(frozen=True)
class DeskPage:
    """One page of a list. `counts` stop at 999; `next` is the cursor of the following page.

    `fast` are the files of the fast lane that wait for the reader: they stand before all others, on the first page.
    """

    rows: list[Application]
    counts: dict[str, int]
    next: str | None
    fast: list[Application]


def my_desk(
    user: User, *, tab: str = "todo", search: str = "", soon: bool = False, cluster: str = "", after: str | None = None
) -> DeskPage:
    """One tab of a person's list. `after` is the cursor of the last page's end."""
    visible = access.visible_to(user)
    tabs = {name: visible.filter(condition) for name, condition in _tabs(user).items()}
    chosen = _narrowed(tabs.get(tab, tabs["todo"]), search=search, soon=soon, cluster=cluster)
    newest_first = tab in ("done", "all")
    fast: list[Application] = []
    if tab == "todo":
        fast = list(_after(chosen.filter(fast=True), user, None, newest_first=False)[:PAGE]) if after is None else []
        chosen = chosen.filter(fast=False)
    rows = list(_after(chosen, user, after, newest_first=newest_first)[: PAGE + 1])
    following = _cursor(rows[PAGE - 1]) if len(rows) > PAGE else None
    return DeskPage(rows[:PAGE], {name: _capped(query) for name, query in tabs.items()}, following, fast)


def next_on_desk(application: Application, user: User) -> Application | None:
    """The file to open after this one: the first on the desk that is not it."""
    todo = on_desk(user).exclude(pk=application.pk)
    return todo.select_related("activity").order_by("-fast", "leaves_on", "id").first()


def on_desk(user: User) -> QuerySet[Application]:
    """The files that wait for this person."""
    return access.visible_to(user).filter(_tabs(user)["todo"])


def _tabs(user: User) -> dict[str, Q]:
    """What each tab shows, for the desks this person holds."""
    workflow = settings.PACK.workflow
    todo = Q(pk__in=[])
    for appointment in appointments(user, clock.today()):
        desk = workflow.desks[appointment.desk]
        mine = {desk.id} | workflow.stands_in_for(desk.id, clock.today())
        held = [state.id for state in workflow.states.values() if state.held_by in mine and state.phase in MOVING]
        here = Q(state__in=held)
        if desk.scope == "unit":
            todo |= Q(unit=appointment.unit_id) & (here | Q(state=workflow.initial))
        elif desk.scope == "channel":
            todo |= Q(channel=appointment.institution_id) & (here | Q(state=workflow.initial, unit=None))
        elif desk.scope == "office":
            todo |= here | _asked_of(desk.id)
    moving = [state.id for state in workflow.states.values() if state.phase in MOVING]
    over = [state.id for state in workflow.states.values() if state.phase in ("decided", "closed")]
    return {"todo": todo, "waiting": Q(state__in=moving) & ~todo, "done": Q(state__in=over) & ~todo, "all": Q()}


def _asked_of(desk: str) -> Q:
    """Files that wait for this desk's consent or advice: it is asked, and has not spoken about this content."""
    rows = [row for row in settings.PACK.workflow.steps if row.consults and row.desk == desk]
    found = Q(pk__in=[])
    for row in rows:
        scope = Q(**{f"{CHOOSES[fact]}__in": codes for fact, codes in row.for_.items() if fact in CHOOSES})
        spoken = Step.objects.filter(
            application=OuterRef("pk"), verb=row.verb, desk=desk, content_sha256=OuterRef("content_sha256")
        )
        found |= Q(Q(state__in=row.sources) & scope, ~Exists(spoken))
    return found


def _narrowed(query: QuerySet[Application], *, search: str, soon: bool, cluster: str) -> QuerySet[Application]:
    query = matching(query, search)
    if soon:
        query = query.filter(leaves_on__lte=clock.today() + timedelta(days=SOON_DAYS))
    return query.filter(cluster=cluster) if cluster else query


def _after(
    query: QuerySet[Application], user: User, cursor: str | None, *, newest_first: bool
) -> QuerySet[Application]:
    """Keyset paging on departure and id: the hundredth page costs what the first one does."""
    people = (
        Participant.objects.filter(application=OuterRef("pk"))
        .order_by()
        .values("application")
        .annotate(n=Count("pk"))
        .values("n")
    )
    query = query.select_related("activity", "institution", "unit").annotate(people_count=Subquery(people))
    query = query.annotate(has_news=_news(user)).prefetch_related(
        Prefetch("steps", Step.objects.only("application_id", "at", "after"))
    )
    order = ("-leaves_on", "-id") if newest_first else ("leaves_on", "id")
    if cursor:
        try:
            day_text, pk_text = cursor.split("_")
            day, pk = date.fromisoformat(day_text), int(pk_text)
        except ValueError:
            return query.order_by(*order)
        way = "lt" if newest_first else "gt"
        query = query.filter(Q(**{f"leaves_on__{way}": day}) | Q(leaves_on=day, **{f"id__{way}": pk}))
    return query.order_by(*order)


def _news(user: User) -> Exists:
    """Whether somebody else wrote a message this person may read and has not read. Internal ones: for office desks."""
    upto = Seen.objects.filter(application=OuterRef("application"), user=user).values("upto")
    found = Message.objects.filter(application=OuterRef("pk")).exclude(by=user)
    found = found.exclude(pk__lte=Coalesce(Subquery(upto[:1]), Value(0)))
    scopes = {settings.PACK.workflow.desks[one.desk].scope for one in appointments(user, clock.today())}
    return Exists(found if scopes == {"office"} else found.filter(internal=False))


def _cursor(row: Application) -> str:
    return f"{row.leaves_on:%Y-%m-%d}_{row.pk}"


def _capped(query: QuerySet[Application]) -> int:
    return query.order_by()[: CAP + 1].count()
