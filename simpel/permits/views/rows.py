"""A file as one row of a list: departure, what, findings, whose desk, by when, and the one thing to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import batching
from ..clocks import Clock, Stay, clock_of, stay
from ..forms.choices import country_name, language
from ..lifecycle import routing
from ..models import Application
from .stations import dots, place

NEAR, SOON = 10, 15
DAYS_FOR_THE_LETTER = 1
MARKS = (("stop", "x-octagon-fill"), ("warn", "exclamation-triangle-fill"), ("ok", "check-circle-fill"))


@dataclass(frozen=True)
class Mark:
    """A status as the look wants it: kind, icon and words."""

    kind: str
    icon: str
    words: str


@dataclass(frozen=True)
class Row:
    """One line of a list. `todo` says that the reader holds the file."""

    application: Application
    todo: bool
    title: str
    where: str
    holder: str
    since: str
    clock: Clock | None
    overdue: str
    days: str
    dots: list[str]
    finding: Mark | None
    marks: list[Mark]
    near: str
    due_on: date | None
    due: str
    url: str
    verb: str
    pick: bool  # may be approved together with others: approving asks no more than a note


@dataclass(frozen=True)
class Group:
    """Rows that must be finished by the same time. Without a title: the whole list."""

    urgent: bool
    title: str
    rows: list[Row]


def groups(applications: Iterable[Application], *, tab: str, now: datetime) -> list[Group]:
    """What must be finished today, this week, later; other tabs are one list."""
    rows = [row(application, todo=tab == "todo", now=now) for application in applications]
    today = localdate(now)
    if tab != "todo":
        return [Group(urgent=False, title="", rows=rows)] if rows else []
    week_ends = today + timedelta(days=6 - today.weekday())
    titles = [_("Harus selesai hari ini"), _("Pekan ini"), _("Sesudah pekan ini"), _("Laporan yang menunggu Anda")]
    parts: list[list[Row]] = [[], [], [], []]
    for one in rows:
        parts[_part(one, today, week_ends)].append(one)
    return [
        Group(urgent=i == 0, title=title, rows=part)
        for i, (title, part) in enumerate(zip(titles, parts, strict=True))
        if part
    ]


def fast_lane(applications: Iterable[Application], *, now: datetime) -> list[Group]:
    """Files that overtake all others, as the first group of a desk; no group without them."""
    rows = [row(application, todo=True, now=now) for application in applications]
    return [Group(urgent=True, title=_("Jalur cepat: dahulukan"), rows=rows)] if rows else []


def row(application: Application, *, todo: bool, now: datetime) -> Row:
    """One file, dressed for a list. Its steps came with it: no query is made here."""
    today = localdate(now)
    due_on = _due(application) if todo else None
    verb, url = deed(application) if todo else (_("Lihat"), reverse("permits:file", args=[application.reference]))
    return Row(
        application=application,
        todo=todo,
        title=activity_name(application),
        where=_where(application),
        holder=settings.PACK.workflow.states[application.state].label(language()),
        since=lasting(application.held_since, now),
        clock=clock_of(settings.PACK, application.steps.all(), filed_on=application.filed_on, today=today),
        overdue=overdue_words(stay(settings.PACK, application.state, application.held_since, today=today)),
        days=days_words((application.departs_on - today).days if application.departs_on else None),
        dots=dots(application),
        finding=finding_mark(application),
        marks=marks(application),
        near=near(application, today),
        due_on=due_on,
        due=_due_words(due_on, today) if due_on else "",
        url=url,
        verb=verb,
        pick=todo and batching.may_go_together(application),
    )


def near(application: Application, today: date) -> str:
    """How close the departure is: `near` within 10 days, `soon` within 15; only while a decision is still to come."""
    if application.departs_on is None or settings.PACK.workflow.states[application.state].phase in (
        "decided",
        "closed",
    ):
        return ""
    left = (application.departs_on - today).days
    return "near" if left <= NEAR else "soon" if left <= SOON else ""


def lasting(since: datetime, now: datetime) -> str:
    """How long something has lasted, in one unit."""
    return timesince(since, now, depth=1) if now - since >= timedelta(minutes=1) else _("baru saja")


def overdue_words(here: Stay | None) -> str:
    """By how many working days a desk has overstayed; empty while it has not."""
    if here is None or not here.overdue:
        return ""
    beyond = here.days - here.allowed
    return ngettext("lewat %(n)s hari kerja", "lewat %(n)s hari kerja", beyond) % {"n": beyond}


def days_words(days: int | None) -> str:
    """How long until departure, in words."""
    if days is None:
        return _("belum ada tanggal")
    if days < 0:
        return _("sudah lewat")
    if days == 0:
        return _("hari ini")
    return ngettext("%(days)s hari lagi", "%(days)s hari lagi", days) % {"days": days}


def finding_mark(application: Application) -> Mark | None:
    """The heaviest thing the law said at the last sending. What is not known yet is no fault: the file tells."""
    if application.register_no is None:
        return Mark("open", "pencil", _("Belum dikirim"))
    counts = application.finding_counts
    for kind, icon in MARKS:
        if number := counts.get(kind):
            return Mark(kind, icon, _finding_words(kind, number))
    return None


def marks(application: Application) -> list[Mark]:
    """What sets a file apart wherever it is listed: the fast lane, and what came only after the departure."""
    decided = settings.PACK.workflow.states[application.state].phase in ("decided", "closed")
    fast = Mark("act", "lightning-charge-fill", _("Jalur cepat")) if application.fast and not decided else None
    return [mark for mark in (fast, late_mark(application)) if mark]


def late_mark(application: Application) -> Mark | None:
    """Filed, or only decided, when somebody had already left."""
    words = {"filed": _("Diajukan sesudah berangkat"), "decided": _("Diputus sesudah berangkat")}
    what = application.after_the_fact
    return Mark("stop", "clock-history", words[what]) if what else None


def _finding_words(kind: str, number: int) -> str:
    words = {
        "stop": ngettext("%(n)s belum terpenuhi", "%(n)s belum terpenuhi", number),
        "warn": ngettext("%(n)s perlu diperhatikan", "%(n)s perlu diperhatikan", number),
        "ok": ngettext("%(n)s terpenuhi", "%(n)s terpenuhi", number),
    }
    return words[kind] % {"n": number}


def due_on(application: Application, route: Sequence[str]) -> date | None:
    """The last working day to pass the file on: a working day for each desk after this one, and one for the letter."""
    if application.departs_on is None:
        return None
    after = max(len(route) - place(application, route) - 1, 0)
    return settings.PACK.calendar.before(application.departs_on, after + DAYS_FOR_THE_LETTER)


def _due(application: Application) -> date | None:
    if settings.PACK.workflow.states[application.state].phase in ("decided", "closed"):
        return None
    return due_on(application, settings.PACK.workflow.route(routing(application)))


def _due_words(due: date, today: date) -> str:
    if due < today:
        return _("Sudah lewat")
    return _("Hari ini") if due == today else date_format(due, "D, j M")


def _part(one: Row, today: date, week_ends: date) -> int:
    if settings.PACK.workflow.states[one.application.state].phase == "decided":
        return 3
    if one.due_on is None:
        return 2
    return 0 if one.due_on <= today else 1 if one.due_on <= week_ends else 2


def _where(application: Application) -> str:
    people = application.people_count or 0  # type: ignore[attr-defined]  # annotated by the query
    crowd = ngettext("%(n)s orang", "%(n)s orang", people) % {"n": people}
    if application.activity is None:
        return crowd
    return f"{application.activity.city}, {country_name(application.activity.country)} · {crowd}"


def deed(application: Application) -> tuple[str, str]:
    """What the holder of a file does next, and where."""
    workflow = settings.PACK.workflow
    state = workflow.states[application.state]
    verbs = {step.verb for step in workflow.steps if application.state in step.sources and step.desk == state.held_by}
    if "accept_report" in verbs:
        words, page = _("Periksa laporan"), "permits:report"
    elif "register" in verbs:
        words, page = _("Daftarkan"), "permits:file"
    elif state.at_office:
        decides = workflow.desks[state.held_by].decides
        words, page = (_("Putuskan"), "permits:card") if decides else (_("Telaah"), "permits:review")
    elif state.phase == "draft":
        words, page = _("Lanjutkan"), "permits:general"
    elif "return" in verbs and "archive" not in verbs:
        words, page = _("Periksa"), "permits:review"
    else:
        words, page = _("Perbaiki"), "permits:file"
    return words, reverse(page, args=[application.reference])


def activity_name(application: Application) -> str:
    """What the file is called: its event, or its kind while no event is chosen."""
    if application.activity:
        return application.activity.name
    if application.activity_type in settings.PACK.activities:
        return str(settings.PACK.activities[application.activity_type].name(language()))
    return _("Kegiatan belum dipilih")
