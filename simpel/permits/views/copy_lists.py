"""Tembusan: the pack's lists of recipients, as choices with the recipients they stand for."""

from collections import defaultdict

from simpel.letters.office import layout

from ..forms.choices import country_name, language
from ..models import Application


def copy_lists(application: Application) -> list[tuple[str, str]]:
    """Each list with its name and its recipients, filled in for this trip."""
    return [
        (copy.id, f"{copy.name[language()]}: {_recipients(application, copy.to)}") for copy in layout().copies.values()
    ]


def _recipients(application: Application, lines: tuple[str, ...]) -> str:
    """The recipients as they will stand on the letter."""
    activity = application.activity
    given = defaultdict(
        str, requested_by=application.institution.name, country=country_name(activity.country) if activity else "…"
    )
    return "; ".join(line.format_map(given) for line in lines)
