"""Every case of every pack is a test; and every row has cases on both sides."""

from pathlib import Path

import pytest

from simpel.law.cases import Case, cases, disagreements, uncovered
from simpel.law.pack import Pack, load
from simpel.law.rules import assess

PACKS = [load(path.parent) for path in sorted((Path(__file__).parents[3] / "packs").glob("*/pack.toml"))]
CASES = [pytest.param(pack, case, id=f"{pack.id}: {case.name}") for pack in PACKS for case in cases(pack)]


@pytest.mark.parametrize(("pack", "case"), CASES)
def test_the_law_says_what_the_case_expects(pack: Pack, case: Case) -> None:
    assert disagreements(pack, case) == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_row_has_cases_on_both_sides_of_its_numbers_and_dates(pack: Pack) -> None:
    assert uncovered(pack, cases(pack)) == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_finding_of_every_case_can_be_said_in_every_language(pack: Pack) -> None:
    for case in cases(pack):
        for finding in assess(pack, case.trip, case.on):
            for lang in pack.languages:
                assert finding.text(lang).strip(), (finding.id, lang)
                assert "–" not in finding.text(lang), (case.name, finding.id, finding.text(lang))
