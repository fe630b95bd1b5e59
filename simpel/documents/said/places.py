"""Countries and cities named in a text, in Indonesian and English."""

import re
from collections.abc import Sequence
from functools import cache

import pycountry
from babel import Locale

from .names import words_of

LANGUAGES = ("id", "en")
ALSO = {  # names that are usual and stand in no table
    "US": ("amerika serikat", "united states", "usa", "u s a"), "KR": ("korea selatan", "south korea"),
    "GB": ("inggris", "united kingdom", "england", "britania raya"), "CN": ("tiongkok", "china", "cina"),
    "AE": ("uni emirat arab", "united arab emirates", "uea", "uae"), "NL": ("belanda", "netherlands"),
    "RU": ("rusia", "russia"), "VN": ("vietnam", "viet nam"), "TL": ("timor leste",), "LA": ("laos",),
    "BN": ("brunei",), "SA": ("arab saudi",), "CZ": ("ceko", "czechia"), "TR": ("turki", "turkey", "turkiye"),
}  # fmt: skip
NOT_ALONE = frozenset({"oman", "mali", "chad", "niger", "guinea", "kuba", "jersey", "georgia", "jordan", "peru"})


def countries_in(text: str) -> list[str]:
    """The countries named (ISO 3166-1 alpha-2), each once, in the order of their first naming."""
    found: dict[str, int] = {}
    plain = " ".join(words_of(text))
    for match in _names_pattern().finditer(plain):
        found.setdefault(_code_of()[match[0]], match.start())
    return sorted(found, key=lambda code: found[code])


def names_city(city: str, words: Sequence[str]) -> bool:
    """Whether a city is named among the words of a text."""
    wanted = words_of(city)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(words)} "


@cache
def _code_of() -> dict[str, str]:
    """Folded name -> country. The longest spelling wins where two countries share a word."""
    codes = {country.alpha_2 for country in pycountry.countries}
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            folded = " ".join(words_of(str(name)))
            if code in codes and len(folded) > 3 and folded not in NOT_ALONE:
                found.setdefault(folded, code)
    for country in pycountry.countries:
        found.setdefault(" ".join(words_of(country.name)), country.alpha_2)
    for code, names in ALSO.items():
        found.update(dict.fromkeys(names, code))
    return found


@cache
def _names_pattern() -> re.Pattern[str]:
    names = sorted(_code_of(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
