"""Light, dark, or as the device: the account's choice, else the browser's cookie."""

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

COOKIE = "simpel_tampilan"
THEMES = ("", "light", "dark")


def theme_of(request: HttpRequest) -> str:
    """The theme as the cookie tells it; enough for pages that must not touch the database."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


def theme_for(request: HttpRequest) -> str:
    """The theme of whoever is reading: the account's when there is one."""
    session = getattr(request, "session", {})
    if SESSION_KEY in session:
        return str(getattr(request.user, "theme", ""))
    return theme_of(request)
