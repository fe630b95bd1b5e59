"""Figures for management: one page, each table also as CSV."""

from itertools import chain
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .. import access, queries, tables
from ..forms import FiguresFilter
from ..panels import panels


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Angka: what was decided in a period, for the office or for one's own institution."""
    user, scope = access.require_reader(request)
    form = FiguresFilter(request.GET or None, scope=scope)
    wanted = form.wanted
    found = queries.figures(user, scope, wanted)
    context = {
        "form": form, "wanted": wanted, "found": found, "scope": scope, "panels": panels(found),
        "query": urlencode({name: value for name, value in request.GET.items() if value}),
    }  # fmt: skip
    return render(request, "figures/figures.html", context, status=422 if form.errors else 200)


@require_GET
def table(request: HttpRequest, name: str) -> HttpResponseBase:
    """One table of the page, as CSV for a spreadsheet."""
    user, scope = access.require_reader(request)
    found = queries.figures(user, scope, FiguresFilter(request.GET or None, scope=scope).wanted)
    panel = next((one for one in panels(found) if one.name == name), None)
    if panel is None:
        raise Http404
    rows = chain([[head.label for head in panel.heads]], panel.rows)
    answer = StreamingHttpResponse(chain([tables.BOM], tables.lines(rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="simpel-{name}.csv"'
    return answer
