"""Numbers and days out of all proportion, and names that nothing fills, are refused where they stand."""

from pathlib import Path

import pytest

from simpel.law.cases import cases
from simpel.law.checks import values_of
from simpel.law.facts import Trip, Unreadable, parse
from simpel.law.pack import BrokenPack, Pack, load
from simpel.law.rules import Finding, assess
from simpel.law.tests.harbour import write
from simpel.law.tests.test_cases import PACKS

HUGE = "9" * 20
EVERY_OUTCOME = {"scope", "each"}  # for the reckoning of rules, never spoken


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"min_lead_days = {HUGE}", 1),
        ("min_lead_days = -1", 1),
        ("\nworking_groups = -3", 2),
        (f"working_groups = {HUGE}", 1),
        ("directed_headcount = -1", 1),
        ("[[upload]]\nbytes = -1", 2),
        ("departs_on = 9999-12-31", 1),
        ("returns_on = 0001-01-01", 1),
        ("[[participant]]\n[[participant]]\npassport_expires_on = 9999-12-31", 3),
    ],
)
def test_a_number_or_day_beyond_reason_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text)
    assert (caught.value.line, caught.value.code) == (line, "out_of_range")


def test_the_largest_and_smallest_numbers_are_read() -> None:
    assert parse("min_lead_days = 9999\nworking_groups = 0") == Trip(min_lead_days=9999, working_groups=0)
    assert parse("departs_on = 2999-12-31").departs_on


@pytest.mark.parametrize("text", ["working_groups = " + "9" * 5000, "documents = " + "[" * 100_000])
def test_what_no_reader_of_toml_can_take_in_is_refused_as_such(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text)
    assert caught.value.code == "not_toml"


def test_a_country_must_be_on_the_list_where_there_is_one() -> None:
    text = '[[destination]]\ncity = "Port"\ncountry = "XX"'
    assert parse(text).countries == ("XX",)
    with pytest.raises(Unreadable) as caught:
        parse(text, {"country": ("JP", "NZ")})
    assert (caught.value.line, caught.value.code) == (3, "unknown_code")


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "problem", "remedy"),
    [
        ("rules.toml", "days = 5\n", "days = 99999999999\n", "TIME", "days is above 9999", "9999 at most"),
        ("rules.toml", "caps = { MEDICAL = 2 }", "caps = { MEDICAL = -2 }", "DAYS", "below zero", "from 0 on"),
        ("rules.toml", "since = 2031-01-01", "since = 0001-01-01", "TIME", "since is too far away", "1000"),
        ("rules.toml", "The warden judges.", "The {wardn} judges.", "WISDOM", "{wardn}, which nothing", "missing"),
        ("words/en.toml", "{latest}", "{lastest}", "checks.filed_before_departure", "{lastest}", "latest"),
        ("words/en.toml", "yet: {missing}", "yet: {mising}", "outcomes", "{mising}", "missing"),
    ],
)
def test_a_pack_beyond_reason_is_named_with_row_and_remedy(
    tmp_path: Path, file: str, old: str, new: str, row: str, problem: str, remedy: str
) -> None:
    with pytest.raises(BrokenPack) as caught:
        load(write(tmp_path, **{file.replace(".", "_").replace("/", "_"): (old, new)}))
    assert (caught.value.file, caught.value.row) == (file, row)
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("trip", [f"notice = {HUGE}", f"participants = {HUGE}", 'notice = "two"', "participants = -1"])
def test_a_case_beyond_reason_is_named(tmp_path: Path, trip: str) -> None:
    pack = load(write(tmp_path))
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.toml").write_text(f'[[case]]\nname = "A"\non = 2031-03-02\ntrip = {{ {trip} }}\n')
    with pytest.raises(BrokenPack) as caught:
        cases(pack)
    assert (caught.value.file, caught.value.row) == ("cases/a.toml", "A")


def surprising(finding: Finding) -> set[str]:
    """Values that no sentence about the check may name, though the check gives them."""
    return set(finding.outcome.values) - values_of(finding.rule.check) - EVERY_OUTCOME


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_sentences_may_name_everything_that_the_cases_bring_to_light(pack: Pack) -> None:
    for case in cases(pack):
        for finding in assess(pack, case.trip, case.on):
            assert not surprising(finding), finding.id
