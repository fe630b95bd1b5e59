"""How dates and money are written for readers. Used by templates through tags, and by rooms that write mails."""

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, number_format


def calendar_day(value: date) -> date:
    """The day a moment falls on for readers here; a date is already one."""
    if not isinstance(value, datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()


def day(value: date) -> str:
    """15 Sep 2026."""
    return date_format(calendar_day(value), "j M Y")


def long_day(value: date) -> str:
    """Selasa, 15 September 2026."""
    return date_format(calendar_day(value), "l, j F Y")


def moment(value: datetime) -> str:
    """15 Sep 2026 pukul 10.42, in the pack's time zone."""
    return date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "DATETIME_FORMAT")


def span(first: date, last: date) -> str:
    """14–16 Mei 2026; months and years are named once when both ends share them."""
    first, last = calendar_day(first), calendar_day(last)
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{date_format(first, 'j M')} – {day(last)}"
    return f"{first.day}–{day(last)}"


def usd(amount: Decimal | int) -> str:
    """US$8.020, with cents only where there are any."""
    return f"US${_money(amount)}"


def own_money(amount: Decimal | int) -> str:
    """Rp12.500.000: the country's own money, with the sign its pack gives."""
    return f"{settings.PACK.currency}{_money(amount)}"


def _money(amount: Decimal | int) -> str:
    whole = Decimal(amount) == Decimal(amount).to_integral_value()
    return number_format(Decimal(amount), decimal_pos=0 if whole else 2, use_l10n=True, force_grouping=True)
