"""How dates, places and people are written in a letter and on the page that checks it. Pure: no clock, no settings."""

import re
import unicodedata
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
DASH = "\N{EN DASH}"


def day(on: date, language: str) -> str:
    """A date in words: 24 Agustus 2026."""
    return format_date(on, "d MMMM y", locale=language)


def clock_time(at: datetime, language: str) -> str:
    """A moment's time with its zone, 15.20 WIB; `at` is already in the zone it is to be written in."""
    return f"{at:%H.%M} {at:%Z}" if language == "id" else f"{at:%H:%M} {at:%Z}"


def span(first: date, last: date, language: str) -> str:
    """A period without repeating what both ends share: 14–16 Mei 2026, 29 Mei – 2 Juni 2026."""
    if first == last:
        return day(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{DASH}{day(last, language)}"
    if first.year == last.year:
        return f"{format_date(first, 'd MMMM', locale=language)} {DASH} {day(last, language)}"
    return f"{day(first, language)} {DASH} {day(last, language)}"


def country(code: str, language: str) -> str:
    """A country's name in the language; an unknown code is written as it is."""
    return str(Locale.parse(language).territories.get(code, code))


def tidy(text: str) -> str:
    """One line of text as a letter prints it: composed, without invisible signs that could make it read differently."""
    visible = (" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", text))
    kept = "".join(sign for sign in visible if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})
    return " ".join(kept.split())


def inside(name: str) -> str:
    """A name of a kind of thing as it stands inside a sentence: Kunjungan kerja, but "untuk kunjungan kerja"."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def masked(name: str) -> str:
    """A name down to initials and length, B*** P******: enough to recognise, too little to learn."""
    return re.sub(r"\w+", lambda word: word[0][0] + "*" * (len(word[0]) - 1), name)


def grouped(seal: str) -> str:
    """A long fingerprint in the short form people can compare: four groups, dots, two groups."""
    return f"{seal[:4]} {seal[4:8]} {seal[8:12]} {seal[12:16]} … {seal[-8:-4]} {seal[-4:]}"
