"""Crises: opening one, who is safe and who needs help, asking again, closing, taking the list along."""

import csv
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people.requests import signed_in
from simpel.permits.forms.choices import country_name

from .. import access, actions, queries, words
from ..forms import CrisisForm
from ..models import CheckIn, Crisis

MOST = 500  # rows shown at once; the download has all of them
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


@require_safe
def crises(request: HttpRequest) -> HttpResponse:
    """Every crisis, the newest first."""
    found = access.crises(signed_in(request))[:100]
    return render(request, "whereabouts/crises.html", {"rows": [_head(crisis) for crisis in found]})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a crisis: everybody there gets a mail at once."""
    user = signed_in(request)
    access.require_duty(user)
    today = clock.today()
    begun = {
        "key": get_random_string(24), "first_on": today, "last_on": today, "countries": request.GET.getlist("negara"),
        "ahead_days": 3,
    }  # fmt: skip
    form = CrisisForm(request.POST) if request.method == "POST" else CrisisForm(initial=begun)
    if not form.is_bound or not form.is_valid():
        return render(request, "whereabouts/new_crisis.html", {"form": form}, status=422 if form.is_bound else 200)
    opened = actions.open_crisis(by=user, **form.facts())
    return redirect("whereabouts:crisis", opened.reference)


@require_safe
def crisis(request: HttpRequest, reference: str) -> HttpResponse:
    """One crisis: who needs help on top."""
    return _crisis(request, access.crisis(signed_in(request), reference))


@require_POST
def ask_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Tanya lagi: those who are silent, and whoever came since."""
    user = signed_in(request)
    found = access.crisis(user, reference)
    try:
        asked = actions.ask_again(found, by=user)
    except Refused as refusal:
        return _crisis(request, found, refusal)
    messages.success(request, ngettext("%(n)s orang ditanya lagi.", "%(n)s orang ditanya lagi.", asked) % {"n": asked})
    return redirect("whereabouts:crisis", reference)


@require_POST
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Tutup krisis."""
    user = signed_in(request)
    found = access.crisis(user, reference)
    try:
        actions.close(found, by=user)
    except Refused as refusal:
        return _crisis(request, found, refusal)
    messages.success(request, _("Krisis ditutup. Tautan di surel tidak dapat dijawab lagi."))
    return redirect("whereabouts:crisis", reference)


@require_POST
def export(request: HttpRequest, reference: str) -> HttpResponse:
    """The list as a table for a spreadsheet; taking it is recorded."""
    user = signed_in(request)
    found, sight = access.crisis(user, reference), access.sight(user)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="krisis-{found.reference}.csv"'
    writer = csv.writer(response)
    writer.writerow([_("Nama"), _("Lembaga"), _("Jawaban"), _("Dijawab"), _("Telepon"), _("Catatan")])
    for row in actions.export(found, by=user):
        writer.writerow([_cell(value) for value in _told(row, sight)])
    return response


def _told(row: CheckIn, sight: access.Sight) -> list[str]:
    """A row in words, as far as this reader may see it."""
    named = access.is_named(row, sight)
    who = [row.person.name, row.person.institution.name] if named else [_("Pejabat yang dilindungi"), ""]
    said = [row.phone or row.person.phone, row.note] if named else ["", ""]
    answered = row.answered_at.isoformat(timespec="minutes") if row.answered_at else ""
    return [*who, str(row.get_answer_display()), answered, *said]


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value


def _crisis(request: HttpRequest, crisis: Crisis, refusal: Refused | None = None) -> HttpResponse:
    sight = access.sight(signed_in(request))
    found = list(queries.answers(crisis)[: MOST + 1])
    context = _head(crisis) | {
        "tally": queries.tally(crisis), "more": len(found) > MOST,
        "rows": [{"row": row, "named": access.is_named(row, sight)} for row in found[:MOST]],
        "again_at": crisis.told_at + actions.PATIENCE, "may_ask": clock.now() >= crisis.told_at + actions.PATIENCE,
        "refusal": words.say(refusal) if refusal else "",
    }  # fmt: skip
    return render(request, "whereabouts/crisis.html", context, status=409 if refusal else 200)


def _head(crisis: Crisis) -> dict[str, Any]:
    places = ", ".join(country_name(code) for code in crisis.countries)
    return {"crisis": crisis, "places": places, "cities": ", ".join(crisis.cities)}
