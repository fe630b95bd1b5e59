"""Reading what a row gives to its check: every keyword is tested against its kind in the check's signature."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from simpel.law.checks import CHECKS, ONE_OF, TOGETHER
from simpel.law.checks.parameters import (
    Classes,
    Codes,
    DateFact,
    DayCaps,
    FactNames,
    Hour,
    ListName,
    MonthDay,
    Pair,
    Shares,
    Substitutes,
    Table,
)
from simpel.law.facts import TRIP_FACTS, Lists, Trip
from simpel.law.outcomes import Outcome
from simpel.law.periods import Periods
from simpel.law.rates import Rates
from simpel.law.reading import BrokenPack, Row, Words, is_a
from simpel.law.rows import Source
from simpel.law.wording import Wording
from simpel.law.workflow import Workflow
from simpel.law.working_days import WorkingDays

DATE_FACTS = frozenset(name for name, hint in get_type_hints(Trip).items() if date in get_args(hint))
_LIST_OF = {"head_rank": "rank"}  # fact -> the list its codes are of, where the names differ


@dataclass(frozen=True)
class Ground:
    """What rows stand on: the pack's lists and tables."""

    languages: Codes
    lists: Lists
    sources: Mapping[str, Source]
    calendar: WorkingDays
    rates: Rates
    workflow: Workflow
    wording: Wording
    sentences: Mapping[str, Mapping[str, Words]]  # check -> outcome -> words
    zone: ZoneInfo
    periods: Periods
    named: Mapping[str, Mapping[str, Any]]  # tables.toml

    @property
    def tables(self) -> Mapping[Any, Any]:
        """Parameters that a pack gives and no row may."""
        return {
            WorkingDays: self.calendar,
            Rates: self.rates,
            Workflow: self.workflow,
            ZoneInfo: self.zone,
            Periods: self.periods,
        }


def read_parameters(row: Row, check: str, ground: Ground) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The keywords of a row as they are shown, and as the check receives them."""
    wanted = {name: wish for name, wish in signature(check)[1].items() if wish.annotation not in ground.tables}
    shown, given = {}, {}
    for name, parameter in wanted.items():
        key = key_of(name)
        if key in row.data:
            row.taken.add(key)
            shown[key] = _read(row, key, row.data[key], parameter.annotation, ground.lists)
            given[name] = _resolved(row, key, shown[key], parameter.annotation, ground)
        elif parameter.default is inspect.Parameter.empty:
            row.refuse(f"check {check} needs {key}", f"Add {key} = … to the row")
    _nothing_else(row, check, wanted)
    _complete(row, check)
    return shown, {**given, **_tables(check, ground)}


def key_of(name: str) -> str:
    """The key in the row: `not` and `class` are words of Python, so the check calls them `not_` and `class_`."""
    return name.rstrip("_")


def _nothing_else(row: Row, check: str, wanted: Iterable[str]) -> None:
    known = [key_of(name) for name in wanted]
    extra = [key for key in row.rest() if key not in known]
    if extra:
        keywords = ", ".join(known) or "none"
        row.refuse(f"check {check} does not know {extra[0]}", f"Remove or rename it. Keywords of the check: {keywords}")


def _complete(row: Row, check: str) -> None:
    """Some keywords say nothing alone, and some checks need one of several."""
    choice, pair = ([key_of(name) for name in names.get(check, ())] for names in (ONE_OF, TOGETHER))
    if choice and not any(key in row.data for key in choice):
        row.refuse(f"check {check} needs one of {', '.join(choice)}", f"Add {choice[0]} = … to the row")
    if any(key in row.data for key in pair):
        for key in pair:
            if key not in row.data:
                row.refuse(f"check {check} needs {key} beside {' and '.join(set(pair) - {key})}", f"Add {key} = …")


def _tables(check: str, ground: Ground) -> Mapping[str, Any]:
    """The tables that the check asks of the pack."""
    wanted = signature(check)[1]
    return {name: ground.tables[wish.annotation] for name, wish in wanted.items() if wish.annotation in ground.tables}


@cache
def signature(check: str) -> tuple[bool, Mapping[str, inspect.Parameter]]:
    """Whether a check looks at one traveller, and its keywords with their kinds."""
    function: Callable[..., Outcome] = CHECKS[check]
    hints = get_type_hints(function, include_extras=True)
    parameters = inspect.signature(function).parameters.values()
    keywords = {
        wish.name: wish.replace(annotation=hints[wish.name]) for wish in parameters if wish.kind is wish.KEYWORD_ONLY
    }
    return "traveller" in hints, keywords


def _read(row: Row, key: str, value: Any, kind: Any, lists: Lists) -> Any:
    """A parameter out of TOML, refused when it is not of its kind."""
    if get_origin(kind) is Literal:
        return row.known(key, row.need(key, str), get_args(kind))
    if kind in (int, bool, str):
        return row.count(key, value) if kind is int else row.need(key, kind)
    if special := _SPECIAL.get(kind):
        return special(row, key, lists)
    if kind in (Classes, DayCaps, Shares):
        return _by_code(row, key, str if kind == Classes else int, lists["golongan"] if kind == Classes else None)
    meaning = kind.__metadata__[0] if get_origin(kind) is Annotated else ""
    codes = row.codes(key) if Codes in (kind, getattr(kind, "__origin__", None)) else row.need(key, str)
    _all_known(row, key, codes if isinstance(codes, tuple) else (codes,), lists.get(meaning))
    return codes


def _resolved(row: Row, key: str, value: Any, kind: Any, ground: Ground) -> Any:
    """What the check receives for a name: the table or the list that it stands for."""
    if kind == ListName:
        return tuple(ground.lists[value])
    return _table(row, key, value, ground) if kind == Table else value


def _table(row: Row, key: str, name: str, ground: Ground) -> Mapping[str, Any]:
    """A table of tables.toml, its codes compared with the facts that the row looks it up by."""
    row.known(key, name, ground.named)
    by = row.data.get("by", [])
    facts = [by] if isinstance(by, str) else list(by)
    _levels(name, ground.named[name], facts, ground.lists)
    return ground.named[name]


def _levels(name: str, table: Any, facts: list[str], lists: Lists) -> None:
    place = Row("tables.toml", name, table if isinstance(table, Mapping) else {})
    if not facts:
        if not is_a(int, table):
            raise BrokenPack("tables.toml", name, "a row looks it up by fewer facts", "Give a number for each code")
        return
    if not isinstance(table, Mapping):
        raise BrokenPack(
            "tables.toml", name, f"it holds no codes of {facts[0]}", f"Write [{name}.CODE] and its numbers"
        )
    for code, inner in table.items():
        _all_known(place, facts[0], [code], lists.get(_LIST_OF.get(facts[0], facts[0])))
        _levels(name, inner, facts[1:], lists)


def _date_fact(row: Row, key: str, lists: Lists) -> str:
    return row.known(key, row.need(key, str), DATE_FACTS)


def _facts(row: Row, key: str, lists: Lists) -> Codes:
    codes = (row.need(key, str),) if isinstance(row.data[key], str) else row.codes(key)
    _all_known(row, key, codes, TRIP_FACTS)
    return codes


def _pair(row: Row, key: str, lists: Lists) -> str:
    pair = row.need(key, str)
    offices = pair.split("/")
    if len(offices) != 2 or offices[0] == offices[1]:  # a pair is two
        row.refuse(f"{key} says {pair!r}", 'Write two offices with a stroke between them, as in "HEAD/DEPUTY"')
    _all_known(row, key, offices, lists["office"])
    return pair


def _hour(row: Row, key: str, lists: Lists) -> str:
    hour = row.need(key, str)
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", hour):
        row.refuse(f"{key} says {hour!r}", 'Write an hour of the day, as in "16:00"')
    return hour


def _month_day(row: Row, key: str, lists: Lists) -> str:
    written = row.need(key, str)
    try:
        date.fromisoformat(f"2001-{written}")
    except ValueError:
        row.refuse(f"{key} says {written!r}", 'Write month and day, as in "04-01"; a year cannot begin on 29 February')
    return written


def _list_name(row: Row, key: str, lists: Lists) -> str:
    name = row.known(key, row.need(key, str), lists)
    if not lists[name]:
        row.refuse(f"{key} says {name!r}, and that list is empty", f"Fill [{name}] in pack.toml")
    return name


def _table_name(row: Row, key: str, lists: Lists) -> str:
    return row.need(key, str)


def _by_code(row: Row, key: str, kind: type, codes: Iterable[str] | None) -> Mapping[str, Any]:
    """A small table inside a row."""
    given = row.need(key, dict)
    for code, value in given.items():
        if codes is not None:
            row.known(key, code, codes)
        if kind is int:
            row.count(f"{key}.{code}", value)
        elif not is_a(kind, value):
            row.refuse(f"{key}.{code} says {value!r}", "Write a text")
    for code in codes or ():
        if code not in given:
            row.refuse(f"{key} says nothing for {code}", f'Add {code} = "…"')
    return dict(given)


def _substitutes(row: Row, key: str, lists: Lists) -> Mapping[str, Mapping[str, str]]:
    given = row.need(key, dict)
    for document, by_activity in given.items():
        row.known(key, document, lists["document"])
        if not isinstance(by_activity, dict):
            row.refuse(
                f"{key}.{document} must be a table", f'Write {key} = {{ {document} = {{ ACTIVITY = "DOCUMENT" }} }}'
            )
        _all_known(row, key, by_activity, lists["activity"])
        _all_known(row, key, by_activity.values(), lists["document"])
    return dict(given)


def _all_known(row: Row, key: str, codes: Iterable[str], allowed: Iterable[str] | None) -> None:
    for code in codes if allowed is not None else ():
        row.known(key, code, allowed or ())


_SPECIAL: Mapping[Any, Callable[[Row, str, Lists], Any]] = {
    Substitutes: _substitutes,
    DateFact: _date_fact,
    FactNames: _facts,
    Pair: _pair,
    Hour: _hour,
    MonthDay: _month_day,
    ListName: _list_name,
    Table: _table_name,
}
