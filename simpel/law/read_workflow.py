"""Reading workflow.toml: states, desks, moves and reasons, and whether they fit together."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from simpel.law.facts import Codes, Lists
from simpel.law.read_routes import (
    BASE_FACTS,
    DERIVED_FACTS,
    numbered,
    read_lengths,
    read_power,
    read_regime,
    read_route,
    read_scope,
)
from simpel.law.reading import BrokenPack, Row, only, rows, toml
from simpel.law.routes import MODES
from simpel.law.workflow import (
    ASKS,
    CONSULTING,
    DESK_SCOPES,
    EFFECTS,
    PHASES,
    Desk,
    Reason,
    State,
    StepRow,
    Workflow,
)

MOST_DAYS = 250  # a working year


def read_workflow(file: str, text: str, languages: Codes, lists: Lists) -> Workflow:
    """workflow.toml"""
    data = toml(file, text)
    only(file, data, ["state", "desk", "step", "reason", "length", "route", "regime", "power"])
    desks = {row.name: _desk(row, languages) for row in rows(file, data, "desk")}
    _deputies_known([*rows(file, data, "desk")], desks)
    states = {row.name: _state(row, languages, desks) for row in rows(file, data, "state")}
    lengths = read_lengths(file, data)
    known = {**lists, "length": tuple(row.id for row in lengths), "decider": tuple(desks), "regime": MODES}
    steps = tuple(_step(row, languages, states, desks, known) for row in _numbered(file, data))
    verbs = {step.verb for step in steps}
    reasons = {row.name: _reason(row, languages, verbs) for row in rows(file, data, "reason")}
    _fits(file, states, steps)
    return Workflow(
        states,
        desks,
        steps,
        reasons,
        lengths,
        routes=tuple(read_route(row, known, desks) for row in numbered(file, data, "route")),
        regimes=tuple(read_regime(row, known, languages) for row in numbered(file, data, "regime")),
        powers=tuple(read_power(row, desks, verbs) for row in numbered(file, data, "power")),
    )


def _numbered(file: str, data: Mapping[str, Any]) -> list[Row]:
    """Steps have no id: they are named by their place and verb."""
    steps = data.get("step", [])
    if not isinstance(steps, list):
        raise BrokenPack(file, "step", "this must be a list of rows", "Write [[step]] with two brackets")
    return [Row(file, f"step {number} ({step.get('verb', 'no verb')})", step) for number, step in enumerate(steps, 1)]


def _desk(row: Row, languages: Codes) -> Desk:
    scope = row.one_of("scope", DESK_SCOPES)
    days = row.get("days", int, 0)
    if not 0 <= days <= MOST_DAYS:
        row.refuse(f"days is {days}", f"Write how many working days the desk may keep a file, 0 to {MOST_DAYS}")
    desk = Desk(
        row.need("id", str), row.words("name", languages), scope, row.get("decides", bool, False), days,
        row.codes("deputies"),
    )  # fmt: skip
    row.done()
    return desk


def _deputies_known(rows: Sequence[Row], desks: Mapping[str, Desk]) -> None:
    """Whoever may stand in sits at a desk of this table, and at another one."""
    for row in rows:
        for code in desks[row.name].deputies:
            if row.known("deputies", code, desks) == row.name:
                row.refuse("deputies names the desk itself", "Name the desks whose people may stand in here")


def _state(row: Row, languages: Codes, desks: Mapping[str, Desk]) -> State:
    state = State(
        id=row.need("id", str),
        labels=row.words("label", languages),
        held_by=row.one_of("held_by", ["", *desks], default=""),
        phase=cast(Any, row.one_of("phase", PHASES)),
        is_initial=row.get("initial", bool, False),
        is_final=row.get("final", bool, False),
        editable=row.get("editable", bool, False),
    )
    row.done()
    return state


def _step(row: Row, languages: Codes, states: Mapping[str, State], desks: Mapping[str, Desk], lists: Lists) -> StepRow:
    verb = row.need("verb", str)
    consults = verb in CONSULTING
    step = StepRow(
        verb=verb,
        sources=tuple(row.known("from", state, states) for state in row.codes("from")),
        to="" if consults else row.one_of("to", states),
        desk=row.one_of("desk", desks),
        labels=row.words("label", languages),
        asks=(*(row.known("asks", asked, ASKS) for asked in row.codes("asks")), *(("answer",) if consults else ())),
        effect=row.one_of("effect", EFFECTS, default=""),
        for_=read_scope(row, "for", lists, (*BASE_FACTS, *DERIVED_FACTS)),
        unless=read_scope(row, "unless", lists, (*BASE_FACTS, *DERIVED_FACTS)),
        before=row.need("before", str) if consults else "",
        after=tuple(row.known("after", desk, desks) for desk in row.codes("after")),
    )
    if not step.sources:
        row.refuse("from is missing", 'Say where the file stands, as in from = ["…"]')
    row.done()
    return step


def _reason(row: Row, languages: Codes, verbs: set[str]) -> Reason:
    reason = Reason(
        code=row.need("id", str),
        labels=row.words("label", languages),
        verbs=tuple(row.known("verbs", verb, verbs | {"overrule"}) for verb in row.codes("verbs")),
    )
    row.done()
    return reason


def _fits(file: str, states: Mapping[str, State], steps: tuple[StepRow, ...]) -> None:
    """One beginning, at least one end, no state that cannot be reached or left."""
    initial = [state.id for state in states.values() if state.is_initial]
    if len(initial) != 1:
        found = ", ".join(initial) or "none"
        raise BrokenPack(
            file, "state", f"exactly one state must be initial, found {found}", "Write initial = true once"
        )
    entered = {step.to for step in steps} | set(initial)
    left = {source for step in steps if not step.consults for source in step.sources}
    for state in states.values():
        if state.id not in entered:
            raise BrokenPack(file, state.id, "no step leads here", "Add a step to this state or remove it")
        if not state.is_final and state.id not in left:
            raise BrokenPack(file, state.id, "no step leads away", "Add a step from this state or write final = true")
