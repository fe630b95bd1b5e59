"""The list of travel documents for those who see to them: what must be begun, what is under way, what is ready."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from simpel.people.requests import signed_in
from simpel.people.wording import language
from simpel.permits.views.rows import activity_name

from .. import queries
from ..models import TravelDocument
from .cards import clock_words, document_name, is_late, mark_of

LONGEST = 80


@require_GET
def office(request: HttpRequest) -> HttpResponse:
    """Dokumen perjalanan: filtered by what is due, by kind, by name or reference."""
    asked = _asked(request)
    found = queries.register(signed_in(request), after=request.GET.get("setelah", ""), **asked)
    shown = found[: queries.PAGE]
    again = {"tab": asked["tab"], "jenis": asked["kind"], "cari": asked["search"]}
    context = {
        **asked,
        "rows": [_row(one) for one in shown],
        "kinds": [(code, paper.name(language())) for code, paper in settings.PACK.travel_documents.papers.items()],
        "more": f"?{urlencode({**again, 'setelah': _place(shown[-1])})}" if len(found) > queries.PAGE else "",
        "first": f"?{urlencode(again)}" if request.GET.get("setelah") else "",
    }
    return render(request, "travel/office.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    tab, kind = request.GET.get("tab", ""), request.GET.get("jenis", "")
    return {
        "tab": tab if tab in queries.TABS else queries.TABS[1],
        "kind": kind if kind in settings.PACK.travel_documents.papers else "",
        "search": request.GET.get("cari", "").strip()[:LONGEST],
    }


def _row(document: TravelDocument) -> dict[str, Any]:
    return {
        "document": document,
        "name": document_name(document.kind),
        "title": activity_name(document.application),
        "mark": mark_of(document),
        "clock": clock_words(document),
        "late": is_late(document),
    }


def _place(document: TravelDocument) -> str:
    return f"{document.start_by.isoformat()}_{document.pk}"
