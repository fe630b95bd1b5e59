"""Reading the tables beside the steps: [[length]], [[route]], [[regime]] and [[power]]."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from simpel.law.facts import OWN_CODES, Codes, Lists
from simpel.law.reading import BrokenPack, Row, rows
from simpel.law.routes import MODES, Length, Power, Regime, Route, Scope

BASE_FACTS = ("cluster", "activity", "institution", "origin", "payers", "country", "kind", "length")
DERIVED_FACTS = ("decider", "regime")


def read_scope(row: Row, key: str, lists: Lists, known: Codes = BASE_FACTS) -> Scope:
    """Equality on the facts that route a file."""
    scope = {}
    for fact, given in row.get(key, dict, {}).items():
        row.known(key, fact, known)
        codes = tuple(given) if isinstance(given, list) else (given,)
        allowed = {**OWN_CODES, **lists}.get(fact)
        scope[fact] = tuple(row.known(f"{key}.{fact}", code, allowed) for code in codes) if allowed else codes
    return scope


def read_lengths(file: str, data: Mapping[str, Any]) -> tuple[Length, ...]:
    """Classes of trips by their days, shortest first; only the last may have no limit."""
    found = tuple(_length(row) for row in rows(file, data, "length"))
    limits = [row.max_days for row in found[:-1]]
    if None in limits or sorted(limits) != limits:  # type: ignore[type-var]
        raise BrokenPack(file, "length", "the classes are not in order", "Write the shortest first, the open one last")
    return found


def _length(row: Row) -> Length:
    length = Length(row.need("id", str), row.maybe("max_days", int))
    row.done()
    return length


def numbered(file: str, data: Mapping[str, Any], key: str) -> list[Row]:
    """Rows without an id are named by their place."""
    found = data.get(key, [])
    if not isinstance(found, list):
        raise BrokenPack(file, key, "this must be a list of rows", f"Write [[{key}]] with two brackets")
    return [Row(file, f"{key} {number}", one) for number, one in enumerate(found, 1)]


def read_route(row: Row, lists: Lists, desks: Mapping[str, Any]) -> Route:
    """One row of the table of deciders."""
    route = Route(**_dated(row, lists), desk=row.one_of("desk", desks))
    row.done()
    return route


def read_regime(row: Row, lists: Lists, languages: Codes) -> Regime:
    """One row of the table of regimes; where nothing is to be filed, it says why."""
    mode = row.one_of("mode", MODES)
    regime = Regime(
        **_dated(row, lists),
        id=row.need("id", str),
        mode=cast(Any, mode),
        needs=tuple(row.known("needs", code, lists["document"]) for code in row.codes("needs")),
        why=row.words("why", languages) if mode == "none" else row.maybe_words("why", languages) or {},
    )
    row.done()
    return regime


def read_power(row: Row, desks: Mapping[str, Any], verbs: set[str]) -> Power:
    """One delegated power with its days."""
    power = Power(
        of=row.one_of("of", desks),
        desk=row.one_of("desk", desks),
        verb=row.one_of("verb", verbs),
        since=row.need("since", date),
        until=row.maybe("until", date) or date.max,
        suspended=tuple(_pause(row, pair) for pair in row.get("suspended", list, [])),
    )
    if power.until < power.since or power.of == power.desk:
        row.refuse("the power never leaves its desk", "Name another desk, and a last day after the first")
    row.done()
    return power


def _pause(row: Row, pair: Any) -> tuple[date, date]:
    if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(day, date) for day in pair)):
        row.refuse(f"suspended holds {pair!r}", "Write pairs of days, as in [[2030-03-01, 2030-03-31]]")
    return pair[0], pair[1]


def _dated(row: Row, lists: Lists) -> dict[str, Any]:
    return {
        "for_": read_scope(row, "for", lists),
        "unless": read_scope(row, "unless", lists),
        "since": row.maybe("since", date) or date.min,
        "until": row.maybe("until", date) or date.max,
    }
