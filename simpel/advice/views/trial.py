"""Try a rule: for people at a desk of the deciding office."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from simpel.people.wording import language

from .. import access, actions, picture, rulebook
from ..forms import DraftForm
from ..models import Trial
from ..rulebook import EFFECTS, PARAMETERS

PAGE = 50
RECENT = 20


@require_GET
def trials(request: HttpRequest) -> HttpResponse:
    """The rules to choose from, and the latest trials of the office."""
    access.require_officer(request)
    rules = sorted(settings.PACK.rules, key=lambda rule: rule.id)
    if (wanted := request.GET.get("aturan", "")) in settings.PACK.rules_by_id:
        return redirect("advice:try_rule", wanted)
    recent = [(trial, _title(trial)) for trial in Trial.objects.select_related("by")[:RECENT]]
    return render(request, "advice/trials.html", {"rules": rules, "recent": recent})


@require_http_methods(["GET", "POST"])
def try_rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Change one row, choose the files, start."""
    user = access.require_officer(request)
    rule = settings.PACK.rules_by_id.get(rule_id)
    if rule is None:
        raise Http404
    form = DraftForm(rule, request.POST or None, request_key=secrets.token_urlsafe(18))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        trial = actions.start(
            by=user, rule=rule.id, changes=form.changes, first_on=asked["first_on"], last_on=asked["last_on"],
            request_key=asked["request_key"],
        )  # fmt: skip
        return redirect("advice:trial_result", trial.pk)
    status = 200 if request.method == "GET" else 422
    return render(request, "advice/try_rule.html", {"form": form, "rule": rule}, status=status)


@require_GET
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a trial has come and what it found; htmx asks for the same page piece until it is over."""
    access.require_officer(request)
    trial = get_object_or_404(Trial.objects.select_related("by"), pk=pk)
    template = "advice/_result.html" if request.headers.get("HX-Target") == "hasil" else "advice/result.html"
    return render(request, template, shown(request, trial))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a trial off."""
    access.require_officer(request)
    trial = get_object_or_404(Trial, pk=pk)
    if not actions.cancel(trial):
        messages.info(request, _("Uji coba ini sudah selesai; tidak ada yang perlu dibatalkan."))
    return redirect("advice:trial_result", trial.pk)


def shown(request: HttpRequest, trial: Trial) -> dict[str, Any]:
    """What the result page prints: one page of changed files, filtered by what would have happened to them."""
    sense = request.GET.get("akibat", "")
    after = request.GET.get("setelah", "")
    rows = trial.changed.select_related("application__institution", "application__activity")
    rows = rows.filter(sense=sense) if sense in picture.SENSES else rows
    rows = rows.filter(pk__gt=int(after)) if after.isdecimal() and len(after) < 18 else rows
    found = list(rows[: PAGE + 1])
    tally = trial.tally.get("by_rule", {}).get(trial.rule, {})
    return {
        "trial": trial,
        "title": _title(trial),
        "said": _said(trial),
        "rows": found[:PAGE],
        "senses": [(key, *picture.SENSES[key], tally.get(key, 0)) for key in picture.SENSES if tally.get(key)],
        "bars": picture.bars(tally, trial.done),
        "tally": tally,
        "sense": sense,
        "more": f"?akibat={sense}&setelah={found[PAGE - 1].pk}#daftar" if len(found) > PAGE else "",
        "first": f"?akibat={sense}#daftar" if after else "",
        "seconds": round((trial.finished_at - trial.at).total_seconds()) if trial.finished_at else None,
    }


def _title(trial: Trial) -> str:
    rule = settings.PACK.rules_by_id.get(trial.rule)
    return rule.title(language()) if rule else trial.rule


def _said(trial: Trial) -> list[tuple[str, str, str]]:
    """Each change: what it is called, what stands there, what the draft says."""
    rule = settings.PACK.rules_by_id.get(trial.rule)
    names = {**PARAMETERS, "effect": _("Akibat"), "since": _("Mulai berlaku"), "until": _("Berlaku sampai")}
    rows = []
    for name, value in trial.changes.items():
        stands = getattr(rule, name) if hasattr(rule, name) else rule.parameters.get(name) if rule else None
        pair = (EFFECTS.get(str(stands), stands), EFFECTS.get(str(value), value))
        old, new = (rulebook.spoken(part) for part in pair)
        rows.append((str(names.get(name, name)), old, new))
    return rows
