"""Opening, renewing and closing calendar addresses. Whoever has the address reads the calendar."""

import secrets
from hashlib import sha256

from django.db import transaction
from django.http import Http404

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import User

from .. import feeds
from ..models import CalendarFeed


@transaction.atomic
def open_feed(*, by: User, kind: str, country: str = "") -> tuple[CalendarFeed, str]:
    """A new address for this calendar, which ends the earlier one. Returns it with its token, told this once."""
    if kind == CalendarFeed.Kind.COUNTRY and not feeds.at_office(by):
        raise Refused("wrong_desk", {})
    token = secrets.token_urlsafe(32)
    fresh = {"token_sha256": digest(token), "renewed_at": clock.now()}
    feed, _created = CalendarFeed.objects.update_or_create(owner=by, kind=kind, country=country, defaults=fresh)
    record("calendar.open", f"calendar:{feed.pk}", actor=by, calendar=kind, country=country)
    return feed, token


@transaction.atomic
def close_feed(feed: CalendarFeed, *, by: User) -> None:
    """The address opens nothing any more."""
    record("calendar.close", f"calendar:{feed.pk}", actor=by, calendar=feed.kind, country=feed.country)
    feed.delete()


def feed_by_token(token: str) -> CalendarFeed:
    """The calendar under this address, or 404. Compared by digest: nothing is learned from how long it takes."""
    feed = CalendarFeed.objects.select_related("owner").filter(token_sha256=digest(token)).first()
    if feed is None or not feeds.is_open(feed):
        raise Http404
    return feed


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
