"""Reading duties.toml: what is owed after a trip, and what institutions owe by the calendar."""

from typing import Any, cast

from simpel.law.read_parameters import DATE_FACTS, Ground
from simpel.law.read_rules import read_citations, read_dates
from simpel.law.reading import Row, only, rows, toml
from simpel.law.rows import CONFIDENCES, Duty
from simpel.law.scopes import read_scope
from simpel.law.spans import MONTHS

_LONGEST_MONTH = 31
_OF_INSTITUTIONS = frozenset({"institution", "region", "own"})


def read_duties(file: str, text: str, ground: Ground) -> tuple[Duty, ...]:
    """duties.toml"""
    data = toml(file, text)
    only(file, data, ["duty"])
    return tuple(_duty(row, ground) for row in rows(file, data, "duty"))


def _duty(row: Row, ground: Ground) -> Duty:
    of = row.one_of("of", ("trip", "institution"), default="trip")
    since, until = read_dates(row)
    duty = Duty(
        id=row.need("id", str),
        what=row.one_of("what", ground.lists["duty"]),
        titles=row.words("title", ground.languages),
        to=_reader(row, ground),
        of=cast(Any, of),
        **_when(row, of),
        since=since,
        until=until,
        citations=read_citations(row, ground.sources),
        confidence=row.one_of("confidence", CONFIDENCES),
        scope=read_scope(row, ground.lists),
        consequences=row.maybe_words("consequence", ground.languages) or {},
    )
    for fact in (*duty.scope.for_, *duty.scope.unless) if of == "institution" else ():
        row.known("for", fact, _OF_INSTITUTIONS)
    row.done()
    return duty


def _when(row: Row, of: str) -> dict[str, Any]:
    """The keys that say when it is due: so long after a day of the trip, or on a day of the calendar."""
    if of == "institution":
        every = row.one_of("every", MONTHS)
        day = row.count("day", row.need("day", int), least=1)
        if every == "month" and day > _LONGEST_MONTH:
            row.refuse(f"day is {day}, and no month has it", "Write a day from 1 to 31; in short months it is the last")
        return {"each": "party", "after": "", "days": 0, "count": "calendar", "every": every, "day": day}
    return {
        "each": row.one_of("each", ("party", "participant"), default="party"),
        "after": row.known("after", row.get("after", str, "returns_on"), DATE_FACTS),
        "days": row.count("days", row.need("days", int)),
        "count": row.one_of("count", ("calendar", "working"), default="calendar"),
        "every": "",
        "day": 0,
    }


def _reader(row: Row, ground: Ground) -> str:
    """Who receives it: a desk of the workflow, an office, or an office outside."""
    readers = {"", *ground.workflow.desks, *ground.lists["office"], *ground.lists["endorser"]}
    return row.known("to", row.get("to", str, ""), readers)
