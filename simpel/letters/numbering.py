"""Numbers without gap or double: a locked counter row for each series and year, in the transaction that uses them."""

from datetime import date

from simpel.letters.layout import Series
from simpel.letters.models import Counter
from simpel.letters.wording import ROMAN


def take(series: str, year: int, *, count: int = 1) -> int:
    """The next number, or the last of the next `count`. Rolls back with the caller: what was not used was not given."""
    Counter.objects.get_or_create(series=series, year=year)
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.last += count
    counter.save(update_fields=["last"])
    return counter.last


def following(series: str, year: int) -> int:
    """The number that would be given now: to show, never to use."""
    last = Counter.objects.filter(series=series, year=year).values_list("last", flat=True).first()
    return (last or 0) + 1


def printed(series: Series, serial: int, *, activity: str, on: date) -> str:
    """The number as it stands on the letter."""
    return series.number.format(
        serial=serial,
        office=series.office,
        activity=activity,
        month=on.month,
        month_roman=ROMAN[on.month - 1],
        year=on.year,
    )
