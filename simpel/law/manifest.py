"""pack.toml: what a pack is called, and the closed lists of codes it knows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from simpel.law.event_names import EventWords
from simpel.law.facts import Codes
from simpel.law.read_events import read_event_words
from simpel.law.reading import Row, Words, toml

MONEY_QUESTIONS = ("donor", "state_budget")
NUMBERS = ("nik", "employee_no", "passport_no")
NEW = "NEW"
AMENDMENTS = ("extends", "corrects", "cancels")  # what an application may do to an earlier letter
OPTIONAL_LISTS: Mapping[str, str] = MappingProxyType(
    {  # section of pack.toml -> the fact whose codes it lists; a pack whose law never asks leaves it out
        "ranks": "rank",  # highest first
        "roles": "role",
        "offices": "office",
        "traits": "trait",
        "regions": "region",
        "mandates": "mandate",
        "justifications": "justification",
        "event_levels": "event_level",
        "sponsors": "sponsor",
        "alternatives": "alternative",
        "allowances": "allowance",
        "duties": "duty",
        "calendars": "calendar",
        "endorsers": "endorser",
        "carriers": "carrier",
        "budget_lines": "budget_line",
        "cost_items": "cost_items",
    }
)


@dataclass(frozen=True)
class Whereabouts:
    """Desks that see who is abroad and may ask for names; those of them to whom protected persons are named."""

    duty: Codes = ()
    named: Codes = ()


@dataclass(frozen=True, eq=False)
class Manifest:
    """pack.toml: what the pack is called and the lists of codes it knows."""

    id: str
    version: str
    names: Words
    time_zone: str
    languages: Codes
    kinds: Mapping[str, Words]
    amendments: Mapping[str, str]  # kind of application -> what it does to an earlier letter
    institution_kinds: Mapping[str, Words]
    clusters: Mapping[str, Words]  # highest rank first
    payers: Mapping[str, Words]
    asked_of_payers: Mapping[str, Codes]  # question about money -> the payers it is asked of
    golongan: Mapping[str, Words]  # highest class first
    countries_without_relations: frozenset[str]
    protected_clusters: frozenset[str]
    ad_interim_clusters: frozenset[str]
    accredited: Mapping[str, str]
    currency: str  # the sign before the country's own money
    numbers: Mapping[str, re.Pattern[str]]  # shapes of the numbers by which the state knows people
    event_words: EventWords  # what is known of event names, for finding the same one twice
    lists: Mapping[str, Mapping[str, Words]]  # fact -> its codes, for the lists a pack may leave out
    whereabouts: Whereabouts


def read_manifest(file: str, text: str) -> Manifest:
    """pack.toml"""
    return _manifest(Row(file, "", toml(file, text)))


def _manifest(row: Row) -> Manifest:
    languages = row.codes("languages")
    if not languages:
        row.refuse("languages is missing", 'Write languages = ["id", "en"], the usual one first')
    clusters = _named(row, "clusters", languages)
    manifest = Manifest(
        id=row.need("id", str),
        version=row.need("version", str),
        names=row.words("name", languages),
        time_zone=_time_zone(row),
        languages=languages,
        kinds=(kinds := _named(row, "kinds", languages)),
        amendments=_amendments(row, kinds),
        institution_kinds=_named(row, "institution_kinds", languages),
        clusters=clusters,
        payers=(payers := _named(row, "payers", languages)),
        asked_of_payers=_asked_of_payers(row, payers),
        golongan=_named(row, "golongan", languages),
        countries_without_relations=frozenset(row.codes("countries_without_relations")),
        protected_clusters=_of_clusters(row, "protected_clusters", clusters),
        ad_interim_clusters=_of_clusters(row, "ad_interim_clusters", clusters),
        accredited=_accredited(row),
        currency=row.get("currency", str, ""),
        numbers=_numbers(row),
        event_words=read_event_words(row),
        lists={fact: _named(row, section, languages, {}) for section, fact in OPTIONAL_LISTS.items()},
        whereabouts=_whereabouts(row),
    )
    row.done()
    return manifest


def _whereabouts(row: Row) -> Whereabouts:
    """Nobody's desk when left out."""
    table = Row(row.file, "whereabouts", row.get("whereabouts", dict, {}))
    duty = table.codes("duty")
    named = tuple(table.known("protected", desk, duty) for desk in table.codes("protected"))
    table.done()
    return Whereabouts(duty, named)


def _of_clusters(row: Row, key: str, clusters: Mapping[str, Words]) -> frozenset[str]:
    """Some of the clusters; none when left out."""
    return frozenset(row.known(key, code, clusters) for code in row.codes(key))


def _time_zone(row: Row) -> str:
    name = row.need("time_zone", str)
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        return row.refuse(f"time_zone {name!r} does not exist", 'Write an IANA name, as in "Asia/Jakarta"')


def _accredited(row: Row) -> Mapping[str, str]:
    """Country to the country whose rate is used for it."""
    seats = row.get("accredited", dict, {})
    for country, seat in seats.items():
        if not isinstance(seat, str) or country == seat:
            row.refuse(
                f"accredited.{country} says {seat!r}", 'Write the country where the mission sits, as in UG = "KE"'
            )
    return seats


def _amendments(row: Row, kinds: Mapping[str, Words]) -> Mapping[str, str]:
    """What each kind does to an earlier letter. A kind without a row can be judged, but nobody can begin one."""
    table = Row(row.file, "amendments", row.get("amendments", dict, {}))
    changing = [kind for kind in kinds if kind != NEW]
    return {table.known("amendments", kind, changing): table.one_of(kind, AMENDMENTS) for kind in table.data}


def _asked_of_payers(row: Row, payers: Mapping[str, Words]) -> Mapping[str, Codes]:
    """A question that no payer raises is never asked."""
    asked = row.get("asked_of_payers", dict, {})
    for question in asked:
        row.known("asked_of_payers", question, MONEY_QUESTIONS)
    table = Row(row.file, "asked_of_payers", asked)
    return {
        question: tuple(table.known(question, code, payers) for code in table.codes(question)) for question in asked
    }


def _numbers(row: Row) -> Mapping[str, re.Pattern[str]]:
    given = row.get("numbers", dict, {})
    table = Row(row.file, "numbers", given)
    return {table.known("numbers", name, NUMBERS): _shape(table, name) for name in given}


def _shape(row: Row, name: str) -> re.Pattern[str]:
    try:
        return re.compile(row.need(name, str), re.ASCII)
    except re.error as problem:
        row.refuse(f"{name} is no regular expression: {problem}", r"Write one, as in '\d{8}'")


def _named(row: Row, key: str, languages: Codes, default: Mapping[str, Any] | None = None) -> Mapping[str, Words]:
    """A closed list of codes with their names; where it may be left out, `default` stands for it."""
    given = row.need(key, dict) if default is None else row.get(key, dict, dict(default))
    listed = Row(row.file, key, given)
    return {code: row.translated(f"{key}.{code}", listed.need(code, dict), languages) for code in given}
