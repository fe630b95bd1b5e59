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
    cities: Mapping[tuple[int, str, str], Rate] = field(default_factory=dict)  # the city in small letters

    @cached_property
    def _years(self) -> Mapping[str, tuple[int, ...]]:
        """Country to the budget years it is listed in, newest first."""
        countries = {country for _, country in self.rows}
        years = {seen: [year for year, country in self.rows if country == seen] for seen in countries}
        return {country: tuple(sorted(found, reverse=True)) for country, found in years.items()}

    def place(self, country: str) -> str | None:
        """The country whose rate is paid for this one: itself, the seat of the accredited mission, or none."""
        if country in self._years:
            return country
        seat = self.accredited.get(country)
        return seat if seat in self._years else None

    def rate(self, country: str, day: date | None, *, city: str | None = None) -> Rate | None:
        """The row that applies: the newest not younger than the day, or the oldest for a day before all tables.

        A city that the table of that year lists has a rate of its own.
        """
        seat = self.place(country)
        if seat is None:
            return None
        years = self._years[seat]
        year = next((year for year in years if day is None or year <= day.year), years[-1])
        return self.cities.get((year, country, (city or "").strip().casefold()), self.rows[year, seat])
