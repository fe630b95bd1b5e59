"""Figures for the public: twelve months, thirty days late, and only when there are enough cases to hide each one."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Count

from simpel.letters.models import Letter
from simpel.permits.models import Application

DELAY = timedelta(days=30)
YEAR = timedelta(days=365)
ENOUGH = 10


@dataclass(frozen=True)
class Figures:
    """What one year of permits looked like."""

    letters: int
    half_within: int  # days from filing to decision
    nine_in_ten_within: int


@lru_cache(maxsize=2)
def public_figures(today: date) -> Figures | None:
    """Counted once a day: the figures are a month old anyway. None while there is too little to count."""
    until = today - DELAY
    since = until - YEAR
    letters = Letter.objects.filter(state=Letter.State.ISSUED, issued_on__gt=since, issued_on__lte=until).count()
    decided = Application.objects.filter(filed_on__isnull=False, decided_on__gt=since, decided_on__lte=until)
    pairs = decided.values_list("filed_on", "decided_on").annotate(files=Count("pk")).order_by()
    days = sorted(day for filed, done, files in pairs for day in [(done - filed).days] * files)
    if letters < ENOUGH or len(days) < ENOUGH:
        return None
    return Figures(letters, _share(days, 0.5), _share(days, 0.9))


def _share(days: list[int], part: float) -> int:
    """The number of days within which that part of the cases was decided."""
    return days[min(len(days) - 1, int(len(days) * part))]
