"""Rows as CSV: what a spreadsheet may open without being told to calculate."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes for the beginning of a formula


def harmless(text: str) -> str:
    """Text that no spreadsheet calculates: an apostrophe before what could begin a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA[:4]) else text


def plain(value: Any) -> str:
    """A cell as text: ISO dates, a point before decimals, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (date, int, float, Decimal)):
        return str(value)
    return harmless(str(value))


def line(row: Sequence[Any]) -> str:
    """A row as one line of CSV (RFC 4180)."""
    out = io.StringIO()
    csv.writer(out).writerow([plain(value) for value in row])
    return out.getvalue()


def lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Each row as one line."""
    return map(line, rows)
