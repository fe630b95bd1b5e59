"""Which desks may stand in at a desk: as the pack says, else those before it."""

from dataclasses import replace
from pathlib import Path

import pytest

from simpel.law.pack import load

PACKS = Path(__file__).resolve().parents[3] / "packs"


@pytest.fixture(scope="module")
def workflow():
    return load(PACKS / "indonesia").workflow


def test_the_desks_before_it_stand_in_the_nearest_first(workflow):
    assert workflow.deputies_of("BUREAU_HEAD") == ["DIVISION_HEAD", "SUBDIVISION_HEAD", "ANALYST"]
    assert workflow.deputies_of("ANALYST") == []


def test_desks_of_another_scope_or_that_take_no_step_never_do(workflow):
    assert "AUDITOR" not in workflow.deputies_of("REGISTRY") and "UNIT" not in workflow.deputies_of("ANALYST")
    assert workflow.deputies_of("ADMIN") == []


def test_what_the_pack_names_comes_instead(workflow):
    desk = replace(workflow.desks["BUREAU_HEAD"], deputies=("SECRETARY",))
    other = replace(workflow, desks={**workflow.desks, "BUREAU_HEAD": desk})
    assert other.deputies_of("BUREAU_HEAD") == ["SECRETARY"]
