"""Who may move a file from where to where. One table draws the buttons and guards the door."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from simpel.law.routes import Facts, Length, Power, Regime, Route, Scope, first, fits, length_of

Phase = Literal["draft", "applicant", "office", "decided", "closed"]

PHASES: tuple[Phase, ...] = ("draft", "applicant", "office", "decided", "closed")
DESK_SCOPES = ("unit", "channel", "office", "traveller", "none")
ASKS = ("note", "reason", "copies", "permission", "answer")
EFFECTS = ("", "issue_letter", "first_filing", "acknowledge", "own_decision")
CONSULTING = ("concur", "advise")  # verbs that answer and move nothing: consent binds, advice does not
Answers = Mapping[tuple[str, str], str]  # verb and desk -> yes or no
ONWARD = ("send", "approve", "register", "acknowledge")  # the verbs that bring a file closer to its decision


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
    deputies: tuple[str, ...] = ()  # desks whose people may stand in here, the first choice first

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
    before: str = ""  # of a consultation: the verb that waits for the answer
    after: tuple[str, ...] = ()  # of a consultation: the desks that answer first, one after the other

    @property
    def consults(self) -> bool:
        """Whether it only answers: the file stays where it is."""
        return self.verb in CONSULTING

    def label(self, lang: str) -> str:
        """What stands on the button."""
        return self.labels[lang]

    def fits(self, facts: Facts) -> bool:
        """Whether the row speaks about a file with these facts. A fact nobody stated fits no row that asks for it."""
        return fits(self.for_, self.unless, facts)


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
    through: str = ""  # the desk that holds the power of `desk`, where somebody acts by delegation


@dataclass(frozen=True)
class Workflow:
    """Alur: the states, the desks and the moves between them."""

    states: Mapping[str, State]
    desks: Mapping[str, Desk]
    steps: tuple[StepRow, ...]
    reasons: Mapping[str, Reason]
    lengths: tuple[Length, ...] = ()
    routes: tuple[Route, ...] = ()
    regimes: tuple[Regime, ...] = ()
    powers: tuple[Power, ...] = ()

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

    def settled(self, facts: Facts, *, on: date, days: int | None = None) -> dict[str, str | tuple[str, ...] | None]:
        """The facts with what the tables make of them on a day: class of length, regime, and the desk that decides."""
        known = {**facts, "length": length_of(self.lengths, days)}
        regime, route = first(self.regimes, known, on), first(self.routes, known, on)
        return {**known, "regime": regime.mode if regime else "permission", "decider": route.desk if route else None}

    def regime(self, facts: Facts, on: date) -> Regime:
        """The regime of such a file; a permission where the table says nothing."""
        return first(self.regimes, facts, on) or Regime()

    def power_for(self, step: StepRow, desks: Collection[str], on: date | None) -> str:
        """The desk among these that holds the power to take this step for another; empty where none does."""
        powers = (power for power in self.powers if on is not None and power.binds(on))
        return next((p.desk for p in powers if (p.of, p.verb) == (step.desk, step.verb) and p.desk in desks), "")

    def stands_in_for(self, desk: str, on: date) -> set[str]:
        """The desks whose powers this one holds on a day."""
        return {power.of for power in self.powers if power.desk == desk and power.binds(on)}

    def deputies_of(self, desk: str) -> list[str]:
        """The desks whose people may stand in here: as the pack says, else those before it, the nearest first."""
        if self.desks[desk].deputies:
            return list(self.desks[desk].deputies)
        acting = {step.desk for step in self.steps}
        order = [one.id for one in self.desks.values() if one.scope == self.desks[desk].scope and one.id in acting]
        return order[: order.index(desk)][::-1] if desk in order else []

    def waits_for(self, verb: str, state: str, facts: Facts, said: Answers) -> list[StepRow]:
        """The consultations without which a verb is not taken here: unanswered, or a consent withheld."""
        asked = [step for step in self.asked(state, facts) if step.before == verb]
        return [
            step
            for step in asked
            if (answer := said.get((step.verb, step.desk))) is None or (step.verb == "concur" and answer != "yes")
        ]

    def consultations(self, state: str, facts: Facts, said: Answers) -> list[StepRow]:
        """The consultations that wait for an answer in a state and whose turn has come."""
        asked = self.asked(state, facts)
        return [step for step in asked if (step.verb, step.desk) not in said and self.turn_of(step, said)]

    def asked(self, state: str, facts: Facts) -> list[StepRow]:
        """The consultations that belong to a state, answered or not, in the order of the table."""
        return [step for step in self._leaving(state, facts) if step.consults]

    def turn_of(self, step: StepRow, said: Answers) -> bool:
        """Whether a consultation may be answered now: those before it in turn have spoken."""
        return all(any((verb, desk) in said for verb in CONSULTING) for desk in step.after)

    def plan(
        self,
        verb: str,
        desks: Collection[str],
        state: str,
        facts: Facts,
        *,
        said: Answers | None = None,
        on: date | None = None,
    ) -> Planned:
        """The move a person at these desks would make, or a refusal that says what stands in the way.

        `said` are the answers of the desks that were consulted (None: not looked at); on the day `on` delegated powers
        are in force.
        """
        if verb not in self.verbs:
            raise Refused("unknown_verb", verb=verb)
        leaving = [step for step in self._leaving(state, facts) if step.verb == verb]
        if not leaving:
            raise Refused("wrong_state", verb=verb, state=state)
        for step in leaving:
            through = "" if step.desk in desks else self.power_for(step, desks, on)
            if step.desk in desks or through:
                if said is not None:
                    self._heard(step, state, facts, said)
                return Planned(step.to or state, step.desk, step, through)
        raise Refused("wrong_desk", verb=verb, state=state, desk=leaving[0].desk)

    def _heard(self, step: StepRow, state: str, facts: Facts, said: Answers) -> None:
        """Refuse a step that comes before the voices it has to wait for."""
        if step.consults and not self.turn_of(step, said):
            raise Refused("not_your_turn", verb=step.verb, desks=step.after)
        if waiting := self.waits_for(step.verb, state, facts, said):
            withheld = [row.desk for row in waiting if (row.verb, row.desk) in said]
            raise Refused("consent_withheld" if withheld else "consent_missing", desks=[row.desk for row in waiting])

    def offers(
        self,
        desks: Collection[str],
        state: str,
        facts: Facts,
        *,
        said: Answers | None = None,
        on: date | None = None,
    ) -> list[StepRow]:
        """The moves a person at these desks may make now: one row a verb, the first that fits. See `plan`."""
        found: dict[str, StepRow] = {}
        for step in self._leaving(state, facts):
            if step.desk in desks or self.power_for(step, desks, on):
                found.setdefault(step.verb, step)
        return [step for step in found.values() if said is None or self._is_due(step, state, facts, said)]

    def _is_due(self, step: StepRow, state: str, facts: Facts, said: Answers) -> bool:
        if step.consults:
            return (step.verb, step.desk) not in said and self.turn_of(step, said)
        return not self.waits_for(step.verb, state, facts, said)

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
