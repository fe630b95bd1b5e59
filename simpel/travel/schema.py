"""The two JSON Schemas of the exchange, and a strict check against them.

Only the keywords that these schemas use are known; a schema with another one is refused when it is read, so nothing is
ever passed over in silence.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "schemas"
PACKAGE, REPLY = "package", "reply"
ABOUT = frozenset({"$schema", "$id", "title", "description", "format", "$defs"})
TYPES: Mapping[str, type] = {"object": dict, "array": list, "string": str, "integer": int}


class Invalid(Exception):
    """A document that does not follow its schema: where, and what is wrong there."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where or 'document'}: {problem}")
        self.where, self.problem = where, problem


@cache
def schema(name: str) -> Mapping[str, Any]:
    """A published schema, `package` or `reply`; every part of it is one we know how to check."""
    whole: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    _known(whole)
    return whole


def read(text: bytes, name: str) -> dict[str, Any]:
    """JSON that follows a schema; otherwise Invalid."""
    try:
        value = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as problem:
        raise Invalid("", f"not JSON: {problem}") from None
    check(value, name)
    return dict(value)


def check(value: Any, name: str) -> None:
    """Refuse a value that does not follow a schema."""
    _check(value, schema(name), "")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _known(part: Mapping[str, Any]) -> None:
    for keyword in part:
        if keyword not in CHECKS and keyword not in ABOUT:
            raise ValueError(f"nobody checks the keyword {keyword!r}")
    for inner in (*part.get("properties", {}).values(), *([part["items"]] if "items" in part else [])):
        _known(inner)


def _check(value: Any, part: Mapping[str, Any], where: str) -> None:
    for keyword, wanted in part.items():
        if keyword in CHECKS:
            CHECKS[keyword](value, wanted, where, part)
    if form := FORMS.get(part.get("format", "")):
        _formed(value, form, where, part["format"])


def _formed(value: str, form: Callable[[str], object], where: str, name: str) -> None:
    try:
        form(value)
    except ValueError:
        raise Invalid(where, f"not a {name}") from None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    return moment


def _type(value: Any, wanted: str, where: str, _part: Mapping[str, Any]) -> None:
    if not isinstance(value, TYPES[wanted]) or (wanted == "integer" and isinstance(value, bool)):
        raise Invalid(where, f"must be of type {wanted}")


def _const(value: Any, wanted: Any, where: str, _part: Mapping[str, Any]) -> None:
    if value != wanted:
        raise Invalid(where, f"must be {wanted!r}")


def _enum(value: Any, wanted: list[Any], where: str, _part: Mapping[str, Any]) -> None:
    if value not in wanted:
        raise Invalid(where, f"must be one of {', '.join(map(str, wanted))}")


def _pattern(value: str, wanted: str, where: str, _part: Mapping[str, Any]) -> None:
    if not re.fullmatch(wanted.removeprefix("^").removesuffix("$"), value):
        raise Invalid(where, "has another form")


def _most(value: Any, wanted: int, where: str, _part: Mapping[str, Any]) -> None:
    if len(value) > wanted:
        raise Invalid(where, f"longer than {wanted}")


def _least(value: Any, wanted: int, where: str, _part: Mapping[str, Any]) -> None:
    if len(value) < wanted:
        raise Invalid(where, f"shorter than {wanted}")


def _minimum(value: int, wanted: int, where: str, _part: Mapping[str, Any]) -> None:
    if value < wanted:
        raise Invalid(where, f"below {wanted}")


def _required(value: Mapping[str, Any], wanted: list[str], where: str, _part: Mapping[str, Any]) -> None:
    for name in wanted:
        if name not in value:
            raise Invalid(f"{where}/{name}", "is missing")


def _properties(value: Mapping[str, Any], wanted: Mapping[str, Any], where: str, _part: Mapping[str, Any]) -> None:
    for name, part in wanted.items():
        if name in value:
            _check(value[name], part, f"{where}/{name}")


def _nothing_else(value: Mapping[str, Any], wanted: bool, where: str, part: Mapping[str, Any]) -> None:
    for name in () if wanted else value:
        if name not in part["properties"]:
            raise Invalid(f"{where}/{str(name)[:40]}", "means nothing here")


def _items(value: list[Any], wanted: Mapping[str, Any], where: str, _part: Mapping[str, Any]) -> None:
    for number, one in enumerate(value):
        _check(one, wanted, f"{where}/{number}")


Check = Callable[[Any, Any, str, Mapping[str, Any]], None]
CHECKS: Mapping[str, Check] = {  # `type` stands first in every schema, so that the others meet the right kind
    "type": _type, "const": _const, "enum": _enum, "pattern": _pattern, "maxLength": _most, "minLength": _least,
    "maxItems": _most, "minItems": _least, "minimum": _minimum, "required": _required, "properties": _properties,
    "additionalProperties": _nothing_else, "items": _items,
}  # fmt: skip
FORMS: Mapping[str, Callable[[str], object]] = {"date": date.fromisoformat, "date-time": _moment}
