"""Numbers without gap or double: a locked counter row for each series and year, in the transaction that uses them."""

from simpel.letters.models import Counter


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
