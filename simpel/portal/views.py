"""What anybody may open without an account: home, about, and the small addresses machines ask for."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import queries

ROBOTS = """User-agent: *
Allow: /$
Allow: /tentang/
Allow: /periksa/$
Allow: /cek/$
Allow: /aturan/
Allow: /angka/publik/
Disallow: /
"""


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The three doors, the way of a file, and figures where there are any to be proud or ashamed of."""
    return render(request, "portal/home.html", {"figures": queries.public_figures()})


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, by whom and for whom, what it keeps about people, how to get at the source."""
    return render(request, "portal/about.html")


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For the machine that watches: does the site reach its database? Says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"healthy": False, "database": False}, status=503)
    return JsonResponse({"healthy": True, "database": True})


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines see the front of the house; nothing about a letter belongs in an index."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that ask at the old place are sent to the emblem."""
    return HttpResponse(status=302, headers={"Location": static("ui/emblem.svg"), "Cache-Control": "max-age=86400"})
