"""The pack's calendars: periods with a name in which a law may forbid or allow something, as dated rows."""

from dataclasses import dataclass, field

from simpel.law.facts import Codes
from simpel.law.reading import Words
from simpel.law.spans import Span


@dataclass(frozen=True)
class Period:
    """One period of one calendar; for some kinds of institution or some regions, or for all."""

    calendar: str
    span: Span
    names: Words
    institutions: Codes = ()
    regions: Codes = ()
    cite: str = ""
    confidence: str = "confirmed"


@dataclass(frozen=True)
class Periods:
    """calendars.toml, in the order of its rows."""

    rows: tuple[Period, ...] = field(default=())

    def touching(self, calendar: str, span: Span) -> list[Period]:
        """The periods of a calendar that share a day with a span."""
        return [period for period in self.rows if period.calendar == calendar and period.span.overlaps(span)]
