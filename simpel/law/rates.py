"""The per diem table: US dollars a day by country and golongan, of a budget year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True)
class Rate:
    """One country's row in one year."""

    country: str
    year: int
    name: str
    by_golongan: Mapping[str, Decimal]
    source: str


@dataclass(frozen=True)
class Rates:
    """Every row, and the countries that use another one's row because the accredited mission sits there."""

    rows: Mapping[tuple[int, str], Rate] = field(default_factory=dict)
    accredited: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget years there are tables for, newest first."""
        return tuple(sorted({year for year, _ in self.rows}, reverse=True))

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(country for _, country in self.rows)

    def year_for(self, day: date | None) -> int | None:
        """The newest table not younger than the trip; the oldest one for trips before all tables."""
        years = self.years
        if not years:
            return None
        return next((year for year in years if day is None or year <= day.year), years[-1])

    def place(self, country: str) -> str | None:
        """The country whose rate is paid for this one: itself, the seat of the accredited mission, or none."""
        if country in self._listed:
            return country
        seat = self.accredited.get(country)
        return seat if seat in self._listed else None

    def rate(self, country: str, day: date | None) -> Rate | None:
        """The row that applies, if there is one."""
        seat, year = self.place(country), self.year_for(day)
        return None if seat is None or year is None else self.rows.get((year, seat))
