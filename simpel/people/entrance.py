"""The door in front of every page. A session that ended in the middle of work is told apart from a first visit."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


class EntranceMiddleware(LoginRequiredMiddleware):
    """Nobody comes in without an account, except where a view says `login_not_required`."""

    def handle_no_permission(  # type: ignore[override]  # the stubs know redirects only; Django takes any answer
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """A page: sign in first. A piece of a page: 401, the page says so itself. A form: sign in, then send again."""
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401)
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        messages.warning(
            request, _("Sesi Anda sudah berakhir, jadi isian terakhir belum terkirim. Masuk, lalu kirim sekali lagi.")
        )
        return redirect_to_login(_page_before(request), resolve_url(settings.LOGIN_URL), "next")


def _page_before(request: HttpRequest) -> str:
    """The page the form stood on: its own address may answer to forms only."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(referer)
    return parts._replace(scheme="", netloc="").geturl()
