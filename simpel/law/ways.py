"""Ways through a workflow: the moves a file of some facts makes on its way to one of the ends."""

from collections.abc import Iterator, Sequence

from simpel.law.routes import Facts
from simpel.law.workflow import ONWARD, StepRow, Workflow


def to_decision(workflow: Workflow, facts: Facts) -> list[StepRow]:
    """From the first sending to the decision, by the first row that fits at each state."""
    return list(_walk(workflow, workflow.initial, ONWARD, facts, until=("decided", "closed")))


def to_state(workflow: Workflow, facts: Facts, state: str = "") -> list[StepRow]:
    """As far as a state on that way; without one, to the first desk of the office that decides."""
    way = to_decision(workflow, facts)
    for number, step in enumerate(way, start=1):
        if step.to == state or (not state and workflow.states[step.to].at_office):
            return way[:number]
    return way[:1]


def out_by(workflow: Workflow, facts: Facts, verb: str) -> list[StepRow]:
    """On the way to the decision until a desk can end it with this verb, and that end. Empty where none can."""
    way = to_decision(workflow, facts)
    for number, step in enumerate(way, start=1):
        ends = (row for row in _leaving(workflow, step.to, (verb,), facts) if workflow.states[row.to].is_final)
        if end := next(ends, None):
            return [*way[:number], end]
    return []


def beyond(workflow: Workflow, facts: Facts, state: str, verbs: Sequence[str]) -> list[StepRow]:
    """What follows after a decision by these verbs only: a report, and its acceptance."""
    return list(_walk(workflow, state, verbs, facts, until=("closed",)))


def _walk(
    workflow: Workflow, state: str, verbs: Sequence[str], facts: Facts, *, until: Sequence[str]
) -> Iterator[StepRow]:
    seen: set[str] = set()
    while state not in seen and workflow.states[state].phase not in until:
        seen.add(state)
        step = next(_leaving(workflow, state, verbs, facts), None)
        if step is None:
            return
        yield step
        state = step.to


def _leaving(workflow: Workflow, state: str, verbs: Sequence[str], facts: Facts) -> Iterator[StepRow]:
    return (row for row in workflow.steps if state in row.sources and row.verb in verbs and row.fits(facts))
