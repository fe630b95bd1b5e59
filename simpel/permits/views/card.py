"""The decision of a leader: one card per file, one minute, one thumb."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from simpel.law.footprint import ways
from simpel.law.workflow import Refused
from simpel.people.requests import signed_in

from .. import access, queries
from ..forms.desk import DecisionForm
from ..forms.override import OverrideForm
from ..models import Application
from .beside import beside
from .cost import named_ways
from .file import deeds, following, frame
from .offers import offer
from .reviewing import seats_panel


@require_GET
def card(request: HttpRequest, reference: str) -> HttpResponse:
    """One file as a card: who, where, why, cost, rules, and what the desks before said."""
    return show(request, access.get(signed_in(request), reference))


def show(
    request: HttpRequest,
    application: Application,
    *,
    form: DecisionForm | OverrideForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
    kept: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The card, fresh; see `file.show`."""
    view = queries.file(application, signed_in(request))
    context = frame(view, form) | deeds(request, view, form, refusal) | beside(view, signed_in(request))
    context |= seats_panel(view) | {
        "page": "putusan",
        "leader": view.participants[0] if view.participants else None,
        "classes": sorted({seat.golongan for seat in view.participants if seat.golongan}),
        "said": [
            event
            for event, step in zip(context["told"], reversed(view.timeline), strict=True)
            if _is_advice(step.before)
        ],
        "onward": offer(context["acts"], "approve") or offer(context["acts"], "register"),
        "back": offer(context["acts"], "return"),
        "following": following(application, signed_in(request), page="permits:card"),
        "ways": named_ways(ways(settings.PACK, view.status.trip, view.status.estimate)),
        "assumed": settings.PACK.globe.confidence == "assumption",
        "promises": queries.open_before(application, signed_in(request)),
        **(kept or {}),
    }
    return render(request, "permits/file/card.html", context, status=status)


def _is_advice(state: str) -> bool:
    """Whether a step was taken at a desk of the office: what those before the leader said."""
    return settings.PACK.workflow.states[state].at_office
