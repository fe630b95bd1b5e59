"""Reading whom a row speaks about. Equality on facts; no expressions, no operators, no second language."""

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

from simpel.law.facts import OWN_CODES, PARTICIPANT_FACTS, TRIP_FACTS, Lists, Participant, Trip
from simpel.law.reading import Row, is_a
from simpel.law.rows import Allowed, Scope

_FIXED: Lists = {**OWN_CODES, "funding": OWN_CODES["mode"]}


@cache
def kinds() -> Mapping[str, type]:
    """Fact to the kind of its values, for every fact that a scope may name."""
    special = {"funding": str, "payers": str, "country": str, "lodging_provided": bool, "diplomatic_relations": bool}
    hints = {**get_type_hints(Participant), **get_type_hints(Trip)}
    plain = {name: kind for name, hint in hints.items() for kind in (str, int, bool) if kind in (hint, *get_args(hint))}
    return {**plain, **special}


def read_scope(row: Row, lists: Lists, *, each: str = "") -> Scope:
    """The keys `for` and `unless` of a row."""
    return Scope(_allowed(row, "for", lists, each), _allowed(row, "unless", lists, each))


def _allowed(row: Row, key: str, lists: Lists, each: str) -> Allowed:
    return {fact: _values(row, key, fact, given, lists, each) for fact, given in row.get(key, dict, {}).items()}


def _values(row: Row, key: str, fact: str, given: Any, lists: Lists, each: str) -> tuple[Any, ...]:
    askable = TRIP_FACTS | PARTICIPANT_FACTS if each == "participant" else TRIP_FACTS
    row.known(f"{key}", fact, askable & set(kinds()))
    values = tuple(given) if isinstance(given, list) else (given,)
    for value in values:
        _value(row, f"{key}.{fact}", fact, value, lists)
    return values


def _value(row: Row, key: str, fact: str, value: Any, lists: Lists) -> None:
    kind = kinds()[fact]
    if not is_a(kind, value):
        row.refuse(
            f"{key} holds {value!r}",
            f"Write {'true or false' if kind is bool else 'a code in quotes' if kind is str else 'a whole number'}",
        )
    codes = lists.get(fact) or _FIXED.get(fact)
    if codes is not None:
        row.known(key, value, codes)


def read_when(row: Row, written: str, lists: Lists) -> Scope:
    """The same equality in one cell of a table: `fact=code|code; other=code`."""
    wanted: dict[str, tuple[Any, ...]] = {}
    for part in filter(None, (part.strip() for part in written.split(";"))):
        fact, equals, codes = (piece.strip() for piece in part.partition("="))
        if not equals or not codes:
            row.refuse(f"when says {part!r}", "Write fact=value or fact=value|value, several parted by ;")
        row.known("when", fact, (TRIP_FACTS | PARTICIPANT_FACTS) & set(kinds()))
        wanted[fact] = tuple(_typed(row, fact, code.strip()) for code in codes.split("|"))
        for value in wanted[fact]:
            _value(row, f"when {fact}", fact, value, lists)
    return Scope(wanted)


def _typed(row: Row, fact: str, code: str) -> Any:
    """A cell holds texts only; the fact tells whether one is a number or a yes."""
    kind = kinds()[fact]
    if kind is bool:
        return row.known(f"when {fact}", code, ("true", "false")) == "true"
    if kind is int:
        return int(code) if code.isdecimal() else row.refuse(f"when {fact} says {code!r}", "Write a whole number")
    return code
