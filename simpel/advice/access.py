"""Who may try a rule: whoever sits at a desk of the deciding office today. Checking and reading is for everybody."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import User
from simpel.people.requests import signed_in


def may_try(user: User | AnonymousUser | object) -> bool:
    """Whether this person may replay files under another law: they see counts and files of the whole office."""
    desks = settings.PACK.workflow.desks
    return isinstance(user, User) and any(
        desks[held.desk].scope == "office" for held in appointments(user, clock.today())
    )


def require_officer(request: HttpRequest) -> User:
    """The officer who asks; for anybody else the page does not exist."""
    try:
        user = signed_in(request)
    except PermissionDenied:
        raise Http404 from None
    if not may_try(user):
        raise Http404
    return user
