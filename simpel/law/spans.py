"""Spans of days, with their first and last one: what overlaps, and the windows in which a law counts."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
MONTHS = {"year": 12, "quarter": 3, "month": 1}  # length of the windows that a calendar knows


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days one after the other. A span whose last day lies before its first one holds no day."""

    first: date
    last: date

    def overlaps(self, other: "Span") -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def holds(self, day: date) -> bool:
        """Whether the day is one of it."""
        return self.first <= day <= self.last

    def days(self, within: "Span") -> set[int]:
        """Its days inside another span, each as its number since the beginning of the calendar."""
        first, last = max(self.first, within.first), min(self.last, within.last)
        return set(range(first.toordinal(), last.toordinal() + 1))

    def distance(self, other: "Span") -> int:
        """Days from the end of the earlier one to the beginning of the later one; 0 when they overlap."""
        if self.overlaps(other):
            return 0
        return (other.first - self.last).days if self.last < other.first else (self.first - other.last).days


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later (or earlier), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def windows(span: Span, length: str, starts: str) -> Iterator[Span]:
    """The years, quarters or months that a span touches; `starts` ("04-01") is the first day of the year."""
    month, day = map(int, starts.split("-"))
    year_began = date(span.first.year - 1, month, day)
    number, step = 0, MONTHS[length]
    while (first := months_later(year_began, number * step)) <= span.last:
        window = Span(first, months_later(year_began, (number + 1) * step) - _DAY)
        if window.overlaps(span):
            yield window
        number += 1


def rolling(span: Span, others: Iterable[Span], days: int) -> Iterator[Span]:
    """Windows of so many days in which the most can fall: those that begin or end with one of the spans."""
    width = timedelta(days=days - 1)
    firsts = {first for one in (span, *others) for first in (one.first, one.last - width)}
    return (window for first in sorted(firsts) if (window := Span(first, first + width)).overlaps(span))
