"""Reading the tables of a pack strictly: every mistake names its file, its row and what to do about it."""

import csv
import io
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

from simpel.law.bounds import FIRST_DAY, LARGEST, LAST_DAY, is_near
from simpel.law.wording import placeholders

Kind = TypeVar("Kind")
Words = Mapping[str, str]  # language -> text

_WANTED = {
    date: "a date (2026-05-14)",
    bool: "true or false",
    int: "a whole number",
    str: "a text",
    list: "a list",
    dict: "a table",
}


class BrokenPack(Exception):
    """A pack that cannot be used: in which file and row, what is wrong, and the remedy."""

    def __init__(self, file: str, row: str, problem: str, remedy: str) -> None:
        super().__init__(f"{file}, {row}: {problem}. {remedy}" if row else f"{file}: {problem}. {remedy}")
        self.file, self.row, self.problem, self.remedy = file, row, problem, remedy


@dataclass
class Row:
    """One table of a pack's TOML file, taken apart key by key; `done` refuses what nobody asked for."""

    file: str
    name: str
    data: Mapping[str, Any]
    taken: set[str] = field(default_factory=set)

    def refuse(self, problem: str, remedy: str) -> NoReturn:
        """Say that this row is wrong."""
        raise BrokenPack(self.file, self.name, problem, remedy)

    def need(self, key: str, kind: type[Kind]) -> Kind:
        """A value that must be there."""
        if key not in self.data:
            self.refuse(f"{key} is missing", f"Add {key} = {_example(kind)}")
        return self._typed(key, kind)

    def get(self, key: str, kind: type[Kind], default: Kind) -> Kind:
        """A value that may be left out."""
        self.taken.add(key)
        return self._typed(key, kind) if key in self.data else default

    def maybe(self, key: str, kind: type[Kind]) -> Kind | None:
        """A value that may be left out and then is nothing."""
        return self._typed(key, kind) if key in self.data else None

    def _typed(self, key: str, kind: type[Kind]) -> Kind:
        self.taken.add(key)
        value = self.data[key]
        if not is_a(kind, value):
            self.refuse(f"{key} must be {_WANTED[kind]}, not {value!r}", f"Write {key} = {_example(kind)}")
        if is_a(date, value) and not is_near(value):
            self.refuse(f"{key} is too far away", f"Write a day of the years {FIRST_DAY.year} to {LAST_DAY.year}")
        return value  # type: ignore[no-any-return]

    def count(self, key: str, value: Any, *, least: int = 0) -> int:
        """A whole number that is neither below zero nor out of all proportion."""
        if not is_a(int, value):
            self.refuse(f"{key} must be {_WANTED[int]}, not {value!r}", f"Write a whole number, as {key} = 7")
        if not least <= value <= LARGEST:
            problem = "below zero" if value < least else f"above {LARGEST}"
            self.refuse(f"{key} is {problem}", f"Write a whole number from {least} on, {LARGEST} at most")
        return value  # type: ignore[no-any-return]

    def words(self, key: str, languages: tuple[str, ...]) -> Words:
        """A text in every language of the pack."""
        return self.translated(key, self.need(key, dict), languages)

    def sentence(self, key: str, languages: tuple[str, ...], fills: Collection[str]) -> Words | None:
        """A sentence with {placeholders} out of `fills`, the same ones in every language; nothing when left out."""
        if key not in self.data:
            return None
        said = self.words(key, languages)
        used = {language: self._placeholders(key, sentence) for language, sentence in said.items()}
        for language, names in used.items():
            for name in sorted(names.difference(fills)):
                self.refuse(
                    f"{key} in {language} asks for {{{name}}}, which nothing fills",
                    f"Correct the name. Known here: {', '.join(sorted(fills)) or 'none'}",
                )
            if names != used[languages[0]]:
                self.refuse(
                    f"{key} in {language} has other placeholders than in {languages[0]}", "Use the same in both"
                )
        return said

    def _placeholders(self, key: str, sentence: str) -> frozenset[str]:
        try:
            return frozenset(placeholders(sentence))
        except ValueError:
            self.refuse(f"{key} has braces that hold no name", "Write {name}, or {{ and }} for braces themselves")

    def maybe_words(self, key: str, languages: tuple[str, ...]) -> Words | None:
        """A text in every language of the pack, when there is one."""
        return self.words(key, languages) if key in self.data else None

    def translated(self, key: str, given: Mapping[str, Any], languages: tuple[str, ...]) -> Words:
        """The same text in every language, or a complaint that one is missing."""
        for language in languages:
            if not isinstance(given.get(language), str) or not given[language].strip():
                self.refuse(f"{key} has no text in language {language}", f'Write {key} = {{ {language} = "…" }}')
        return dict(given)

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of texts; nothing when left out."""
        values = self.get(key, list, [])
        if not all(isinstance(value, str) for value in values):
            self.refuse(f"{key} must hold texts only", f'Write {key} = ["…"]')
        return tuple(values)

    def one_of(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """A code out of a closed list."""
        value = self.need(key, str) if default is None else self.get(key, str, default)
        return self.known(key, value, allowed)

    def known(self, key: str, value: str, allowed: Iterable[str]) -> str:
        """The code itself, if it is one of the allowed ones."""
        allowed = list(allowed)
        if value not in allowed:
            self.refuse(
                f"{key} says {value!r}, which does not exist", f"Use one of: {', '.join(sorted(allowed)) or 'none'}"
            )
        return value

    def rest(self) -> dict[str, Any]:
        """Everything not taken yet."""
        return {key: value for key, value in self.data.items() if key not in self.taken}

    def done(self) -> None:
        """Refuse keys that mean nothing here: a misspelt key must not be passed over in silence."""
        for key in self.rest():
            self.refuse(
                f"{key} means nothing here", f"Remove it or correct its name. Known: {', '.join(sorted(self.taken))}"
            )


def is_a(kind: Any, value: Any) -> bool:
    """Whether a TOML value has this kind: true is no number, and a moment no date."""
    if kind is int and isinstance(value, bool):
        return False
    return isinstance(value, kind) and not (kind is date and isinstance(value, datetime))


def _example(kind: Any) -> str:
    return {date: "2026-05-14", bool: "true", int: "7", str: '"…"', list: '["…"]', dict: '{ id = "…" }'}[kind]


def toml(file: str, text: str) -> dict[str, Any]:
    """The content of a TOML file."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # a number of 5000 digits, lists in lists without end
        line = re.search(r"line \d+", str(problem))
        raise BrokenPack(file, line[0] if line else "end", f"not TOML: {problem}", "Correct the line") from problem


def rows(file: str, data: Mapping[str, Any], table: str, *, key: str = "id") -> Iterator[Row]:
    """The rows of `[[table]]`, named after their key, each key once."""
    seen: set[str] = set()
    listed = data.get(table, [])
    if not isinstance(listed, list):
        raise BrokenPack(file, table, "this must be a list of rows", f"Write [[{table}]] with two brackets")
    for number, values in enumerate(listed, 1):
        name = str(values.get(key, f"{table} {number}"))
        row = Row(file, name, values)
        if name in seen:
            row.refuse(
                f"{key} {name} is there twice", "Give each row its own; a changed rule is a new row with a new id"
            )
        seen.add(name)
        yield row


def only(file: str, data: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Refuse tables that nobody reads."""
    Row(file, "", data, set(allowed)).done()


def table(file: str, text: str, required: Iterable[str]) -> Iterator[Row]:
    """The lines of a CSV file, named by their line number; the header must hold the required columns."""
    lines = csv.DictReader(io.StringIO(text), strict=True)
    missing = [column for column in required if column not in (lines.fieldnames or [])]
    if missing:
        raise BrokenPack(
            file, "line 1", f"column {missing[0]} is missing", f"Add the column {missing[0]} to the header"
        )
    try:
        for values in lines:
            row = Row(file, f"line {lines.line_num}", values)
            if None in values or None in values.values():
                row.refuse("the number of columns differs from the header", "Put texts with commas in quotes")
            yield row
    except csv.Error as problem:
        raise BrokenPack(
            file, f"line {lines.line_num}", f"not CSV: {problem}", "Correct the quotes of the line"
        ) from problem
