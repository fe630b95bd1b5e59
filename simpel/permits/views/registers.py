"""Three registers beside the reports: commitments, reports overdue, and what an audit would ask about."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people.requests import signed_in

from .. import access, actions, queries, words
from ..forms.accounts import KeptForm
from ..forms.choices import countries, country_name, language
from ..models import Commitment
from ..queries.commitments import TABS
from .accounts import flags_said
from .rows import activity_name

MOST = 100


@require_GET
def commitments(request: HttpRequest) -> HttpResponse:
    """Daftar komitmen: open, overdue or kept, of one country or of all."""
    return _register(request)


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Selesaikan komitmen."""
    commitment, form = _seen(request, pk), KeptForm(request.POST)
    if not form.is_valid():
        return _register(request, form=form, at=commitment.pk, status=422)
    try:
        actions.keep_promise(commitment, by=signed_in(request), note=form.cleaned_data["note"])
    except Refused as refusal:
        return _register(request, refusal=refusal, status=409)
    messages.success(request, _("Komitmen dicatat selesai."))
    return redirect("permits:commitments")


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Buka lagi komitmen."""
    try:
        actions.reopen_promise(_seen(request, pk), by=signed_in(request))
    except Refused as refusal:
        return _register(request, refusal=refusal, status=409)
    messages.success(request, _("Komitmen dibuka lagi."))
    return redirect("permits:commitments")


@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    """Laporan terlambat: how many each institution owes, and which."""
    user, today = signed_in(request), clock.today()
    found = list(queries.overdue(user)[: MOST + 1])
    rows = [
        {"report": one, "title": activity_name(one.application), "days": (today - one.due_on).days}
        for one in found[:MOST]
    ]
    context = {"rows": rows, "more": len(found) > MOST, "institutions": queries.overdue_by_institution(user)}
    context["here"] = "overdue"
    return render(request, "permits/report/overdue.html", context)


@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """Temuan pemeriksaan: reports with a pattern that an auditor would ask about."""
    found = list(queries.flagged(signed_in(request))[: MOST + 1])
    rows = [{"report": one, "title": activity_name(one.application), "flags": flags_said(one)} for one in found[:MOST]]
    return render(
        request, "permits/report/findings.html", {"rows": rows, "more": len(found) > MOST, "here": "findings"}
    )


def _register(
    request: HttpRequest,
    *,
    form: KeptForm | None = None,
    at: int | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The register of commitments. `at` is the row whose form was just sent."""
    user = signed_in(request)
    tab = request.GET.get("tab", "open") if request.GET.get("tab") in TABS else "open"
    known = dict(countries(language()))
    country = request.GET.get("negara", "") if request.GET.get("negara", "") in known else ""
    found = list(queries.register(user, tab=tab, country=country)[: MOST + 1])
    context = {
        "here": "commitments",
        "rows": [_line(one, form if at == one.pk else None) for one in found[:MOST]],
        "more": len(found) > MOST,
        "tab": tab,
        "country": country,
        "countries": countries(language()),
        "today": clock.today(),
        "may_keep": access.keeps_promises(user),
        "refusal": words.say(refusal) if refusal else "",
    }
    return render(request, "permits/report/commitments.html", context, status=status)


def _line(commitment: Commitment, form: KeptForm | None) -> dict[str, Any]:
    return {
        "commitment": commitment,
        "title": activity_name(commitment.application),
        "place": country_name(commitment.country),
        "form": form or KeptForm(auto_id=f"komitmen-{commitment.pk}-%s"),
        "sent": form is not None,
    }


def _seen(request: HttpRequest, pk: int) -> Commitment:
    """A commitment of a file this person may see; 404 otherwise."""
    visible = Commitment.objects.filter(application__in=access.visible_to(signed_in(request)))
    return get_object_or_404(visible, pk=pk)
