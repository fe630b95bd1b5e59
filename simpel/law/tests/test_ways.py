"""Ways through every pack's workflow keep to its table."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.law import ways
from simpel.law.pack import Pack, load

PACKS = [load(path.parent) for path in sorted((Path(__file__).parents[3] / "packs").glob("*/pack.toml"))]


def facts_of(pack: Pack) -> st.SearchStrategy[dict[str, str]]:
    lists = {"cluster": pack.clusters, "activity": pack.activities, "institution": pack.institution_kinds}
    origin = {"origin": st.sampled_from(("unit", "focal_point"))}
    return st.fixed_dictionaries({name: st.sampled_from(sorted(codes)) for name, codes in lists.items()} | origin)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
@given(data=st.data())
@settings(max_examples=25)
def test_a_way_is_unbroken_and_ends_where_it_says(pack: Pack, data: st.DataObject) -> None:
    facts, workflow = data.draw(facts_of(pack)), pack.workflow
    decided = ways.to_decision(workflow, facts)
    for way in (decided, ways.to_state(workflow, facts), ways.out_by(workflow, facts, "reject")):
        assert all(after.to != before.to and before.to in after.sources for before, after in pairwise(way))
        assert all(step.fits(facts) for step in way)
        assert not way or workflow.initial in way[0].sources
    if decided:
        assert [step.desk for step in decided] == workflow.route(facts)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
@given(data=st.data())
@settings(max_examples=25)
def test_who_is_refused_ends_in_a_final_state_and_who_is_approved_can_report(pack: Pack, data: st.DataObject) -> None:
    facts, states = data.draw(facts_of(pack)), pack.workflow.states
    for verb in ("reject", "withdraw"):
        refused = ways.out_by(pack.workflow, facts, verb)
        assert not refused or (refused[-1].verb == verb and states[refused[-1].to].is_final)
    decided = ways.to_decision(pack.workflow, facts)
    if decided and states[decided[-1].to].phase == "decided":
        told = ways.beyond(pack.workflow, facts, decided[-1].to, ("report", "accept_report"))
        assert [step.verb for step in told] == ["report", "accept_report"]
        assert states[told[-1].to].is_final
