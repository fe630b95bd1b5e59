"""Replaying files under a draft of the law: what each row would have said, beside what it says."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from simpel.law.facts import Trip
from simpel.law.pack import Pack
from simpel.law.rows import Rule
from simpel.law.rules import Finding
from simpel.permits import replaying
from simpel.permits.assessment import kind_of

from .drafts import touched

SILENT = "none"  # the row is not in force, or does not speak about the trip
CONTENT = ("ok", SILENT)  # nothing to do: a change between these two is no change for anybody
SENSES = {"stop": "blocked", "warn": "warned", "open": "opened", "ok": "cleared", SILENT: "cleared"}


class Change(NamedTuple):
    """One row that would have answered one file differently."""

    rule: str
    before: str
    after: str

    @property
    def sense(self) -> str:
        """What that means for whoever filed: blocked, warned, opened, cleared."""
        return SENSES[self.after]


@dataclass
class Tally:
    """How many files were asked, how many would have fared differently, and by which row."""

    files: int = 0
    changed_files: int = 0
    by_rule: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, changes: Iterable[Change]) -> None:
        """Count one file."""
        found = list(changes)
        self.files += 1
        self.changed_files += bool(found)
        for change in found:
            self.by_rule.setdefault(change.rule, Counter())[change.sense] += 1

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Tally":
        """The counts as they were kept; none where nothing was."""
        by_rule = {rule: Counter(senses) for rule, senses in kept.get("by_rule", {}).items()}
        return cls(kept.get("files", 0), kept.get("changed_files", 0), by_rule)

    def as_json(self) -> dict[str, object]:
        """The counts as plain data."""
        return {
            "files": self.files,
            "changed_files": self.changed_files,
            "by_rule": {rule: dict(senses) for rule, senses in sorted(self.by_rule.items())},
        }


class Comparison:
    """Two laws side by side. Rows that say the same in both are not asked: most drafts change one."""

    def __init__(self, before: Pack, after: Pack, *, law_of: date | None = None) -> None:
        """`law_of`: judge the draft by its law of that day, as if it had been law already."""
        self.before, self.after, self.law_of = before, after, law_of
        only = None if law_of else touched(before, after)
        self._old = [rule for rule in before.rules if only is None or rule.id in only]
        self._new = [rule for rule in after.rules if only is None or rule.id in only]

    def changes(self, trip: Trip, filed_on: date) -> list[Change]:
        """The rows that would have answered this trip differently."""
        old = _answers(self.before, self._old, trip, filed_on)
        new = _answers(self.after, self._new, trip, self.law_of or filed_on)
        pairs = ((rule, old.get(rule, SILENT), new.get(rule, SILENT)) for rule in {**old, **new})
        return [Change(*pair) for pair in pairs if _matters(pair[1], pair[2])]


def replay(
    comparison: Comparison, first: date, last: date, told: Callable[[int], None]
) -> Iterator[tuple[str, list[Change]]]:
    """Every file of a period with what would have been different. `told` hears how many files are done."""
    done = 0
    for batch in replaying.batches(first, last):
        for file, trip in batch:
            yield file.reference, comparison.changes(trip, file.filed_on or first)
        done += len(batch)
        told(done)


def _answers(pack: Pack, rules: Iterable[Rule], trip: Trip, on: date) -> Mapping[str, str]:
    known = trip.informed(pack.countries_without_relations)
    in_force = (rule for rule in rules if rule.binds(rule.dated(known, on)))
    outcomes = ((rule, rule.assess(known)) for rule in in_force)
    return {rule.id: kind_of(Finding(rule, outcome)) for rule, outcome in outcomes if outcome is not None}


def _matters(before: str, after: str) -> bool:
    return before != after and not (before in CONTENT and after in CONTENT)
