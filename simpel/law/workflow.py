"""Who may move a file from where to where. One table draws the buttons and guards the door."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Facts = Mapping[str, str | None]
Scope = Mapping[str, tuple[str, ...]]
Phase = Literal["draft", "applicant", "office", "decided", "closed"]

PHASES: tuple[Phase, ...] = ("draft", "applicant", "office", "decided", "closed")
DESK_SCOPES = ("unit", "channel", "office", "traveller", "none")
ASKS = ("note", "reason", "copies", "permission")
EFFECTS = ("", "issue_letter", "first_filing")
ROUTING_FACTS = ("cluster", "activity", "institution", "origin")
ONWARD = ("send", "approve", "register")  # the verbs that bring a file closer to its decision


class Refused(Exception):
    """A move or an act that is not allowed. The code is stable; words are chosen where they are shown."""

    def __init__(self, code: str, values: Mapping[str, object] | None = None, **more: object) -> None:
        self.code = code
        self.values: dict[str, object] = {**(values or {}), **more}
        super().__init__(f"{code} {self.values}" if self.values else code)


@dataclass(frozen=True)
class State:
    """Tahap: where a file stands and who holds it."""

    id: str
    labels: Mapping[str, str]
    held_by: str
    phase: Phase
    is_initial: bool = False
    is_final: bool = False
    editable: bool = False

    @property
    def at_office(self) -> bool:
        """Whether the office that decides has the file on one of its desks."""
        return self.phase == "office"

    def label(self, lang: str) -> str:
        """What people call this state."""
        return self.labels[lang]


@dataclass(frozen=True)
class Desk:
    """Meja: a place from which people act. `scope` says which files the holder of such a desk can act on."""

    id: str
    names: Mapping[str, str]
    scope: str
    decides: bool = False
    days: int = 0  # working days it may keep a file before the next desk is told; 0: no limit

    def name(self, lang: str) -> str:
        """What people call this desk."""
        return self.names[lang]


@dataclass(frozen=True)
class StepRow:
    """A move that the law of the house allows: verb, from, to, by which desk, for which files."""

    verb: str
    sources: tuple[str, ...]
    to: str
    desk: str
    labels: Mapping[str, str]
    asks: tuple[str, ...] = ()
    effect: str = ""
    for_: Scope = field(default_factory=dict)
    unless: Scope = field(default_factory=dict)

    def label(self, lang: str) -> str:
        """What stands on the button."""
        return self.labels[lang]

    def fits(self, facts: Facts) -> bool:
        """Whether the row speaks about a file with these facts. A fact nobody stated fits no row that asks for it."""
        if any(facts.get(name) is None for name in (*self.for_, *self.unless)):
            return False
        excepted = bool(self.unless) and all(facts[name] in values for name, values in self.unless.items())
        return not excepted and all(facts[name] in values for name, values in self.for_.items())


@dataclass(frozen=True)
class Reason:
    """Alasan: why something is returned or refused, out of a closed list."""

    code: str
    labels: Mapping[str, str]
    verbs: tuple[str, ...]

    def label(self, lang: str) -> str:
        """The reason in words."""
        return self.labels[lang]


@dataclass(frozen=True)
class Planned:
    """A move that may be made: the state it leads to, and the desk it is made from."""

    target: str
    desk: str
    row: StepRow


@dataclass(frozen=True)
class Workflow:
    """Alur: the states, the desks and the moves between them."""

    states: Mapping[str, State]
    desks: Mapping[str, Desk]
    steps: tuple[StepRow, ...]
    reasons: Mapping[str, Reason]

    @property
    def initial(self) -> str:
        """The state a new file starts in."""
        return next(state.id for state in self.states.values() if state.is_initial)

    @property
    def verbs(self) -> tuple[str, ...]:
        """Every verb once, in the order of the table."""
        return tuple(dict.fromkeys(step.verb for step in self.steps))

    def reasons_for(self, verb: str) -> tuple[Reason, ...]:
        """The reasons one may give with this verb."""
        return tuple(reason for reason in self.reasons.values() if verb in reason.verbs)

    def plan(self, verb: str, desks: Collection[str], state: str, facts: Facts) -> Planned:
        """The move a person at these desks would make, or a refusal that says what stands in the way."""
        if verb not in self.verbs:
            raise Refused("unknown_verb", verb=verb)
        leaving = [step for step in self._leaving(state, facts) if step.verb == verb]
        if not leaving:
            raise Refused("wrong_state", verb=verb, state=state)
        for step in leaving:
            if step.desk in desks:
                return Planned(step.to, step.desk, step)
        raise Refused("wrong_desk", verb=verb, state=state, desk=leaving[0].desk)

    def offers(self, desks: Collection[str], state: str, facts: Facts) -> list[StepRow]:
        """The moves a person at these desks may make now: one row a verb, the first that fits."""
        found: dict[str, StepRow] = {}
        for step in self._leaving(state, facts):
            if step.desk in desks:
                found.setdefault(step.verb, step)
        return list(found.values())

    def route(self, facts: Facts, *, start: str = "") -> list[str]:
        """The desks that a file with these facts meets, from first sending (or the state `start`) to decision.

        Where nobody said who starts, the table's first beginning is taken; a later fork nobody decided ends the route.
        """
        desks: list[str] = []
        state, seen = start or self.initial, set[str]()
        while state not in seen and (step := self.onward(state, facts)):
            seen.add(state)
            desks.append(step.desk)
            state = step.to
        return desks

    def onward(self, state: str, facts: Facts) -> StepRow | None:
        """The step closer to the decision; none once the file is decided."""
        if self.states[state].phase in ("decided", "closed"):
            return None
        leaving = [step for step in self.steps if state in step.sources and step.verb in ONWARD]
        fitting = [step for step in leaving if step.fits(facts)]
        return next(iter(fitting or leaving), None) if self.states[state].is_initial else next(iter(fitting), None)

    def _leaving(self, state: str, facts: Facts) -> Iterator[StepRow]:
        return (step for step in self.steps if state in step.sources and step.fits(facts))
