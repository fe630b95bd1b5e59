"""What time it is. The only place that asks; rehearsals and scenarios may shift it, production may not."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC. A rehearsal's clock file holds the seconds to add (settings refuse it in production)."""
    return timezone.now() + _shift()


def today() -> date:
    """Today's date in the pack's time zone."""
    return timezone.localdate(now())


def wall() -> datetime:
    """This moment unshifted: for leases between processes, which die in real time whatever day is being rehearsed."""
    return timezone.now()


def _shift() -> timedelta:
    if not settings.CLOCK_FILE:
        return timedelta(0)
    try:
        return timedelta(seconds=float(Path(settings.CLOCK_FILE).read_text() or 0))
    except FileNotFoundError:
        return timedelta(0)
