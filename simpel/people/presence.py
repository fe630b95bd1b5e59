"""Signed in, and still there: unattended sessions end; where it is demanded, nobody works without a second factor."""

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from simpel.people.sessions import SEEN

IDLE = 30 * 60  # seconds without a request after which a session ends
NOTED_EVERY = 5 * 60  # seconds: a page view writes to the session no more often than this
OPEN_WITHOUT = ("/akun/", "/keluar/", "/masuk/", "/bahasa/", "/tampilan/")


class PresenceMiddleware:
    """After authentication, before the views."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if _left_alone(request):
                logout(request)
                messages.info(
                    request,
                    _(
                        "Anda keluar karena 30 menit tidak ada kegiatan. "
                        "Masuk lagi untuk melanjutkan; yang sudah tersimpan tetap ada."
                    ),
                )
            elif _needs_second_factor(request):
                messages.warning(
                    request, _("Aktifkan pengaman kedua dahulu. Tanpa itu pekerjaan di sini belum dapat dibuka.")
                )
                return redirect("mfa_index")
        return self.get_response(request)


def _left_alone(request: HttpRequest) -> bool:
    now = time.time()
    seen = request.session.get(SEEN, now)
    if now - seen > IDLE:
        return True
    if now - seen > NOTED_EVERY:
        request.session[SEEN] = now
    return False


def _needs_second_factor(request: HttpRequest) -> bool:
    """Whether this account still has to set one up before it may work here."""
    if not settings.REQUIRE_SECOND_FACTOR or request.path.startswith(OPEN_WITHOUT):
        return False
    return not is_mfa_enabled(request.user)
