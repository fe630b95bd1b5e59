"""Putting numbers into the pack's sentences: dates, lists and codes as people write them in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Any

_NOT_SAID = "–"
_SILENT: tuple[Any, ...] = (None, (), [])


@dataclass(frozen=True)
class Wording:
    """What codes, facts and months are called, per language."""

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # language -> code or fact -> name
    months: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    and_: Mapping[str, str] = field(default_factory=dict)

    def say(self, sentence: str, values: Mapping[str, Any], lang: str) -> str:
        """The sentence with its placeholders filled."""
        return sentence.format_map({name: self.spoken(values.get(name), lang) for name in placeholders(sentence)})

    def fits(self, sentence: str, values: Mapping[str, Any]) -> bool:
        """Whether every placeholder of the sentence has something to say."""
        return all(values.get(name) not in _SILENT for name in placeholders(sentence))

    def spoken(self, value: Any, lang: str) -> str:
        """One value as it stands in a sentence."""
        if value is None:
            return _NOT_SAID
        if isinstance(value, date):
            return f"{value.day} {self.months[lang][value.month - 1]} {value.year}"
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        if isinstance(value, str):
            return self.name(value, lang)
        if isinstance(value, tuple | list | frozenset):
            return self.joined([self.spoken(member, lang) for member in value], lang)
        return str(value)

    def name(self, code: str, lang: str) -> str:
        """What a code or a fact is called; the code itself when the pack has no word for it."""
        return self.names.get(lang, {}).get(code, code)

    def joined(self, parts: Iterable[str], lang: str) -> str:
        """A, b and c."""
        *most, last = [*parts] or [_NOT_SAID]
        return f"{', '.join(most)} {self.and_[lang]} {last}" if most else last


@cache
def placeholders(sentence: str) -> tuple[str, ...]:
    """The names in braces. ValueError where the braces hold no plain name."""
    names = tuple(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
    if not all(name.isidentifier() for name in names):
        raise ValueError("braces hold a plain name")
    return names
