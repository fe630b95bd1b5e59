"""Reading tables.toml: tables with a name, in which rows look up a number by one or several facts."""

from collections.abc import Mapping
from typing import Any

from simpel.law.reading import Row, toml


def read_named(file: str, text: str) -> Mapping[str, Mapping[str, Any]]:
    """tables.toml: code to a whole number, or code to another such table. Which codes, the rows that use it know."""
    data = toml(file, text)
    for name in data:
        _numbers(Row(file, name, Row(file, "", data).need(name, dict)))
    return data


def _numbers(row: Row) -> None:
    for code, value in row.data.items():
        if isinstance(value, dict):
            _numbers(Row(row.file, f"{row.name}.{code}", value))
        else:
            row.count(code, value)
