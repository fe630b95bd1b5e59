"""/akun/kalender/ where addresses are made, and /kalender/TOKEN.ics where calendar programs fetch."""

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpel.people.requests import signed_in

from .. import feeds, icalendar
from ..actions.feeding import close_feed, feed_by_token, open_feed
from ..forms.calendar import FeedForm
from ..models import CalendarFeed

FRESH = 15 * 60  # seconds


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself, in its owner's language; 304 to a program that has it already."""
    found = feed_by_token(token)
    with translation.override(found.owner.language):
        text = icalendar.write(feeds.name_of(found), feeds.events(found))
    etag = f'"{sha256(text).hexdigest()[:32]}"'
    same = etag in request.headers.get("If-None-Match", "")
    response = HttpResponseNotModified() if same else HttpResponse(text, content_type="text/calendar; charset=utf-8")
    for name, value in (("ETag", etag), ("Cache-Control", f"private, max-age={FRESH}"), ("X-Robots-Tag", "noindex")):
        response.headers[name] = value
    return response


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """My calendars; POST makes a new address and shows it this once."""
    user = signed_in(request)
    form = FeedForm(request.POST or None, user=user)
    address, status = "", 200
    if request.method == "POST":
        status = 200 if form.is_valid() else 422
        if form.is_valid():
            _opened, token = open_feed(by=user, **form.cleaned_data)
            address = settings.SITE_URL + reverse("permits:feed", args=[token])
            form = FeedForm(user=user)
    known = [(row, feeds.name_of(row)) for row in CalendarFeed.objects.filter(owner=user)]
    return render(
        request, "permits/calendar/mine.html", {"form": form, "feeds": known, "address": address}, status=status
    )


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of my addresses."""
    user = signed_in(request)
    close_feed(get_object_or_404(CalendarFeed, pk=pk, owner=user), by=user)
    messages.success(request, _("Alamat kalender itu tidak berlaku lagi."))
    return redirect("permits:feeds")
