"""Numbers without gap or double: one locked counter row for each series and year, in the transaction that uses the number."""

from datetime import date

from simpel.letters.layout import Series
from simpel.letters.models import Counter
from simpel.letters.wording import ROMAN


def take(series: str, year: int) -> int:
    """The next number. Rolls back with the caller, so a number that was not used was never given."""
    Counter.objects.get_or_create(series=series, year=year)
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def printed(series: Series, serial: int, *, activity: str, on: date) -> str:
    """The number as it stands on the letter."""
    return series.number.format(
        serial=serial, office=series.office, activity=activity, month=on.month, month_roman=ROMAN[on.month - 1], year=on.year
    )
