"""Full-text search: which words a file is found by, and which files some words find.

Both sides fold words in the same way, so that both databases split, compare and order them alike: what reaches the
index of SQLite or PostgreSQL is letters, digits and single spaces only, and so is what is asked of it. Sealed numbers
(NIK, passport) are never among the words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice
from typing import Any, NamedTuple

from babel import Locale
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from simpel.letters.models import Letter

from .models import Application, Leg, Participant, SearchEntry

BATCH = 500
LONGEST_WORD = 60  # letters; PostgreSQL refuses words of more than 2,000 bytes
LONGEST_TEXT = 20_000  # letters of one file
MOST_WORDS = 12  # asked for at once
SHORTEST_BEGINNING = 2  # letters; nearly every file has a word that begins with a given letter
PHRASE = re.compile(r'"([^"]*)"?|([^\s"]+)')
FOUND = {
    "sqlite": "SELECT rowid FROM permits_search WHERE permits_search MATCH %s",
    "postgresql": "SELECT application_id FROM permits_searchentry WHERE vector @@ to_tsquery('simple', %s)",
}


class Phrase(NamedTuple):
    """Words that must follow one another. `open` means that the last one may go on: it is still being typed."""

    words: tuple[str, ...]
    open: bool


def matching(query: QuerySet[Application], typed: str) -> QuerySet[Application]:
    """The files of a list that have every word; "quoted words" in this order; the last word may be a beginning."""
    phrases = asked(typed)
    if not phrases:
        return query.none() if typed.strip() else query
    return query.filter(pk__in=RawSQL(FOUND[connection.vendor], [_expression(phrases)]))  # noqa: S611  (no input in it)


def asked(typed: str) -> list[Phrase]:
    """What was typed, as phrases. Signs are no words; `0771/KS.02/2026` is a phrase like any other."""
    found = []
    for match in PHRASE.finditer(typed):
        quoted = match[1] is not None
        if words := folded(match[1] if quoted else match[2]):
            last = not quoted and match.end() == len(typed.rstrip())
            found.append(Phrase(tuple(words), open=last and len(words[-1]) >= SHORTEST_BEGINNING))
    return found[:MOST_WORDS]


def folded(text: str) -> list[str]:
    """The words of a text: small letters without accents, and digits; everything else parts them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return [word[:LONGEST_WORD] for word in kept.split()]


def index(application: Application) -> None:
    """Keep the words of one file, in the transaction of whatever changed them."""
    index_all([application])


def index_all(applications: Iterable[Application]) -> int:
    """Keep the words of many files, a batch at a time. Returns how many."""
    count, rest = 0, iter(applications)
    while batch := list(islice(rest, BATCH)):
        SearchEntry.objects.bulk_create(
            _entries(batch), update_conflicts=True, unique_fields=["application"], update_fields=["text"]
        )
        count += len(batch)
    return count


def stored() -> Iterator[Application]:
    """Every file there is, with what its words are taken from, read piece by piece."""
    return Application.objects.select_related("activity", "institution", "unit").order_by("pk").iterator(BATCH)


def _entries(batch: Sequence[Application]) -> Iterator[SearchEntry]:
    keys = [row.pk for row in batch]
    seats = Participant.objects.filter(application__in=keys).order_by("application", "place")
    names = _gathered(seats.values_list("application", "person__name"))
    legs = Leg.objects.filter(application__in=keys).order_by("application", "place")
    stops = _gathered((row.application_id, f"{row.city} {_country(row.country)}") for row in legs)
    letters = Letter.objects.filter(case__in=[row.reference for row in batch]).order_by("case", "pk")
    numbers = _gathered(letters.values_list("case", "number"))
    for row in batch:
        also = (*numbers.get(row.reference, ()), *stops.get(row.pk, ()), *names.get(row.pk, ()))
        text = " ".join(word for part in (*_own_words(row), *also) for word in folded(part))
        yield SearchEntry(application=row, text=text[:LONGEST_TEXT])


def _own_words(row: Application) -> Iterator[str]:
    """What the file says itself: numbers first, the long purpose last."""
    yield row.reference
    if row.register_no:
        yield f"{row.printed_register_no} {row.register_no}"
    yield from (row.letter_no, row.unit_letter_no, row.regional_reference, row.permission_no)
    yield from (row.institution.name, row.unit.name if row.unit else "")
    if activity := row.activity:
        yield from (activity.name, activity.organiser, activity.city, _country(activity.country))
    if kind := settings.PACK.activities.get(row.activity_type):
        yield from kind.names.values()
    yield row.purpose


def _gathered(pairs: Iterable[tuple[Any, str]]) -> dict[Any, list[str]]:
    """Texts by whose they are; the pairs come in that order."""
    return {key: [text for _key, text in rows] for key, rows in groupby(pairs, key=lambda pair: pair[0])}


@lru_cache(maxsize=512)
def _country(code: str) -> str:
    """A country's names in all languages of the site, and its code."""
    names = [str(Locale.parse(language).territories.get(code, "")) for language, _name in settings.LANGUAGES]
    return " ".join([code, *names])


def _expression(phrases: Sequence[Phrase]) -> str:
    """The phrases in the database's own language. Their words are letters and digits: nothing in them can be syntax."""
    if connection.vendor == "postgresql":
        return " & ".join(f"({' <-> '.join(phrase.words)}{':*' if phrase.open else ''})" for phrase in phrases)
    return " AND ".join(f'"{" ".join(phrase.words)}"{"*" if phrase.open else ""}' for phrase in phrases)
