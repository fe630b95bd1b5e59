"""What the four steps share: the line of stations, the page around a step, saving on the way, and refusals."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from simpel.law.workflow import Refused
from simpel.people.requests import signed_in
from simpel.permits import access, amendments, words
from simpel.permits.forms.applicant import StepForm
from simpel.permits.models import Application
from simpel.permits.undo import standing

from .status import Panel, panel
from .story import Happening, happening
from .was_now import rows_of

STEPS: tuple[tuple[str, Promise], ...] = (
    ("general", _("Umum")),
    ("activity", _("Kegiatan")),
    ("participants", _("Peserta")),
    ("confirm", _("Konfirmasi")),
)
CHANGED_ELSEWHERE = _(
    "Permohonan ini sudah berubah sejak halaman Anda dibuka: dari jendela lain, atau oleh rekan Anda. "
    "Yang Anda ketik masih ada di halaman ini; pilih yang harus dipakai."
)
NARROW: tuple[tuple[str, Promise], ...] = (("general", _("Perubahan")), ("confirm", _("Konfirmasi")))


def steps_of(application: Application) -> tuple[tuple[str, Promise], ...]:
    """The steps of this file's form: an amendment opens with its own page, a narrow one has no other."""
    if amendments.is_narrow(application):
        return NARROW
    return (NARROW[0], *STEPS[1:]) if application.amends_id else STEPS


@dataclass(frozen=True)
class Station:
    """One stop on the line of steps: `state` is done, now or empty."""

    name: str
    label: Promise
    url: str
    state: str


def stations(application: Application, current: str, missing_at: set[str]) -> list[Station]:
    """The line of the form: the step on screen is now, the others are done when nothing is missing there."""
    return [
        Station(
            name,
            label,
            reverse(f"permits:{name}", args=[application.reference]),
            "now" if name == current else "done" if name != "confirm" and name not in missing_at else "",
        )
        for name, label in steps_of(application)
    ]


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks: it gets the pieces that changed, not the page."""
    return request.headers.get("HX-Request") == "true"


def version_in(request: HttpRequest) -> int | None:
    """The version the page was made from; `keep` is the newer one a person chose to write over."""
    for name in ("keep", "version"):
        value = request.POST.get(name, "")
        if value.isdigit() and len(value) < 10:
            return int(value)
    return None


def frame(application: Application, current: str, **more: Any) -> dict[str, Any]:
    """What every step's template needs."""
    now = more.pop("panel", None) or panel(application)
    steps = steps_of(application)
    place = next((place for place, (name, _label) in enumerate(steps) if name == current), 0)
    return {
        "application": application,
        "current": current,
        "number": place + 1,
        "stations": stations(application, current, now.steps_with_gaps),
        "of": len(steps),
        "before": steps[place - 1] if place else None,
        "after": steps[place + 1] if place + 1 < len(steps) else None,
        "changed": rows_of(application),
        "earlier": amendments.earlier_letter(application),
        "panel": now,
        "returned": waiting_return(application),
        **more,
    }


def waiting_return(application: Application) -> Happening | None:
    """The return that this filling in answers: its reason, and what must be mended."""
    if application.register_no is None:
        return None  # never sent, so never returned
    steps = standing(application.steps.select_related("by", "deputises"))
    last = steps[-1] if steps else None
    return happening(application, last) if last and last.verb == "return" else None


def show(request: HttpRequest, application: Application, current: str, status: int = 200, **more: Any) -> HttpResponse:
    """The whole page of a step."""
    template = more.pop("template", current)
    return render(request, f"permits/form/{template}.html", frame(application, current, **more), status=status)


def saved(request: HttpRequest, application: Application, current: str, status: int = 200, **more: Any) -> HttpResponse:
    """The pieces a change leaves behind: version, moment of saving, findings, what is wrong with which field."""
    context = frame(application, current, **more)
    return render(request, "permits/form/_saved.html", context, status=status)


def next_of(application: Application, current: str) -> str:
    """The address of the following step."""
    names = [name for name, _label in steps_of(application)]
    return reverse(f"permits:{names[names.index(current) + 1]}", args=[application.reference])


def closed(request: HttpRequest, application: Application) -> HttpResponse | None:
    """Who opens a step of a file they cannot fill in now is shown the file instead, and told why."""
    if access.may_edit(signed_in(request), application):
        return None
    messages.warning(request, words.say(Refused("not_editable", {"state": application.state})))
    return redirect("permits:file", application.reference)


def refuse(
    request: HttpRequest,
    application: Application,
    current: str,
    refusal: Refused,
    page: Callable[..., HttpResponse],
    form: StepForm | None = None,
) -> HttpResponse:
    """What happened and what differs, with everything that was typed still there. It may be saved knowingly."""
    fresh = access.get(signed_in(request), application.reference)
    mendable = refusal.code == "stale" and access.may_edit(signed_in(request), fresh)
    said = {
        "text": CHANGED_ELSEWHERE if mendable else words.say(refusal),
        "keep": fresh.version if mendable else None,
        "differing": differing(form) if form else [],
    }
    if is_fragment(request):
        context = {"refusal": said, "application": fresh, "current": current}
        return render(request, "permits/form/_refused.html", context, status=409)
    return page(request, fresh, form=form, refusal=said, status=409)


def differing(form: StepForm) -> list[str]:
    """The questions whose answer on this page is not the stored one."""
    return [str(form.fields[name].label) for name in form.changed_data if name in form.fields]


__all__ = ["Panel", "closed", "frame", "is_fragment", "next_of", "refuse", "saved", "show", "version_in"]
