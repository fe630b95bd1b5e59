"""Kelengkapan: which documents a trip needs, for which reason, and which are there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from simpel.law.facts import Participant, Trip
from simpel.law.outcomes import Outcome
from simpel.law.pack import Pack
from simpel.law.reading import Words
from simpel.law.rows import ChecklistRow, Document, Rule, person_fact

Answer = bool | None
NEW = "NEW"
_AMENDMENT = "AMENDMENT_"


@dataclass(frozen=True)
class Item:
    """One line of the checklist as it stands for this trip. None: cannot be told from what is known."""

    document: Document
    requirement: Literal["mandatory", "conditional", "optional"]
    needed: Answer
    present: Answer
    missing_for: tuple[int, ...]
    conditions: Words
    citation: Words
    rule: str
    missing: tuple[str, ...] = ()  # the facts that would tell whether it is needed

    @property
    def code(self) -> str:
        """The document's code, which is also the name of its slot."""
        return self.document.id

    @property
    def each(self) -> Literal["trip", "participant"]:
        """Whether one serves the whole trip or each traveller brings one."""
        return self.document.each

    @property
    def is_open(self) -> bool:
        """Whether it is needed and known not to be there."""
        return self.needed is True and self.present is False

    @property
    def cite(self) -> str:
        """Where it is asked, in the pack's usual language."""
        return next(iter(self.citation.values()))

    def name(self, lang: str) -> str:
        """What people call this document."""
        return self.document.name(lang)

    def condition(self, lang: str) -> str:
        """When it is needed, in words; empty for what is always needed."""
        return self.conditions[lang]

    def as_json(self, lang: str) -> dict[str, Any]:
        """The line as plain data."""
        return {
            "document": self.code,
            "name": self.name(lang),
            "requirement": self.requirement,
            "needed": self.needed,
            "each": self.each,
            "present": self.present,
            "missing_for": list(self.missing_for),
            "condition": self.condition(lang),
            "cite": self.citation[lang],
        }


def checklist(pack: Pack, trip: Trip, *, on: date | None = None) -> list[Item]:
    """Every document that the pack lists for this kind of trip; empty while the kind is not known."""
    known = pack.informed(trip)
    subject = known.activity if known.kind == NEW else f"{_AMENDMENT}{known.kind}"
    return [_item(pack, row, known, on or known.filed_on) for row in pack.checklist if row.activity == subject]


def _item(pack: Pack, row: ChecklistRow, trip: Trip, on: date | None) -> Item:
    document = pack.documents[row.document]
    held = [_held(row.document, trip, traveller) for traveller in _travellers(trip)]
    rule = pack.rules_by_id.get(row.rule)
    needs = [_needed(row, rule, trip, traveller, on) for traveller in _travellers(trip)]
    personal = document.each == "participant"
    wanted = [here for here, need in zip(held, needs, strict=True) if need is not False]
    lacking = [place for place, (need, here) in enumerate(zip(needs, held, strict=True), 1) if need and here is False]
    return Item(
        document=document,
        requirement=row.requirement,
        needed=_any(needs),
        present=_all(wanted or held) if personal else _on_trip(row.document, trip),
        missing_for=tuple(lacking) if personal and trip.participants else (),
        conditions=row.conditions,
        citation={lang: pack.cite(row.cite, lang) for lang in pack.languages},
        rule=row.rule,
        missing=_missing(row, rule, trip, on) if _any(needs) is None else (),
    )


def _missing(row: ChecklistRow, rule: Rule | None, trip: Trip, on: date | None) -> tuple[str, ...]:
    """The facts that its condition, or the rule that wants it, still waits for."""
    found: list[str] = []
    for traveller in _travellers(trip):
        if _needed(row, rule, trip, traveller, on) is None:
            found += _covers(row, trip, traveller)[1]
            outcome = _outcome(rule, trip, traveller) if rule else None
            found += outcome.missing if outcome else ()
    return tuple(dict.fromkeys(found))


def _outcome(rule: Rule, trip: Trip, traveller: Participant) -> Outcome | None:
    return rule.assess_one(trip, traveller) if rule.each else rule.assess(trip)


def _travellers(trip: Trip) -> tuple[Participant, ...]:
    """Everybody on the trip; somebody of whom nothing is known while nobody is named."""
    return trip.participants or (Participant(),)


def _held(code: str, trip: Trip, traveller: Participant) -> Answer:
    """Whether a traveller has the document; one of the whole trip serves everybody."""
    if code in (trip.documents or ()) or code in (traveller.documents or ()):
        return True
    return None if trip.documents is None or traveller.documents is None else False


def _on_trip(code: str, trip: Trip) -> Answer:
    """Whether the trip has the document, or every traveller does."""
    if code in (trip.documents or ()):
        return True
    if trip.participants and all(code in (traveller.documents or ()) for traveller in trip.participants):
        return True
    return None if trip.documents is None else False


def _needed(row: ChecklistRow, rule: Rule | None, trip: Trip, traveller: Participant, on: date | None) -> Answer:
    if row.requirement != "conditional":
        return row.requirement == "mandatory"
    if not row.when.for_ and rule is None:
        return None  # the pack leaves it to a person
    fits = _covers(row, trip, traveller)[0]
    if fits is False or rule is None:
        return fits
    wanted = _wanted_by(rule, row.document, trip, traveller, on)
    return wanted if wanted is False else _all([fits, wanted])


def _covers(row: ChecklistRow, trip: Trip, traveller: Participant) -> tuple[Answer, tuple[str, ...]]:
    return row.when.covers(lambda name: person_fact(trip, traveller, name))


def _wanted_by(rule: Rule, code: str, trip: Trip, traveller: Participant, on: date | None) -> Answer:
    """Whether a rule wants the document: where it is content without it, the document is not needed."""
    if on is not None and not rule.binds(rule.dated(trip, on)):
        return False
    outcome = _outcome(rule, trip, traveller)
    return False if outcome is None else _asks(outcome, code)


def _asks(outcome: Outcome, code: str) -> Answer:
    values: Mapping[str, Any] = outcome.values
    if "scope" in values:
        return None
    if "needed" in values:
        return values["needed"]  # type: ignore[no-any-return]
    if outcome.state == "met":
        return code in values.get("documents", ())
    return True if code in values.get("missing_documents", (code,)) else None


def _any(answers: list[Answer]) -> Answer:
    return True if True in answers else None if None in answers else False


def _all(answers: Iterable[Answer]) -> Answer:
    found = list(answers)
    return False if False in found else None if None in found or not found else True
