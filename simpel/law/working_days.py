"""Working days: Monday to Friday, without the holidays a pack names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from simpel.law.rows import Holiday

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of an office. Counting begins on the day after the first: "within 10 working days of receipt"."""

    holidays: frozenset[date] = frozenset()
    regional: Mapping[str, frozenset[date]] = field(default_factory=dict)  # region -> its own days, beside those of all

    def of(self, region: str | None) -> "WorkingDays":
        """The calendar of offices in a region; the common one where the region has no days of its own."""
        own = self.regional.get(region or "")
        return WorkingDays(self.holidays | own) if own else self

    def is_working(self, day: date) -> bool:
        """Whether the office works on this day."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def after(self, day: date, days: int) -> date:
        """The working day that lies `days` working days after `day` (0: the day itself or the next working day)."""
        if days == 0:
            return next(self._working(day, _DAY))
        working = self._working(day + _DAY, _DAY)
        return next(found for number, found in enumerate(working, 1) if number == days)

    def before(self, day: date, days: int) -> date:
        """The working day that lies `days` working days before `day` (0: the day itself or the last working day)."""
        if days == 0:
            return next(self._working(day, -_DAY))
        working = self._working(day - _DAY, -_DAY)
        return next(found for number, found in enumerate(working, 1) if number == days)

    def between(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and with `last`."""
        span = (last - first).days
        return sum(self.is_working(first + timedelta(days=number)) for number in range(1, span + 1))

    def _working(self, day: date, step: timedelta) -> Iterator[date]:
        return (found for number in count() if self.is_working(found := day + number * step))


def working_days(holidays: Mapping[date, tuple[Holiday, ...]]) -> WorkingDays:
    """The working days that a table of holidays leaves, everywhere and in its regions."""
    named = [
        (holiday.on, region) for rows in holidays.values() for holiday in rows for region in holiday.regions or ("",)
    ]
    regions = {region for _, region in named}
    days = {region: frozenset(on for on, where in named if where == region) for region in regions}
    return WorkingDays(days.pop("", frozenset()), days)
