"""The lists of the pack and of the world, as choices in the language of the page."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pycountry
from babel import Locale

from simpel.people.wording import language

__all__ = ["Choices", "countries", "country_name", "language", "named", "names"]
Choices = list[tuple[str, Any]]


def names(rows: Mapping[str, Any], *, empty: Any = None) -> Choices:
    """Codes of a list of the pack with their names, after an empty first choice where one is wanted."""
    first: Choices = [] if empty is None else [("", empty)]
    return first + [(code, named(row)) for code, row in rows.items()]


def named(row: Any) -> str:
    """What the pack calls a thing: its words by language, or a row that has a name."""
    return str(row[language()] if isinstance(row, Mapping) else row.name(language()))


@lru_cache(maxsize=8)
def countries(locale: str) -> tuple[tuple[str, str], ...]:
    """Every country (ISO 3166-1 alpha-2) with its name, in the order of that language."""
    known = Locale.parse(locale).territories
    rows = [(country.alpha_2, str(known.get(country.alpha_2, country.name))) for country in pycountry.countries]
    return tuple(sorted(rows, key=lambda row: row[1]))


def country_name(code: str) -> str:
    """A country's name in the language of the page."""
    return dict(countries(language())).get(code, code)
