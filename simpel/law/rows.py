"""The rows of a pack, as Python sees them: rules with their scope, sources, activities, documents, checklist lines."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from simpel.law.facts import Fact, Participant, Trip
from simpel.law.outcomes import SILENT, Outcome, State, unknown
from simpel.law.reading import Words
from simpel.law.wording import Wording

Effect = Literal["block", "warn", "ask", "note", "route", "compute", "monitor"]
EFFECTS: tuple[Effect, ...] = ("block", "warn", "ask", "note", "route", "compute", "monitor")
CONFIDENCES = ("confirmed", "single-source", "assumption")
DATED_BY = ("filed", "departs", "decided")
AT = ("send", "approve")
REQUIREMENTS = ("mandatory", "conditional", "optional")

Allowed = Mapping[str, tuple[Any, ...]]  # fact -> any of these values
Asked = Callable[[str], Fact]
_WORST: tuple[State, ...] = ("broken", "unknown", "met")


@dataclass(frozen=True)
class Scope:
    """Whom a row speaks about: equality on facts, all of `for_` and not all of `unless`."""

    for_: Allowed = field(default_factory=dict)
    unless: Allowed = field(default_factory=dict)

    def covers(self, fact: Asked) -> tuple[bool | None, tuple[str, ...]]:
        """Yes, no, or None with the facts that would tell."""
        included, missing = _all_equal(self.for_, fact)
        if included is False or not self.unless:
            return included, missing
        excepted, missing_too = _all_equal(self.unless, fact)
        if excepted is True:
            return False, ()
        if included is None or excepted is None:
            return None, missing + missing_too
        return True, ()


def _all_equal(wanted: Allowed, fact: Asked) -> tuple[bool | None, tuple[str, ...]]:
    missing: list[str] = []
    for name, allowed in wanted.items():
        value = fact(name)
        if value is None:
            missing.append(name)
        elif not _among(value, allowed):
            return False, ()
    return (None, tuple(missing)) if missing else (True, ())


def _among(value: Fact, allowed: tuple[Any, ...]) -> bool:
    """Whether a fact has one of the values; a fact that is a list, whether one of its members does."""
    return any(member in allowed for member in value) if isinstance(value, tuple) else value in allowed


@dataclass(frozen=True)
class Source:
    """A law, circular or page that rows cite."""

    id: str
    short: Words
    title: Words
    article: Words
    on: date | None = None
    url: str = ""
    confidence: str = "confirmed"

    def cite(self, article: str, lang: str) -> str:
        """The source and the place in it, as printed."""
        return f"{self.short[lang]} {self.article[lang].format(article)}" if article else self.short[lang]


@dataclass(frozen=True)
class Activity:
    """Jenis kegiatan: a kind of trip, with the code that stands in the letter's number."""

    id: str
    names: Words
    letter_code: str
    hints: Words = field(default_factory=dict)
    confidence: str = "confirmed"
    fast: bool = False  # takes the fast lane: first on every desk

    def name(self, lang: str) -> str:
        """What people call this kind of activity."""
        return self.names[lang]

    def hint(self, lang: str) -> str:
        """A line of help for whoever chooses it."""
        return self.hints.get(lang, "")


@dataclass(frozen=True)
class Document:
    """Kelengkapan: a kind of paper, handed in once a trip or once a traveller."""

    id: str
    names: Words
    each: Literal["trip", "participant"]
    hints: Words = field(default_factory=dict)
    from_channel: bool = False  # written by the channel itself: a unit can send without it
    earlier_letter: bool = False  # the letter that an amendment changes: put there by the system, never uploaded
    reusable: bool = False  # the same on the next trip: a copy of a file takes it along

    def name(self, lang: str) -> str:
        """What people call this paper."""
        return self.names[lang]

    def hint(self, lang: str) -> str:
        """A line of help for whoever looks for it."""
        return self.hints.get(lang, "")


@dataclass(frozen=True)
class ChecklistRow:
    """One line of the checklist: this activity, this document, how strictly, and when."""

    activity: str
    document: str
    requirement: Literal["mandatory", "conditional", "optional"]
    when: Scope
    rule: str
    conditions: Words
    cite: str
    confidence: str


@dataclass(frozen=True)
class Holiday:
    """A day on which offices are closed; where `regions` are named, only there."""

    on: date
    names: Words
    mark: Literal["holiday", "joint_leave"]
    regions: tuple[str, ...] = ()
    cite: str = ""
    confidence: str = "confirmed"

    def name(self, lang: str) -> str:
        """What people call this day."""
        return self.names[lang]


@dataclass(frozen=True)
class Duty:
    """Kewajiban: something owed after a trip, or by an institution on certain days of the calendar."""

    id: str
    what: str
    titles: Words
    to: str  # the desk, office or endorser that receives it; empty: nobody in particular
    of: Literal["trip", "institution"]
    each: Literal["party", "participant"]
    after: str
    days: int
    count: Literal["calendar", "working"]
    every: str  # year, quarter or month, for a duty by the calendar
    day: int  # on which day of that time it is due
    since: date
    until: date | None
    citations: tuple[str, ...]
    confidence: str
    scope: Scope
    consequences: Words = field(default_factory=dict)

    def title(self, lang: str) -> str:
        """The duty in one line."""
        return self.titles[lang]

    def consequence(self, lang: str) -> str:
        """What the law says of those who are late. It is told, and never carried out by the software."""
        return self.consequences.get(lang, "")

    def binds(self, on: date) -> bool:
        """Whether the row is law on this day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, eq=False)
class Rule:
    """A row of law. Never edited to mean something else: a rule that stops gets `until`, its successor is a new row."""

    id: str
    titles: Words
    check: str
    parameters: Mapping[str, Any]
    measure: Callable[..., Outcome]
    citations: tuple[str, ...]
    printed: Mapping[str, tuple[str, ...]]
    since: date
    until: date | None
    effect: Effect
    confidence: str
    overruled_by: tuple[str, ...]  # desks that may pass over it with a reason on record
    pleaded_by: tuple[str, ...]  # desks of the applicants that may ask for that, with theirs
    at: str  # from where on a broken blocking row holds a file up: its sending, or only its approval
    scope: Scope
    each: str
    dated_by: str
    fields: tuple[str, ...]
    sentences: Mapping[str, Words]
    notes: Words
    wording: Wording
    replaces: str = ""  # the row that ended on the day before this one began

    def title(self, lang: str) -> str:
        """The rule in one line."""
        return self.titles[lang]

    def cites(self, lang: str) -> list[str]:
        """Where it is written."""
        return list(self.printed[lang])

    @property
    def overrule(self) -> bool:
        """Whether anybody may pass over it."""
        return bool(self.overruled_by)

    def binds(self, on: date) -> bool:
        """Whether the row is law on this day: its first and last day included."""
        return self.since <= on and (self.until is None or on <= self.until)

    def dated(self, trip: Trip, on: date) -> date:
        """The day that chooses the law for this row."""
        chosen = {"departs": trip.departs_on, "decided": trip.decided_on}.get(self.dated_by)
        return chosen or on

    def assess(self, trip: Trip, spared: Collection[int] = ()) -> Outcome | None:
        """What the row says about a trip; None when it does not speak about it. `spared` travellers are not asked."""
        if self.each == "participant":
            return self._assess_each(trip, spared)
        if trip.participants and len(spared) == len(trip.participants):
            return None
        covered, missing = self.scope.covers(trip.fact)
        if covered is None:
            return unknown(*missing, scope=None)
        return _spoken(self.measure(trip)) if covered else None

    def _assess_each(self, trip: Trip, spared: Collection[int]) -> Outcome | None:
        if not trip.participants:
            return unknown("participants") if self._may_cover(trip) else None
        asked = [(place, one) for place, one in enumerate(trip.participants, 1) if place not in spared]
        answers = [(place, self.assess_one(trip, one)) for place, one in asked]
        return _together([(place, answer) for place, answer in answers if answer is not None])

    def assess_one(self, trip: Trip, traveller: Participant) -> Outcome | None:
        """What the row says about one traveller; None when it does not speak about them."""
        covered, missing = self.scope.covers(lambda name: person_fact(trip, traveller, name))
        if covered is None:
            return unknown(*missing, scope=None)
        return _spoken(self.measure(trip, traveller)) if covered else None

    def _may_cover(self, trip: Trip) -> bool:
        """Whether the row could speak about somebody on a trip that names nobody yet."""
        nobody = Participant()
        return self.scope.covers(lambda name: person_fact(trip, nobody, name))[0] is not False


def _spoken(outcome: Outcome) -> Outcome | None:
    return None if outcome is SILENT else outcome


def person_fact(trip: Trip, traveller: Participant, name: str) -> Fact:
    """A fact of one traveller, or of the trip when travellers have no such fact."""
    return getattr(traveller, name) if hasattr(traveller, name) else trip.fact(name)


def _together(answers: list[tuple[int, Outcome]]) -> Outcome | None:
    """One outcome for everybody: the worst one, and whom it is about."""
    if not answers:
        return None
    state = next(state for state in _WORST if any(answer.state == state for _, answer in answers))
    concerned = [answer for _, answer in answers if answer.state == state]
    values = {
        **concerned[0].values,
        "people": tuple(place for place, answer in answers if answer.state == state),
        "each": tuple({"participant": place, "outcome": answer.state, **answer.values} for place, answer in answers),
    }
    for name in ("missing", "missing_documents"):
        named = [code for answer in concerned for code in answer.values.get(name, ())]
        if named:
            values[name] = tuple(dict.fromkeys(named))
    return Outcome(state, values)
