"""Exchange rates of the pack: dated, each with its source. Amounts become the country's own money by them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_WHOLE = Decimal(1)


@dataclass(frozen=True)
class ExchangeRate:
    """What one unit of a currency (ISO 4217) is worth in the country's own money, from a day on."""

    currency: str
    on: date
    rate: Decimal
    source: str


@dataclass(frozen=True)
class Currencies:
    """Every row by currency, the newest first."""

    rows: Mapping[str, tuple[ExchangeRate, ...]] = field(default_factory=dict)

    def rate(self, currency: str, day: date) -> ExchangeRate | None:
        """The row in force on a day: the newest not younger than it. None before the first row: nobody knows."""
        return next((row for row in self.rows.get(currency, ()) if row.on <= day), None)

    def in_own_money(self, amount: Decimal, currency: str, day: date) -> Decimal | None:
        """An amount in whole units of the country's own money; no currency means that it is already in it."""
        if not currency:
            return amount.quantize(_WHOLE, ROUND_HALF_UP)
        row = self.rate(currency, day)
        return (amount * row.rate).quantize(_WHOLE, ROUND_HALF_UP) if row else None
