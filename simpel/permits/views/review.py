"""Telaah: the pages of one document beside the answers they prove, with the decision always in reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from simpel.law.workflow import Refused
from simpel.people.requests import signed_in

from .. import access, queries
from ..forms.desk import DecisionForm
from ..forms.override import OverrideForm
from ..models import Application, Attachment, Verdict
from .beside import beside
from .file import Paper, deeds, following, frame
from .offers import offer
from .reviewing import closely, seats_panel, talk

PAGES_AT_ONCE = 12


@dataclass(frozen=True)
class Tab:
    """One document in the row of tabs; without a file it is one that is missing."""

    label: str
    attachment: Attachment | None
    url: str
    here: bool

    @property
    def verdict(self) -> Verdict | None:
        """What a desk thinks of it, if one has said so."""
        return getattr(self.attachment, "verdict", None)


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
    kept: Mapping[str, Any] | None = None,
    chosen: int | None = None,
) -> HttpResponse:
    """The page, fresh; see `file.show`."""
    view = queries.file(application, signed_in(request))
    context = frame(view, form) | deeds(request, view, form, refusal) | beside(view, signed_in(request))
    paper = _chosen(context["papers"], str(chosen or request.GET.get("dokumen", "")))
    tabs = _tabs(application, context["papers"], paper)
    context |= (
        talk(view)
        | closely(view, paper)
        | seats_panel(view)
        | {
            "page": "telaah",
            "chosen": paper,
            "chosen_name": next((tab.label for tab in tabs if tab.here), ""),
            "leaves": range(1, min(paper.file.pages, PAGES_AT_ONCE) + 1) if paper else (),
            "tabs": tabs,
            "next_document": _next_document(tabs),
            "following": following(application, signed_in(request), page="permits:review"),
            "onward": offer(context["acts"], "approve") or offer(context["acts"], "register"),
            "back": offer(context["acts"], "return"),
            **(kept or {}),
        }
    )
    return render(request, "permits/file/review.html", context, status=status)


def _chosen(papers: list[Paper], wanted: str) -> Attachment | None:
    """The document asked for, or the first one."""
    files = [attachment for paper in papers for attachment in paper.files]
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
