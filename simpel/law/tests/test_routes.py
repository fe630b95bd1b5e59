"""Deciders, regimes, powers and consents: tables beside the steps, walked at random in both packs."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.law.pack import load
from simpel.law.routes import Power, Regime, Route, fits, length_of
from simpel.law.workflow import CONSULTING, Refused, Workflow

PACKS = [load(Path(__file__).parents[3] / "packs" / name) for name in ("indonesia", "example")]
ISLES = PACKS[1].workflow
ON = date(2026, 5, 4)
SURVEY = {"cluster": "CAPTAIN", "activity": "SURVEY", "institution": "town", "origin": "unit"}
DAYS = st.dates(date(2029, 1, 1), date(2031, 12, 31))


def settled(flow: Workflow, facts: dict, days: int | None = 9) -> dict:
    return flow.settled(facts, on=ON, days=days)


@st.composite
def files(draw):
    """A workflow with the facts of some file of its pack."""
    pack = draw(st.sampled_from(PACKS))
    facts = {
        "cluster": draw(st.sampled_from(sorted(pack.clusters))),
        "activity": draw(st.sampled_from(sorted(pack.activities))),
        "institution": draw(st.sampled_from(sorted(pack.institution_kinds))),
        "origin": draw(st.sampled_from(["unit", "focal_point"])),
        "payers": tuple(draw(st.sets(st.sampled_from(sorted(pack.payers)), min_size=1))),
        "kind": "NEW",
    }
    return pack.workflow, settled(pack.workflow, facts, draw(st.integers(1, 200)))


@settings(max_examples=60, deadline=None)
@given(files(), st.data())
def test_a_random_walk_never_leaves_the_table_nor_decides_without_the_voices_asked(file, data):
    flow, facts = file
    state, said = flow.initial, {}
    for _ in range(25):
        rows = flow.offers(flow.desks, state, facts, said=said, on=ON)
        if not rows:
            assert flow.states[state].is_final or flow.consultations(state, facts, said) == []
            return
        row = data.draw(st.sampled_from(rows))
        planned = flow.plan(row.verb, {row.desk}, state, facts, said=said, on=ON)
        assert state in row.sources and row.fits(facts)
        asked = [one for one in flow.steps if one.consults and one.before == row.verb and state in one.sources]
        assert all((one.verb, one.desk) in said for one in asked if one.fits(facts))
        if row.consults:
            assert planned.target == state
            said[(row.verb, row.desk)] = data.draw(st.sampled_from(["yes", "no"]))
        else:
            assert planned.target == row.to
            state = planned.target


@settings(max_examples=60, deadline=None)
@given(files())
def test_what_is_only_notified_never_meets_a_desk_that_decides_and_the_rest_always_does(file):
    flow, facts = file
    if facts["regime"] == "none":
        return
    decides = [desk for desk in flow.route(facts) if flow.desks[desk].decides]
    assert bool(decides) == (facts["regime"] == "permission")


@given(DAYS, DAYS, DAYS)
def test_a_power_binds_on_its_first_and_last_day_and_never_outside(one, other, on):
    since, until = sorted((one, other))
    power = Power("REGENT", "TREASURY", "approve", since, until)
    assert power.binds(since) and power.binds(until)
    assert power.binds(on) == (since <= on <= until)
    assert not power.binds(since - timedelta(days=1)) and not power.binds(until + timedelta(days=1))


@given(DAYS, st.integers(0, 40), st.integers(0, 400))
def test_a_suspended_power_is_given_back_on_the_day_after(first, length, shift):
    last = first + timedelta(days=length)
    power = Power("REGENT", "TREASURY", "approve", date(2020, 1, 1), suspended=((first, last),))
    on = first + timedelta(days=shift - 100)
    assert power.binds(on) == (not first <= on <= last)
    assert power.binds(last + timedelta(days=1))


@given(st.lists(st.sampled_from("abcd")), st.sets(st.sampled_from("abcd"), min_size=1))
def test_a_fact_that_is_a_list_fits_when_one_of_its_members_does(have, want):
    facts = {"payers": tuple(have)}
    assert fits({"payers": tuple(want)}, {}, facts) == bool(want & {*have})
    assert fits({}, {"payers": tuple(want)}, facts) == (not want & {*have})
    assert not fits({"payers": tuple(want)}, {}, {})


@given(st.integers(1, 400))
def test_every_length_has_exactly_one_class(days):
    assert length_of(ISLES.lengths, days) == ("SHORT" if days <= 60 else "LONG")
    assert length_of(ISLES.lengths, None) is None


@pytest.mark.parametrize(("days", "decider"), [(60, "TREASURY"), (61, "REGENT"), (None, "TREASURY")])
def test_the_treasury_decides_for_crew_but_not_for_long(days, decider):
    facts = settled(ISLES, {**SURVEY, "cluster": "CREW"}, days)
    assert facts["decider"] == decider
    assert ISLES.route(facts)[-1] == decider


def test_a_row_of_the_table_has_its_days():
    until = replace(ISLES.routes[2], until=ON - timedelta(days=1))
    flow = replace(ISLES, routes=(until, Route(desk="WARDEN", since=ON)))
    assert flow.settled(SURVEY, on=ON)["decider"] == "WARDEN"
    assert flow.settled(SURVEY, on=ON - timedelta(days=1))["decider"] == "REGENT"


def test_the_pilots_speak_after_the_treasury_and_the_regent_after_both():
    facts = settled(ISLES, SURVEY)
    plan = ("approve", {"REGENT"}, "WITH_REGENT", facts)
    with pytest.raises(Refused, match="consent_missing"):
        ISLES.plan(*plan, said={})
    with pytest.raises(Refused, match="not_your_turn"):
        ISLES.plan("concur", {"PILOTS"}, "WITH_REGENT", facts, said={})
    advised = {("advise", "TREASURY"): "no"}
    assert [row.desk for row in ISLES.consultations("WITH_REGENT", facts, advised)] == ["PILOTS"]
    with pytest.raises(Refused, match="consent_withheld"):
        ISLES.plan(*plan, said={**advised, ("concur", "PILOTS"): "no"})
    assert ISLES.plan(*plan, said={**advised, ("concur", "PILOTS"): "yes"}).target == "GRANTED"


def test_other_journeys_wait_for_nobody():
    facts = settled(ISLES, {**SURVEY, "activity": "TALKS"})
    assert ISLES.plan("approve", {"REGENT"}, "WITH_REGENT", facts, said={}).target == "GRANTED"


@pytest.mark.parametrize(
    ("on", "may"),
    [("2029-12-31", False), ("2030-01-01", True), ("2030-03-15", False), ("2030-04-01", True), ("2031-01-01", False)],
)
def test_the_treasury_grants_for_the_regent_while_it_holds_the_power(on, may):
    facts = settled(ISLES, {**SURVEY, "activity": "TALKS"})
    try:
        planned = ISLES.plan("approve", {"TREASURY"}, "WITH_REGENT", facts, on=date.fromisoformat(on))
    except Refused as refusal:
        assert not may and refusal.code == "wrong_desk"
    else:
        assert may and (planned.desk, planned.through) == ("REGENT", "TREASURY")
    assert ISLES.stands_in_for("TREASURY", date.fromisoformat(on)) == ({"REGENT"} if may else set())


def test_learning_at_ones_own_cost_is_noted_and_a_fair_at_home_is_nothing_to_file():
    course = {**SURVEY, "activity": "COURSE", "payers": ("SELF",)}
    assert ISLES.route(settled(ISLES, course)) == ["UNIT", "WARDEN"]
    assert ISLES.regime(course, ON).needs == ("PLAN",)
    fair = ISLES.regime({**SURVEY, "activity": "FAIR", "country": "PW"}, ON)
    assert fair.mode == "none" and "no journey" in fair.why["en"]
    assert ISLES.regime(SURVEY, ON) == Regime()


def test_the_verbs_that_answer_never_move():
    assert all(not row.to and row.before for row in ISLES.steps if row.verb in CONSULTING)
