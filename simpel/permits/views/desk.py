"""Meja saya and the list of all files: one component for every role, departure first."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import User
from simpel.people.requests import signed_in

from .. import picking, queries
from ..forms.choices import language
from ..forms.desk import TABS, DeskFilter
from .rows import Group, fast_lane, groups

CAP = 999


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Meja saya: what waits for me, by what must still happen before departure."""
    return _listed(request, "permits/desk/desk.html", default="todo" if _holds_files(signed_in(request)) else "all")


@require_GET
def files(request: HttpRequest) -> HttpResponse:
    """Permohonan: every file this person may see, newest departure first."""
    return _listed(request, "permits/desk/files.html", default="all")


def _listed(request: HttpRequest, template: str, *, default: str) -> HttpResponse:
    chosen = DeskFilter(request.GET).chosen(default=default)
    page = queries.my_desk(signed_in(request), **chosen)
    tab = chosen["tab"]
    parts = fast_lane(page.fast, now=clock.now()) + groups(page.rows, tab=tab, now=clock.now())
    context = {
        "today": clock.today(),
        "may_start": picking.may_start(signed_in(request)),
        "tab": tab,
        "tabs": _tabs(request, page.counts, chosen, holds=_holds_files(signed_in(request))),
        "groups": parts,
        "shown": len(page.fast) + len(page.rows),
        "urgent": _urgent(parts, tab),
        "picks": sum(row.pick for part in parts for row in part.rows),
        "chosen": chosen,
        "narrowed": bool(chosen["search"] or chosen["soon"] or chosen["cluster"]),
        "reports": queries.reports_for(signed_in(request))[:CAP].count(),
        "plain": _address(request, tab=tab),
        "soon_only": _address(request, **{**_kept(chosen), "soon": "on"}),
        "clusters": [(code, names[language()]) for code, names in settings.PACK.clusters.items()],
        "more": _address(request, **_kept(chosen), after=page.next) if page.next else "",
        "first": _address(request, **_kept(chosen)) if chosen["after"] else "",
    }
    if request.headers.get("HX-Request"):
        template = "permits/desk/_list.html"
    return render(request, template, context)


def _holds_files(user: User) -> bool:
    """Whether this person sits at a desk that files come to; travellers and auditors only look on."""
    workflow = settings.PACK.workflow
    receiving = {state.held_by for state in workflow.states.values()}
    return any(appointment.desk in receiving for appointment in appointments(user, clock.today()))


def _tabs(request: HttpRequest, counts: dict[str, int], chosen: dict[str, Any], *, holds: bool) -> list[dict[str, Any]]:
    words = {
        "todo": _("Perlu tindakan"),
        "waiting": _("Menunggu pihak lain") if holds else _("Sedang berjalan"),
        "done": _("Sudah diputus"),
        "all": _("Semua"),
    }
    return [
        {
            "label": words[tab],
            "count": f"{CAP}+" if counts[tab] > CAP else str(counts[tab]),
            "url": _address(request, **{**_kept(chosen), "tab": tab}),
            "here": tab == chosen["tab"],
        }
        for tab in TABS
        if holds or tab != "todo"
    ]


def _kept(chosen: dict[str, Any]) -> dict[str, str]:
    """The filter as it stands in the address, without the page."""
    return {
        "tab": chosen["tab"],
        "q": chosen["search"],
        "soon": "on" if chosen["soon"] else "",
        "cluster": chosen["cluster"],
    }


def _address(request: HttpRequest, **query: str) -> str:
    """This list with another filter."""
    return f"{request.path}?{urlencode({name: value for name, value in query.items() if value})}"


def _urgent(parts: list[Group], tab: str) -> str:
    """One sentence about today, for the head of the page."""
    if tab != "todo":
        return ""
    today = sum(len(part.rows) for part in parts if part.urgent)
    if not today:
        return _("Tidak ada yang harus selesai hari ini.")
    return ngettext(
        "%(n)s berkas perlu Anda selesaikan hari ini.", "%(n)s berkas perlu Anda selesaikan hari ini.", today
    ) % {"n": today}
