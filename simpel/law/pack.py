"""One agency's law and words. Loading reads every table of a pack once and says what is wrong with it, if anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from simpel.law.currencies import Currencies
from simpel.law.event_names import EventWords
from simpel.law.facts import Codes, Lists, Trip
from simpel.law.globe import Globe, read_globe
from simpel.law.manifest import Manifest, read_manifest
from simpel.law.periods import Periods
from simpel.law.rates import Rates
from simpel.law.read_calendars import read_holidays, read_periods
from simpel.law.read_duties import read_duties
from simpel.law.read_named import read_named
from simpel.law.read_rules import Ground, read_rules
from simpel.law.read_tables import read_activities, read_checklist, read_currencies, read_rates, read_sources
from simpel.law.read_travel_documents import read_travel_documents
from simpel.law.read_words import read_words, sentences, wording
from simpel.law.read_workflow import read_workflow
from simpel.law.reading import BrokenPack, Row, Words
from simpel.law.rows import Activity, ChecklistRow, Document, Duty, Holiday, Rule, Source
from simpel.law.travel_documents import TravelDocuments
from simpel.law.wording import Wording
from simpel.law.workflow import Reason, Workflow
from simpel.law.working_days import WorkingDays, working_days

__all__ = ["BrokenPack", "Pack", "load", "texts"]


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
    holidays: Mapping[date, tuple[Holiday, ...]]
    periods: Periods
    duties: tuple[Duty, ...]
    named: Mapping[str, Mapping[str, Any]]  # tables.toml: tables that rows look numbers up in, by name
    wording: Wording
    spoken: Mapping[str, Mapping[str, Any]]
    currencies: Currencies = field(default_factory=Currencies)
    globe: Globe = field(default_factory=Globe)
    travel_documents: TravelDocuments = field(default_factory=TravelDocuments)

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
    def amendments(self) -> Mapping[str, str]:
        """Kinds of application that change an earlier letter, and how: extends, corrects or cancels it."""
        return self.manifest.amendments

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
    def event_words(self) -> EventWords:
        """Words of event names that mean the same, and words that tell nothing."""
        return self.manifest.event_words

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
        return working_days(self.holidays)

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
    manifest = read_manifest("pack.toml", _text(path, "pack.toml"))
    languages = manifest.languages
    sources = read_sources("sources.toml", _text(path, "sources.toml"), languages)
    activities, documents = read_activities("activities.toml", _text(path, "activities.toml"), languages)
    lists = _lists(manifest, activities, documents)
    workflow = read_workflow("workflow.toml", _text(path, "workflow.toml"), languages, lists)
    _require_desks(manifest, workflow)
    holidays = read_holidays("holidays.toml", _text(path, "holidays.toml"), languages, lists, sources)
    periods = read_periods("calendars.toml", _maybe(path, "calendars.toml"), languages, lists, sources)
    named = read_named("tables.toml", _maybe(path, "tables.toml"))
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
        calendar=working_days(holidays),
        rates=rates,
        workflow=workflow,
        wording=wording(spoken, [*names, _names(workflow.desks)]),
        sentences=sentences(spoken),
        zone=ZoneInfo(manifest.time_zone),
        periods=periods,
        named=named,
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
        periods,
        read_duties("duties.toml", _maybe(path, "duties.toml"), ground),
        named,
        ground.wording,
        spoken,
        _currencies(path, sources),
        _globe(path, rules),
        read_travel_documents("travel_documents.toml", _maybe(path, "travel_documents.toml"), ground),
    )


def _require_desks(manifest: Manifest, workflow: Workflow) -> None:
    """Who is abroad is for desks of the office: they exist and see every file there."""
    office = [desk.id for desk in workflow.desks.values() if desk.scope == "office"]
    row = Row("pack.toml", "whereabouts", {})
    for desk in manifest.whereabouts.duty:
        row.known("duty", desk, office)


def _currencies(path: Path, sources: Mapping[str, Source]) -> Currencies:
    """currencies.csv, where the pack has one: without it only the country's own money adds up."""
    file = "currencies.csv"
    return read_currencies(file, _text(path, file), sources) if (path / file).exists() else Currencies()


def _globe(path: Path, rules: tuple[Rule, ...]) -> Globe:
    """travel.toml and places.csv, where the pack has them: without them no carbon is told."""
    file, places = "travel.toml", "places.csv"
    if not (path / file).exists():
        return Globe()
    classes = {
        code
        for rule in rules
        if rule.check == "ticket_class" and "classes" in rule.parameters
        for code in (*rule.parameters["classes"].values(), rule.parameters.get("leaders", ""))
    }
    return read_globe(file, _text(path, file), places, _text(path, places), classes)


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


def _maybe(path: Path, file: str) -> str:
    """The text of a file that a pack may leave out."""
    return _text(path, file) if (path / file).exists() else ""


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
