"""Sessions that know whose they are: people see where they are signed in, end the others, and hold three at most."""

import time
from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.dispatch import receiver
from django.http import HttpRequest

from simpel.ledger import clock

AT_MOST = 3
SINCE, SEEN, DEVICE, PROVED = "signed_in_at", "seen", "device", "proved_at"
BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


class Session(AbstractBaseSession):
    """Django's session row with the account it belongs to."""

    user_id = models.PositiveBigIntegerField(null=True, db_index=True)

    class Meta(AbstractBaseSession.Meta):
        app_label = "people"

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        return SessionStore

    @property
    def since(self) -> datetime | None:
        """When this session was signed in, where that was noted."""
        noted = self.get_decoded().get(SINCE)
        return datetime.fromisoformat(noted) if noted else None

    @property
    def device(self) -> str:
        """Browser and system, as far as the browser told."""
        return str(self.get_decoded().get(DEVICE, ""))


class SessionStore(DatabaseStore):
    """Named by settings.SESSION_ENGINE."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        plain = super().create_model_instance(data)
        owner = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return Session(plain.session_key, plain.session_data, plain.expire_date, owner)


@receiver(user_logged_in)
def note_proof(request: HttpRequest, **more: Any) -> None:
    """Signing in, by whatever way, proves who somebody is. Kept in wall time: no rehearsed day makes it older."""
    request.session[PROVED] = time.time()


def begin(request: HttpRequest, user_id: int) -> None:
    """Note when and where somebody signed in; the oldest sessions beyond the limit end."""
    request.session[SINCE] = clock.now().isoformat()
    request.session[SEEN] = time.time()
    request.session[DEVICE] = device(request.headers.get("User-Agent", ""))
    request.session.save()
    kept = Session.objects.filter(user_id=user_id).exclude(session_key=request.session.session_key)
    surplus = kept.order_by("-expire_date").values_list("session_key", flat=True)[AT_MOST - 1 :]
    Session.objects.filter(session_key__in=list(surplus)).delete()


def device(agent: str) -> str:
    """Firefox, Windows: enough to recognise one's own, nothing that could follow anybody."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    return ", ".join(part for part in (browser, system) if part)


def of(user_id: int) -> list[Session]:
    """The account's living sessions, the newest first."""
    return list(Session.objects.filter(user_id=user_id, expire_date__gt=clock.now()).order_by("-expire_date"))


def end_others(request: HttpRequest) -> int:
    """End every session of this account but the one that asks."""
    others = Session.objects.filter(user_id=request.user.pk).exclude(session_key=request.session.session_key)
    return others.delete()[0]


def end_all(user_id: int) -> int:
    """End every session of an account: it is closed, or what it may do has changed."""
    return Session.objects.filter(user_id=user_id).delete()[0]
