"""One table draws the buttons and guards the door."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.law.pack import Pack, load
from simpel.law.tests.conftest import PACKS
from simpel.law.workflow import Refused, Workflow

FLOWS = [load(path.parent).workflow for path in sorted(Path(PACKS).glob("*/pack.toml"))]
CLUSTERS = ("MINISTER", "ECHELON_1", "ECHELON_2_BELOW")
flows = st.sampled_from(FLOWS)


@st.composite
def moments(draw: st.DrawFn) -> tuple[Workflow, str, set[str], dict[str, str | None]]:
    """A workflow, a state, some desks, and a file's facts."""
    flow = draw(flows)
    asked = {
        (fact, code)
        for step in flow.steps
        for fact, codes in (*step.for_.items(), *step.unless.items())
        for code in codes
    }
    facts = {
        fact: draw(st.sampled_from([None, "other", *sorted(code for name, code in asked if name == fact)]))
        for fact, _ in sorted(asked)
    }
    desks = draw(st.sets(st.sampled_from(sorted(flow.desks))))
    return flow, draw(st.sampled_from(sorted(flow.states))), desks, facts


@given(moments(), st.data())
def test_the_door_opens_exactly_where_a_button_is_drawn(
    moment: tuple[Workflow, str, set[str], dict[str, str | None]], data: st.DataObject
) -> None:
    flow, state, desks, facts = moment
    verb = data.draw(st.sampled_from(flow.verbs))
    offered = {step.verb: step for step in flow.offers(desks, state, facts)}
    try:
        planned = flow.plan(verb, desks, state, facts)
    except Refused as refusal:
        assert verb not in offered
        assert refusal.code in ("wrong_state", "wrong_desk")
    else:
        assert offered[verb] is planned.row
        assert planned.desk in desks
        assert (planned.target, state in planned.row.sources) == (planned.row.to, True)


@given(moments())
def test_nobody_without_a_desk_is_offered_anything(
    moment: tuple[Workflow, str, set[str], dict[str, str | None]],
) -> None:
    flow, state, _, facts = moment
    assert flow.offers(set(), state, facts) == []


@given(moments())
def test_a_closed_file_never_moves(moment: tuple[Workflow, str, set[str], dict[str, str | None]]) -> None:
    flow, _, _, facts = moment
    for state in flow.states.values():
        if state.is_final:
            assert flow.offers(set(flow.desks), state.id, facts) == []


@given(moments())
def test_a_route_meets_no_desk_that_nobody_has(moment: tuple[Workflow, str, set[str], dict[str, str | None]]) -> None:
    flow, _, _, facts = moment
    route = flow.route(facts)
    assert set(route) <= set(flow.desks)
    assert len(route) <= len(flow.states)


@given(moments())
def test_more_desks_never_take_a_button_away(moment: tuple[Workflow, str, set[str], dict[str, str | None]]) -> None:
    flow, state, desks, facts = moment
    few = {step.verb for step in flow.offers(desks, state, facts)}
    assert few <= {step.verb for step in flow.offers(set(flow.desks), state, facts)}


@pytest.mark.parametrize(
    ("cluster", "activity", "after"),
    [
        ("ECHELON_2_BELOW", "SEMINAR", []),
        ("ECHELON_1", "MEETING", ["SECRETARY", "REGISTRY"]),
        ("MINISTER", "MINISTERIAL_VISIT", ["SECRETARY", "REGISTRY"]),
        ("MINISTER", "HUMANITARIAN", ["MINISTER", "REGISTRY"]),
        ("MINISTER", "PRESIDENTIAL_VISIT", ["MINISTER", "REGISTRY"]),
    ],
)
def test_the_highest_rank_chooses_the_way(indonesia: Pack, cluster: str, activity: str, after: list[str]) -> None:
    facts = {"cluster": cluster, "activity": activity, "institution": "ministry", "origin": "unit"}
    common = ["UNIT", "FOCAL_POINT", "ANALYST", "SUBDIVISION_HEAD", "DIVISION_HEAD", "BUREAU_HEAD"]
    assert indonesia.workflow.route(facts) == common + after
    assert indonesia.workflow.route({**facts, "origin": "focal_point"}) == common[1:] + after


def test_a_route_stops_where_nobody_said_which_way(harbour: Pack) -> None:
    assert harbour.workflow.route({"cluster": "MASTER"}) == ["CLERK", "WARDEN", "COUNCIL"]
    assert harbour.workflow.route({"cluster": "MATE"}) == ["CLERK", "WARDEN"]
    assert harbour.workflow.route({"cluster": None}) == ["CLERK"]


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_every_way_ends_with_one_letter(indonesia: Pack, cluster: str) -> None:
    flow, facts = (
        indonesia.workflow,
        {"cluster": cluster, "activity": "SEMINAR", "institution": "ministry", "origin": "unit"},
    )
    state, letters = flow.initial, 0
    for desk in flow.route(facts):
        step = next(step for step in flow.offers({desk}, state, facts) if step.verb in ("send", "approve", "register"))
        state, letters = step.to, letters + (step.effect == "issue_letter")
    assert (state, letters) == ("APPROVED", 1)


def test_a_refusal_carries_a_code_and_what_it_saw(harbour: Pack) -> None:
    flow, facts = harbour.workflow, {"cluster": "MATE"}
    for verb, desks, state, code in (
        ("dance", {"CLERK"}, "DRAFT", "unknown_verb"),
        ("send", {"CLERK"}, "AT_WARDEN", "wrong_state"),
        ("send", {"WARDEN"}, "DRAFT", "wrong_desk"),
    ):
        with pytest.raises(Refused) as caught:
            flow.plan(verb, desks, state, facts)
        assert (caught.value.code, caught.value.values["verb"]) == (code, verb)


def test_states_answer_for_themselves(indonesia: Pack) -> None:
    states = indonesia.workflow.states
    assert states["DRAFT"].is_initial and states["DRAFT"].editable
    assert [state.id for state in states.values() if state.at_office and state.editable] == []
    assert {reason.code for reason in indonesia.workflow.reasons_for("return")} <= set(indonesia.reasons)
