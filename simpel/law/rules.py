"""Judging a trip: every row in force that speaks about it, and what each found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from simpel.law.checks import EXEMPT
from simpel.law.facts import Trip
from simpel.law.outcomes import Outcome, State, unknown
from simpel.law.pack import Pack
from simpel.law.rows import Effect, Rule

__all__ = ["Finding", "Rule", "as_plain", "assess"]


@dataclass(frozen=True)
class Finding:
    """Temuan: a row and its outcome, with the numbers it saw and the words to say it."""

    rule: Rule
    outcome: Outcome

    @property
    def id(self) -> str:
        """The row's identifier."""
        return self.rule.id

    @property
    def state(self) -> State:
        """Met, broken or unknown."""
        return self.outcome.state

    @property
    def effect(self) -> Effect:
        """What a broken row does: block, warn, ask and so on."""
        return self.rule.effect

    @property
    def values(self) -> Mapping[str, Any]:
        """The numbers the check saw, and those the row asked for."""
        return {**self.rule.parameters, **self.outcome.values}

    @property
    def blocks(self) -> bool:
        """Whether the file cannot go on as it is."""
        return self.state == "broken" and self.effect == "block"

    @property
    def bars_sending(self) -> bool:
        """Whether the file cannot even be sent as it is; other blocking rows hold up its approval only."""
        return self.blocks and self.rule.at == "send"

    @property
    def overrulable(self) -> bool:
        """Whether an official may overrule it, with a reason on record."""
        return self.rule.overrule

    @property
    def in_scope(self) -> bool:
        """Whether it is certain that the row speaks about this trip."""
        return "scope" not in self.outcome.values

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would settle it."""
        return self.outcome.missing

    @property
    def fields(self) -> tuple[str, ...]:
        """The form fields and documents that would clear it; none when there is nothing to clear."""
        if self.state == "met":
            return ()
        found = (*self.outcome.values.get("missing_documents", ()), *self.rule.fields, *self.missing)
        return tuple(dict.fromkeys(found))

    @property
    def people(self) -> tuple[int, ...]:
        """The travellers it is about, by their place on the list; empty when it is about the whole trip."""
        return tuple(self.outcome.values.get("people", ()))

    @property
    def cite(self) -> list[str]:
        """Where it is written, in the pack's usual language."""
        return self.rule.cites(next(iter(self.rule.printed)))

    def cites(self, lang: str) -> list[str]:
        """Where it is written."""
        return self.rule.cites(lang)

    def title(self, lang: str) -> str:
        """The rule in one line."""
        return self.rule.title(lang)

    def text(self, lang: str) -> str:
        """What was found, as a sentence with its numbers; the rule's title where the pack says no more."""
        fitting = (sentence for sentence in self._sentences(lang) if self.rule.wording.fits(sentence, self.values))
        sentence = next(fitting, None)
        return self.rule.wording.say(sentence, self.values, lang) if sentence else self.title(lang)

    def _sentences(self, lang: str) -> Iterator[str]:
        """Its own words, and for an open one those that only name the missing facts.

        While the scope is open its own words do not fit: they speak as if the row applied.
        """
        states = [self.state] if self.in_scope else []
        for state in [*states, "open"] if self.state == "unknown" else states:
            if words := self.rule.sentences.get(state):
                yield words[lang]

    def as_json(self, lang: str) -> dict[str, Any]:
        """The finding as plain data, ready to be frozen or sent."""
        return {
            "rule": self.id,
            "outcome": self.state,
            "effect": self.effect,
            "text": self.text(lang),
            "cite": self.cites(lang),
            "values": as_plain(self.values),
            "title": self.title(lang),
            "confidence": self.rule.confidence,
            "overrule": self.rule.overrule,
            "at": self.rule.at,
            "fields": list(self.fields),
        }


def assess(pack: Pack, trip: Trip, on: date) -> list[Finding]:
    """Every row in force on the day that speaks about the trip, in the pack's order."""
    known = pack.informed(trip)
    in_force = [rule for rule in pack.rules if rule.binds(rule.dated(known, on))]
    spared = _spared(in_force, known)
    found = ((rule, _unless_spared(rule, known, spared.get(rule.id, []))) for rule in in_force)
    return [Finding(rule, outcome) for rule, outcome in found if outcome is not None]


def _spared(in_force: Iterable[Rule], trip: Trip) -> Mapping[str, list[Outcome]]:
    """Row to the exemptions from it: whom they spare, or what would tell."""
    found: dict[str, list[Outcome]] = {}
    for rule in in_force:
        if rule.check == EXEMPT and (outcome := rule.assess(trip)) is not None:
            for name in rule.parameters["from"]:
                found.setdefault(name, []).append(outcome)
    return found


def _unless_spared(rule: Rule, trip: Trip, exemptions: list[Outcome]) -> Outcome | None:
    """What a row says, those left out whom other rows exempt. Where that is not known, neither is the answer."""
    people = {place for exemption in exemptions for place in exemption.values.get("people", ())}
    missing = [name for exemption in exemptions for name in exemption.missing]
    outcome = rule.assess(trip, people)
    if outcome is None or outcome.state == "met" or not missing:
        return outcome
    return unknown(*dict.fromkeys(missing), scope=None)


def as_plain(value: Any) -> Any:
    """Values that JSON can hold: days as text, money as numbers, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {str(key): as_plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [as_plain(inner) for inner in value]
    return value
