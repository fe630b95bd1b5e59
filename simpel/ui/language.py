"""Which language a page speaks: the account's choice, else the browser's cookie, else the pack's usual one."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "simpel_bahasa"
COOKIE_AGE = 365 * 24 * 3600


def known(code: str) -> bool:
    """Whether we speak this language."""
    return code in dict(settings.LANGUAGES)


def remember(response: HttpResponse, name: str, value: str) -> None:
    """A preference in a cookie: no personal data, readable by nobody but this site."""
    response.set_cookie(
        name, value, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


class LanguageMiddleware:
    """Stands before authentication, whose refusals speak too; the account's choice is read later, in the view phase."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(COOKIE, "")
        self._speak(request, chosen if known(chosen) else settings.PACK.languages[0])
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if getattr(request, "language_of_account", "") not in {"", chosen}:
            remember(response, COOKIE, request.LANGUAGE_CODE)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if SESSION_KEY not in request.session:
            return
        of_account = getattr(request.user, "language", "")
        if known(of_account):
            request.language_of_account = of_account  # type: ignore[attr-defined]
            self._speak(request, of_account)

    @staticmethod
    def _speak(request: HttpRequest, code: str) -> None:
        translation.activate(code)
        request.LANGUAGE_CODE = code
