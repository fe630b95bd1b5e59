"""The key in a crisis mail: opens one person's answer in one crisis, for as long as the crisis is open."""

from django.core import signing
from django.http import Http404

from .models import CheckIn

SALT = "simpel.whereabouts.check_in"


def token(check_in: CheckIn) -> str:
    """The key for this person; anybody who holds the mail holds it."""
    return signing.dumps(check_in.pk, salt=SALT)


def by_token(key: str) -> CheckIn:
    """The row that a key opens, or 404. Whether it may still be answered is asked by `actions.answer`."""
    try:
        pk = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    found = CheckIn.objects.filter(pk=pk).select_related("crisis", "person", "application").first()
    if found is None:
        raise Http404
    return found
