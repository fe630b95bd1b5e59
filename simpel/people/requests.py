"""Who is asking, typed: behind the login every request has one of our users."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .models import User


def signed_in(request: HttpRequest) -> User:
    """The user of a request that came through the login."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
