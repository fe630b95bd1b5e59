"""How the cells of figures are written."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format

from simpel.ui import writing

register = template.Library()


@register.filter
def shown(value: Any, kind: str) -> str:
    """{{ cell|shown:head.kind }}: money without cents, dates as days, everything else as a number."""
    if value is None:
        return ""
    if kind == "own":
        return writing.own_money(round(Decimal(value)))
    if kind == "usd":
        return writing.usd(round(Decimal(value)))
    if isinstance(value, date):
        return writing.day(value)
    return number_format(value, force_grouping=True) if kind == "count" else str(value)


@register.filter
def units(value: float | None) -> str:
    """{{ bar.y|units }}: a length of a drawing, with a point whatever the language."""
    return "" if value is None else f"{value:.1f}"
