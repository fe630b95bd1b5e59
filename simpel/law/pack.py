"""One agency's law and words. Loading reads every table of a pack once and says what is wrong with it, if anything."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from simpel.law.facts import Codes, Lists, Trip
from simpel.law.rates import Rates
from simpel.law.read_rules import Ground, read_rules
from simpel.law.read_tables import read_activities, read_checklist, read_holidays, read_rates, read_sources
from simpel.law.read_words import read_words, sentences, wording
from simpel.law.read_workflow import read_workflow
from simpel.law.reading import BrokenPack, Row, Words, toml
from simpel.law.rows import Activity, ChecklistRow, Document, Rule, Source
from simpel.law.wording import Wording
from simpel.law.workflow import Reason, Workflow
from simpel.law.working_days import WorkingDays

__all__ = ["BrokenPack", "Pack", "load", "texts"]

_MANIFEST = "pack.toml"
MONEY_QUESTIONS = ("donor", "state_budget")
NUMBERS = ("nik", "employee_no", "passport_no")
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


@dataclass(frozen=True, eq=False)
class Manifest:
    """pack.toml: what the pack is called and the lists of codes it knows."""

    id: str
    version: str
    names: Words
    time_zone: str
    languages: Codes
    kinds: Mapping[str, Words]
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
    lists: Mapping[str, Mapping[str, Words]]  # fact -> its codes, for the lists a pack may leave out


@dataclass(frozen=True)
class Question:
    """The pack's words for one question: its own label, help and complaint where it has any, and the fact's name."""

    label: str
    help: str
    wrong: str
    called: str


@dataclass(frozen=True, eq=False, repr=False)
class Pack:
    """Paket: everything that differs between one agency and another."""

    path: Path
    manifest: Manifest
    sources: Mapping[str, Source]
    activities: Mapping[str, Activity]
    documents: Mapping[str, Document]
    rules: tuple[Rule, ...]
    checklist: tuple[ChecklistRow, ...]
    workflow: Workflow
    rates: Rates
    holidays: Mapping[date, Words]
    wording: Wording
    spoken: Mapping[str, Mapping[str, Any]]

    def __repr__(self) -> str:
        return f"<Pack {self.id} {self.version}>"

    @property
    def id(self) -> str:
        """The pack's own name among packs."""
        return self.manifest.id

    @property
    def version(self) -> str:
        """Which state of the law this is; frozen findings name it."""
        return self.manifest.version

    @property
    def time_zone(self) -> str:
        """Where the office's days begin and end."""
        return self.manifest.time_zone

    @property
    def languages(self) -> Codes:
        """The languages it speaks, the usual one first."""
        return self.manifest.languages

    @property
    def kinds(self) -> Mapping[str, Words]:
        """Jenis permohonan."""
        return self.manifest.kinds

    @property
    def institution_kinds(self) -> Mapping[str, Words]:
        """What sorts of institution apply."""
        return self.manifest.institution_kinds

    @property
    def clusters(self) -> Mapping[str, Words]:
        """Klaster pejabat, highest first."""
        return self.manifest.clusters

    @property
    def payers(self) -> Mapping[str, Words]:
        """Who may pay."""
        return self.manifest.payers

    @property
    def asked_of_payers(self) -> Mapping[str, Codes]:
        """Questions about money that only some payers raise: the donor's name, the public share."""
        return self.manifest.asked_of_payers

    @property
    def golongan(self) -> Mapping[str, Words]:
        """Per diem classes, highest first."""
        return self.manifest.golongan

    @property
    def countries_without_relations(self) -> frozenset[str]:
        """Countries for which a recommendation of the foreign ministry is asked."""
        return self.manifest.countries_without_relations

    @property
    def protected_clusters(self) -> frozenset[str]:
        """Clusters whose trips the public may only match, never read."""
        return self.manifest.protected_clusters

    @property
    def ad_interim_clusters(self) -> frozenset[str]:
        """Clusters whose absence somebody must fill: the form asks who stands in."""
        return self.manifest.ad_interim_clusters

    def listed(self, fact: str) -> Mapping[str, Words]:
        """The codes and names of a list that a pack may leave out, by the fact it lists: `rank`, `office`, …"""
        return self.manifest.lists[fact]

    @property
    def currency(self) -> str:
        """The sign that stands before an amount of the country's own money."""
        return self.manifest.currency

    def fits(self, number: str, value: str) -> bool:
        """Whether a number has the shape it has in this country; any will do where the pack gives none."""
        shape = self.manifest.numbers.get(number)
        return shape is None or shape.fullmatch(value) is not None

    @property
    def reasons(self) -> Mapping[str, Reason]:
        """Why files are returned or refused."""
        return self.workflow.reasons

    @cached_property
    def codes(self) -> Lists:
        """The codes that facts of a trip may have here."""
        return _lists(self.manifest, self.activities, self.documents)

    @cached_property
    def calendar(self) -> WorkingDays:
        """The office's working days."""
        return WorkingDays(frozenset(self.holidays))

    @cached_property
    def rules_by_id(self) -> Mapping[str, Rule]:
        """Each row by its id."""
        return {rule.id: rule for rule in self.rules}

    def informed(self, trip: Trip) -> Trip:
        """The trip with what the pack's lists tell about it."""
        return trip.informed(self.countries_without_relations, tuple(self.listed("rank")))

    def cite(self, citation: str, lang: str) -> str:
        """A citation as printed; empty for none."""
        source, _, article = citation.partition("/")
        return self.sources[source].cite(article, lang) if source else ""

    def name(self, lang: str) -> str:
        """What the pack is called."""
        return self.manifest.names[lang]

    def question(self, name: str, lang: str) -> Question:
        """How the form asks for a fact or a field: in the pack's words; a fact at least by what the law calls it."""
        said = self.spoken[lang].get("questions", {}).get(name, {})
        called = self.spoken[lang].get("facts", {}).get(name, "")
        return Question(
            said.get("label", ""), said.get("help", ""), said.get("wrong", ""), f"{called[:1].upper()}{called[1:]}"
        )

    def words(self, lang: str) -> Mapping[str, Any]:
        """Everything in words/<lang>.toml."""
        return self.spoken[lang]


def load(path: Path) -> Pack:
    """The pack in a folder, or BrokenPack with file, row and remedy."""
    manifest = _manifest(Row(_MANIFEST, "", toml(_MANIFEST, _text(path, _MANIFEST))))
    languages = manifest.languages
    sources = read_sources("sources.toml", _text(path, "sources.toml"), languages)
    activities, documents = read_activities("activities.toml", _text(path, "activities.toml"), languages)
    lists = _lists(manifest, activities, documents)
    workflow = read_workflow("workflow.toml", _text(path, "workflow.toml"), languages, lists)
    holidays = read_holidays("holidays.toml", _text(path, "holidays.toml"), languages)
    per_diem = _text(path, "per_diem.csv")
    rates = read_rates("per_diem.csv", per_diem, manifest.golongan, manifest.accredited, sources)
    spoken = read_words({language: _text(path, f"words/{language}.toml") for language in languages})
    names = [
        manifest.kinds,
        manifest.institution_kinds,
        manifest.clusters,
        manifest.payers,
        _names(activities),
        _names(documents),
        *manifest.lists.values(),
    ]
    ground = Ground(
        languages=languages,
        lists=lists,
        sources=sources,
        calendar=WorkingDays(frozenset(holidays)),
        rates=rates,
        workflow=workflow,
        wording=wording(spoken, [*names, _names(workflow.desks)]),
        sentences=sentences(spoken),
    )
    rules = read_rules("rules.toml", _text(path, "rules.toml"), ground)
    asked_by = [rule.id for rule in rules]
    checklist = read_checklist("checklist.csv", _text(path, "checklist.csv"), languages, lists, asked_by, sources)
    return Pack(
        path,
        manifest,
        sources,
        activities,
        documents,
        rules,
        checklist,
        workflow,
        rates,
        holidays,
        ground.wording,
        spoken,
    )


def texts(path: Path, folder: str) -> Mapping[str, str]:
    """The TOML files of a folder of the pack, by name, in their order."""
    return {
        name: _text(path, name) for name in sorted(f"{folder}/{file.name}" for file in (path / folder).glob("*.toml"))
    }


def _text(path: Path, file: str) -> str:
    """The text of one file of the pack: the only place where the law touches a disk, beside a trip's own file."""
    try:
        return (path / file).read_text(encoding="utf-8")
    except OSError as problem:
        raise BrokenPack(file, "", f"this file cannot be opened in {path.name}", "Add it to the pack") from problem
    except UnicodeDecodeError as problem:
        raise BrokenPack(file, "", "this is not UTF-8 text", "Save the file as UTF-8") from problem


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
        kinds=_named(row, "kinds", languages),
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
        lists={fact: _named(row, section, languages, {}) for section, fact in OPTIONAL_LISTS.items()},
    )
    row.done()
    return manifest


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


def _names(found: Mapping[str, Any]) -> Mapping[str, Words]:
    return {code: thing.names for code, thing in found.items()}


def _lists(manifest: Manifest, activities: Mapping[str, Activity], documents: Mapping[str, Document]) -> Lists:
    """The codes that rows may use, by the fact they are values of."""
    return {
        "activity": tuple(activities),
        "document": tuple(documents),
        "cluster": tuple(manifest.clusters),
        "institution": tuple(manifest.institution_kinds),
        "kind": tuple(manifest.kinds),
        "payers": tuple(manifest.payers),
        "golongan": tuple(manifest.golongan),
        **{fact: tuple(codes) for fact, codes in manifest.lists.items()},
    }
