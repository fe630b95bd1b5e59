"""Reading the pack's calendars: holidays.toml, the days without work, and calendars.toml, the named periods."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from simpel.law.facts import Codes, Lists
from simpel.law.periods import Period, Periods
from simpel.law.reading import Row, only, rows, toml
from simpel.law.rows import CONFIDENCES, Holiday, Source
from simpel.law.spans import Span

MARKS = ("holiday", "joint_leave")


def read_holidays(
    file: str, text: str, languages: Codes, lists: Lists, sources: Mapping[str, Source]
) -> dict[date, tuple[Holiday, ...]]:
    """holidays.toml: each day once, or once for each of several regions."""
    data = toml(file, text)
    only(file, data, ["holiday"])
    found: dict[date, tuple[Holiday, ...]] = {}
    for number, values in enumerate(_listed(file, data), 1):
        row = Row(file, str(values.get("on", f"holiday {number}")), values)
        holiday = _holiday(row, languages, lists, sources)
        for other in found.get(holiday.on, ()):
            if not (holiday.regions and other.regions) or not set(holiday.regions).isdisjoint(other.regions):
                row.refuse(f"on {holiday.on} is there twice", "Keep one of the two rows, or name their regions")
        found[holiday.on] = (*found.get(holiday.on, ()), holiday)
    return found


def _listed(file: str, data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = data.get("holiday", [])
    if not isinstance(listed, list):
        Row(file, "holiday", {}).refuse("this must be a list of rows", "Write [[holiday]] with two brackets")
    return cast(list[Mapping[str, Any]], listed)


def _holiday(row: Row, languages: Codes, lists: Lists, sources: Mapping[str, Source]) -> Holiday:
    holiday = Holiday(
        on=row.need("on", date),
        names=row.words("name", languages),
        mark=cast(Any, row.one_of("mark", MARKS, default="holiday")),
        regions=tuple(row.known("regions", code, lists["region"]) for code in row.codes("regions")),
        cite=_cite(row, sources),
        confidence=row.one_of("confidence", CONFIDENCES, default="confirmed"),
    )
    row.done()
    return holiday


def read_periods(file: str, text: str, languages: Codes, lists: Lists, sources: Mapping[str, Source]) -> Periods:
    """calendars.toml"""
    data = toml(file, text)
    only(file, data, ["period"])
    return Periods(tuple(_period(row, languages, lists, sources) for row in rows(file, data, "period")))


def _period(row: Row, languages: Codes, lists: Lists, sources: Mapping[str, Source]) -> Period:
    row.need("id", str)
    period = Period(
        calendar=row.one_of("calendar", lists["calendar"]),
        span=Span(row.need("starts_on", date), row.need("ends_on", date)),
        names=row.words("name", languages),
        institutions=tuple(row.known("institutions", code, lists["institution"]) for code in row.codes("institutions")),
        regions=tuple(row.known("regions", code, lists["region"]) for code in row.codes("regions")),
        cite=_cite(row, sources),
        confidence=row.one_of("confidence", CONFIDENCES, default="confirmed"),
    )
    if period.span.last < period.span.first:
        row.refuse("ends_on lies before starts_on", "Give the last day of the period")
    row.done()
    return period


def _cite(row: Row, sources: Mapping[str, Source]) -> str:
    cite = row.get("cite", str, "")
    if cite:
        row.known("cite", cite.partition("/")[0], sources)
    return cite
