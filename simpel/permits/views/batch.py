"""Setujui beberapa: one card a file, one note, one proof of who is there; then each file by itself."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from simpel.people import freshness
from simpel.people.models import User
from simpel.people.requests import signed_in

from .. import access, batching, queries, words
from ..forms.batch import BatchForm, WishForm
from ..forms.choices import language
from ..models import Application
from .file import frame
from .rows import Mark, activity_name, deed

FRESH = 5  # minutes since somebody proved who they are


@dataclass(frozen=True)
class Card:
    """A file that may be approved with others: what its reader must know, and its own part of the form."""

    facts: dict[str, Any]
    form: WishForm


@dataclass(frozen=True)
class Apart:
    """A file that must be looked at by itself, and why."""

    title: str
    application: Application
    why: str
    url: str


@dataclass(frozen=True)
class Told:
    """What became of one file, in words."""

    title: str
    application: Application
    mark: Mark
    why: str


@require_http_methods(["GET", "POST"])
def approve_many(request: HttpRequest) -> HttpResponse:
    """GET shows the chosen files as cards; POST approves those still ticked."""
    user = signed_in(request)
    sent = request.method == "POST"
    chosen = _chosen(user, (request.POST if sent else request.GET).getlist("di-halaman" if sent else "berkas"))
    if not chosen:
        messages.info(request, _("Centang dahulu berkas yang ingin Anda setujui bersama."))
        return redirect("permits:desk")
    if not sent:
        return _page(request, chosen)
    shared = BatchForm(request.POST)
    forms = {file: _bound(request, file, shared) for file in chosen if file.reference in _ticked(request)}
    if not forms:
        messages.info(request, _("Tidak ada berkas yang dicentang; tidak ada yang berubah."))
        return redirect("permits:desk")
    faulty = [form for form in (shared, *forms.values()) if not form.is_valid()]
    if faulty:
        return _page(request, chosen, shared=shared, forms=forms, status=422)
    if not freshness.is_fresh(request, minutes=FRESH):
        freshness.ask_again(request)
    wishes = [batching.Wish(file, **form.cleaned_data) for file, form in forms.items()]
    return _done(request, batching.approve_each(wishes, by=user))


def _chosen(user: User, references: list[str]) -> list[Application]:
    """The files asked for that this person may see, earliest departure first; what may not be seen does not exist."""
    wanted = [reference.upper() for reference in references[: batching.AT_MOST]]
    found = access.visible_to(user).filter(reference__in=wanted)
    return list(found.select_related("activity", "institution", "channel", "unit").order_by("leaves_on", "id"))


def _ticked(request: HttpRequest) -> set[str]:
    return {reference.upper() for reference in request.POST.getlist("berkas")}


def _bound(request: HttpRequest, application: Application, shared: BatchForm) -> WishForm:
    """This file's part of the form as it was sent."""
    return WishForm(
        request.POST, prefix=application.reference, shared=str(shared.data.get("note", "")), asks=_asks(application)
    )


def _asks(application: Application) -> set[str]:
    """What approving asks from the state this file is in."""
    rows = settings.PACK.workflow.steps
    return {
        ask for row in rows if row.verb == "approve" and application.state in row.sources for ask in row.asks
    } & batching.COMMON


def _page(
    request: HttpRequest,
    chosen: list[Application],
    *,
    shared: BatchForm | None = None,
    forms: dict[Application, WishForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    user, cards, apart = signed_in(request), [], []
    for application in chosen:
        if refusal := batching.hindrance(application, by=user):
            apart.append(Apart(activity_name(application), application, words.say(refusal), deed(application)[1]))
        else:
            form = _form(application, forms)
            cards.append(Card(_facts(application, user), form))
    context = {
        "cards": cards,
        "apart": apart,
        "form": shared or BatchForm(),
        "faults": [card.form for card in cards if card.form.errors],
        "decides": any(card.facts["decides"] for card in cards),
    }
    return render(request, "permits/desk/many.html", context, status=status)


def _form(application: Application, forms: dict[Application, WishForm] | None) -> WishForm:
    """The part as sent, or a fresh one on the file as it is now. What was unticked stays unticked."""
    if forms and application in forms:
        return forms[application]
    initial = {"version": application.version, "key": secrets.token_urlsafe(16)}
    return WishForm(initial=initial, prefix=application.reference, ticked=forms is None, asks=_asks(application))


def _facts(application: Application, user: User) -> dict[str, Any]:
    """The card: who, where, why, cost, what the rules said, what was promised to that country before."""
    view = queries.file(application, user)
    desk = settings.PACK.workflow.states[application.state].held_by
    return frame(view) | {
        "leader": view.participants[0] if view.participants else None,
        "promises": queries.open_before(application, user),
        "decides": settings.PACK.workflow.desks[desk].decides,
    }


def _done(request: HttpRequest, outcomes: list[batching.Outcome]) -> HttpResponse:
    told = [_told(outcome) for outcome in outcomes]
    context = {
        "told": told,
        "approved": sum(outcome.refusal is None for outcome in outcomes),
        "refused": sum(outcome.refusal is not None for outcome in outcomes),
    }
    return render(request, "permits/desk/many_done.html", context)


def _told(outcome: batching.Outcome) -> Told:
    state = settings.PACK.workflow.states[outcome.application.state].label(language())
    if outcome.refusal is None:
        mark, why = Mark("ok", "check-circle-fill", _("Disetujui")), _("Sekarang: %(state)s.") % {"state": state}
    else:
        mark, why = Mark("stop", "x-octagon-fill", _("Tidak dijalankan")), words.say(outcome.refusal)
    return Told(activity_name(outcome.application), outcome.application, mark, why)
