"""How long ago somebody proved who they are, and asking once more before an act that binds others (INV-13)."""

import time
from typing import NoReturn

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest

from .requests import signed_in
from .sessions import PROVED


def is_fresh(request: HttpRequest, *, minutes: int) -> bool:
    """Whether the reader signed in, or proved it once more, within so many minutes of wall time."""
    return time.time() - _proved_at(request) < minutes * 60


def ask_again(request: HttpRequest) -> NoReturn:
    """Send the reader to prove it (password, code or key). A form just sent is kept and comes back to its own view."""
    raise ReauthenticationRequired


def _proved_at(request: HttpRequest) -> float:
    """The moment of the last proof, in seconds since 1970; 0 where none is known."""
    noted = [float(one["at"]) for one in get_authentication_records(request, signed_in(request))]
    return max([float(request.session.get(PROVED, 0)), *noted])
