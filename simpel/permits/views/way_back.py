"""The button that takes the last step back: whether to show it, and for how long still."""

import secrets
from math import ceil
from typing import NamedTuple

from simpel.ledger import clock
from simpel.people.models import User

from ..models import Application
from ..undo import until


class WayBack(NamedTuple):
    """Minutes left, rounded up, and the key of this one request."""

    minutes: int
    key: str


def way_back(application: Application, user: User) -> WayBack | None:
    """The chance to undo, if this person has one now."""
    now = clock.now()
    ends = until(application, by=user, now=now)
    return WayBack(ceil((ends - now).total_seconds() / 60), secrets.token_urlsafe(18)) if ends else None
