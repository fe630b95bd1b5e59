"""What people chose about their mail: read when something is told, changed on their own page."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from simpel.ledger import clock
from simpel.people.models import User

from .hours import Departure, Wish, after_quiet, departure
from .kinds import is_urgent
from .models import Notice, Preference

PLAIN = Wish()  # everything at once, at any hour


def wishes(users: Iterable[int | None]) -> dict[int, Wish]:
    """By user, for those who chose something."""
    return {row.user_id: row.wish for row in Preference.objects.filter(user__in=[key for key in users if key])}


def leaving(notice: Notice, wish: Wish) -> Departure:
    """When this notice may leave, and how."""
    zone = ZoneInfo(settings.PACK.time_zone)
    return departure(notice.due_at, wish, urgent=is_urgent(notice.kind), zone=zone)


def held(moment: datetime, wish: Wish) -> datetime:
    """The moment, or the end of the quiet hours it falls into."""
    return after_quiet(moment, wish, ZoneInfo(settings.PACK.time_zone))


@transaction.atomic
def choose(user: User, wish: Wish) -> None:
    """Keep what somebody chose. It holds at once, also for what already waits for them."""
    Preference.objects.update_or_create(user=user, defaults=wish._asdict())
    waiting = Notice.objects.select_for_update().filter(user=user, sent_at=None, claimed_at=None)
    rows, now = list(waiting), clock.now()
    for notice in rows:
        notice.due_at = max(notice.ready_at, now)
        notice.due_at, notice.gathered = leaving(notice, wish)
    Notice.objects.bulk_update(rows, ["due_at", "gathered"])
