"""Quarters of a year: their days, their names, and the published ones."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from .models import Publication

MONTHS = 3
NUMERALS = ("I", "II", "III", "IV")
SHOWN = 12  # three years


def quarter(year: int, number: int) -> tuple[date, date]:
    """The first and the last day of a quarter."""
    first = date(year, MONTHS * (number - 1) + 1, 1)
    after = date(year + 1, 1, 1) if number == len(NUMERALS) else date(year, MONTHS * number + 1, 1)
    return first, after - timedelta(days=1)


def published() -> list[Publication]:
    """What the public may look at, the latest first: quarters with enough people to say anything."""
    return [one for one in Publication.objects.all()[: 2 * SHOWN] if one.content][:SHOWN]


def slug(publication: Publication) -> str:
    """2026-2: the second quarter of 2026."""
    return f"{publication.starts_on.year}-{publication.starts_on.month // MONTHS + 1}"


def name(publication: Publication) -> str:
    """A quarter in words."""
    numeral = NUMERALS[publication.starts_on.month // MONTHS]
    return _("Triwulan %(number)s %(year)s") % {"number": numeral, "year": publication.starts_on.year}
