"""Telaah: the pages of one document beside the answers they prove, with the decision always in reach."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from simpel.law.workflow import Refused
from simpel.people.requests import signed_in

from .. import access, queries
from ..forms.desk import DecisionForm
from ..forms.override import OverrideForm
from ..models import Application, Attachment
from .file import Paper, deeds, following, frame
from .offers import offer

PAGES_AT_ONCE = 12


@dataclass(frozen=True)
class Tab:
    """One document in the row of tabs; without a file it is one that is missing."""

    label: str
    attachment: Attachment | None
    url: str
    here: bool


@require_GET
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """The review page of one file. `?dokumen=` chooses the document."""
    return show(request, access.get(signed_in(request), reference))


def show(
    request: HttpRequest,
    application: Application,
    *,
    form: DecisionForm | OverrideForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, fresh; see `file.show`."""
    view = queries.file(application, signed_in(request))
    context = frame(view, form) | deeds(request, view, form, refusal)
    chosen = _chosen(request, context["papers"])
    tabs = _tabs(application, context["papers"], chosen)
    context |= {
        "page": "telaah",
        "chosen": chosen,
        "leaves": range(1, min(chosen.file.pages, PAGES_AT_ONCE) + 1) if chosen else (),
        "tabs": tabs,
        "next_document": _next_document(tabs),
        "following": following(application, signed_in(request), page="permits:review"),
        "onward": offer(context["acts"], "approve") or offer(context["acts"], "register"),
        "back": offer(context["acts"], "return"),
    }
    return render(request, "permits/file/review.html", context, status=status)


def _chosen(request: HttpRequest, papers: list[Paper]) -> Attachment | None:
    """The document asked for, or the first one."""
    files = [attachment for paper in papers for attachment in paper.files]
    wanted = request.GET.get("dokumen", "")
    return next((attachment for attachment in files if str(attachment.pk) == wanted), files[0] if files else None)


def _tabs(application: Application, papers: list[Paper], chosen: Attachment | None) -> list[Tab]:
    here = reverse("permits:review", args=[application.reference])
    tabs: list[Tab] = []
    for paper in papers:
        for number, attachment in enumerate(paper.files, start=1):
            label = paper.name if len(paper.files) == 1 else f"{paper.name} {number}"
            tabs.append(Tab(label, attachment, f"{here}?dokumen={attachment.pk}", attachment == chosen))
        if paper.missing:
            tabs.append(Tab(paper.name, None, "", here=False))
    return tabs


def _next_document(tabs: list[Tab]) -> str:
    """The tab after the chosen one, and from the last one the first."""
    files = [tab for tab in tabs if tab.attachment]
    places = [i for i, tab in enumerate(files) if tab.here]
    return files[(places[0] + 1) % len(files)].url if places and len(files) > 1 else ""
