"""Biaya: the whole money of one file with its alternatives, and the budget lines that bear it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from simpel.law.footprint import Way
from simpel.law.report import note_text
from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people.requests import signed_in

from .. import access, actions, words
from ..budget import lines_for, standing
from ..costing import Bill, bill
from ..forms.choices import language
from ..forms.cost import ChargeForm, LineForm, RateForm
from ..models import Application, BudgetLine, HandRate
from .accounts import class_name
from .rows import activity_name

LINES = 200


@require_GET
def cost(request: HttpRequest, reference: str) -> HttpResponse:
    """The money of one file, for whoever may see it."""
    return _page(request, access.get(signed_in(request), reference))


@require_POST
def set_rate(request: HttpRequest, reference: str) -> HttpResponse:
    """Isi tarif sendiri."""
    application = access.get(signed_in(request), reference)
    form = RateForm(_unlisted(bill(application)), request.POST)
    if not form.is_valid():
        return _page(request, application, rate=form, status=422)
    try:
        actions.set_rate(application, by=signed_in(request), **form.cleaned_data)
    except Refused as refusal:
        return _page(request, access.get(signed_in(request), reference), refusal=refusal, status=409)
    messages.success(request, _("Tarif disimpan bersama alasannya."))
    return redirect("permits:cost", application.reference)


@require_POST
def charge(request: HttpRequest, reference: str) -> HttpResponse:
    """Pilih pos anggaran."""
    application = access.get(signed_in(request), reference)
    form = ChargeForm(standing(lines_for(application)), request.POST)
    if not form.is_valid():
        return _page(request, application, line=form, status=422)
    chosen = BudgetLine.objects.filter(pk=form.cleaned_data["line"]).first()
    try:
        actions.charge(application, by=signed_in(request), line=chosen)
    except Refused as refusal:
        return _page(request, access.get(signed_in(request), reference), refusal=refusal, status=409)
    messages.success(request, _("Pos anggaran disimpan."))
    return redirect("permits:cost", application.reference)


@require_http_methods(["GET", "POST"])
def budget(request: HttpRequest) -> HttpResponse:
    """Anggaran: the lines of the institutions that this focal point files for, with what is left of each."""
    bodies = access.budget_bodies(signed_in(request))
    if not bodies.exists():
        raise Http404
    form = LineForm(bodies, request.POST or None, initial={"year": clock.today().year})
    if request.method == "POST" and form.is_valid():
        actions.keep_line(by=signed_in(request), **form.cleaned_data)
        messages.success(request, _("Pos anggaran disimpan."))
        return redirect("permits:budget")
    rows = standing(BudgetLine.objects.filter(institution__in=bodies).select_related("institution")[:LINES])
    context = {"rows": rows, "form": form}
    return render(request, "permits/cost/budget.html", context, status=422 if request.method == "POST" else 200)


def way_name(way: Way) -> str:
    """What an alternative is called."""
    return {
        "AS_PLANNED": _("Seperti direncanakan"),
        "FEWER": _("Lebih sedikit orang"),
        "MISSION": _("Staf perwakilan di tempat"),
        "VIDEO": _("Rapat video"),
    }[way.code]


def named_ways(ways: tuple[Way, ...]) -> list[tuple[str, Way]]:
    """The alternatives with their names, for pages that show them."""
    return [(way_name(way), way) for way in ways]


def _unlisted(found: Bill) -> list[str]:
    """Countries whose rate has to be set by hand, set or not."""
    asked = {code for note in found.estimate.notes if note.code == "rate_by_hand" for code in note.values["countries"]}
    return sorted(asked | set(found.estimate.by_hand))


def _page(
    request: HttpRequest,
    application: Application,
    *,
    rate: RateForm | None = None,
    line: ChargeForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    found, user = bill(application), signed_in(request)
    lines = standing(lines_for(application))
    charged = BudgetLine.objects.filter(charges__application=application).first()
    unlisted = _unlisted(found)
    context: dict[str, Any] = {
        "application": application,
        "title": activity_name(application),
        "bill": found,
        "people": _people(application, found),
        "items": [
            (settings.PACK.wording.spoken(item.item, language()), item, own, _payer(item.payer))
            for item, own in found.items
        ],
        "payers": [(_payer(code), own) for code, own in found.by_payer.items()],
        "notes": [note_text(settings.PACK, note, language()) for note in found.estimate.notes],
        "gaps": settings.PACK.wording.spoken(found.estimate.missing, language()) if found.estimate.missing else "",
        "ways": named_ways(found.ways),
        "assumed": settings.PACK.globe.confidence == "assumption",
        "hand_rates": HandRate.objects.filter(application=application).select_related("set_by"),
        "may_edit": access.may_edit(user, application),
        "rate_form": (rate or RateForm(unlisted)) if unlisted else None,
        "line_form": (line or ChargeForm(lines, initial={"line": charged.pk if charged else None})) if lines else None,
        "charged": next((one for one in lines if charged and one.line.pk == charged.pk), None),
        "refusal": words.say(refusal) if refusal else "",
    }
    return render(request, "permits/cost/cost.html", context, status=status)


def _people(application: Application, found: Bill) -> list[dict[str, Any]]:
    """Each traveller with the line of the estimate."""
    names = {seat.place: seat.person.name for seat in application.participants.select_related("person")}
    return [
        {"name": names.get(line.participant, ""), "line": line, "ticket": class_name(line.ticket)}
        for line in found.estimate.lines
    ]


def _payer(code: str) -> str:
    named = settings.PACK.payers.get(code)
    return named[language()] if named else code
