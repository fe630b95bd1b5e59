"""Split delegations: measured on a labelled, made-up set; boundaries of week and place; names however written."""

import csv
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.law.event_names import EventWords, alike
from simpel.law.pack import load
from simpel.law.splits import Filing, signs, split

HERE = Path(__file__).parent
WORDS = load(HERE.parents[2] / "packs" / "indonesia").event_words
FIRST = date(2026, 5, 11)


def labelled() -> list[tuple[str, Filing]]:
    """The set: each file with the delegation it was made up as a part of."""
    with (HERE / "split_delegations.csv").open(encoding="utf-8") as lines:
        return [(row.pop("delegation"), _filing(str(number), row)) for number, row in enumerate(csv.DictReader(lines))]


def _filing(key: str, row: dict[str, str]) -> Filing:
    days = {name: date.fromisoformat(row.pop(name)) for name in ("starts_on", "ends_on")}
    return Filing(key=key, headcount=int(row.pop("headcount")), **days, **row)


def filing(key: str = "a", **other: object) -> Filing:
    plain: dict[str, object] = {
        "institution": "one", "channel": "one", "event": "Forum Angin Laut", "organiser": "Dewan Angin",
        "country": "JP", "city": "Kyoto", "starts_on": FIRST, "ends_on": FIRST + timedelta(days=2), "headcount": 3,
    }  # fmt: skip
    return Filing(key=key, **{**plain, **other})  # type: ignore[arg-type]


def test_splits_are_found_and_few_others_are_suspected() -> None:
    files = labelled()
    assert len(files) >= 60
    pairs = list(combinations(files, 2))
    found = {(a.key, b.key) for (_, a), (_, b) in pairs if signs(a, b, WORDS)}
    true = {(a.key, b.key) for (one, a), (other, b) in pairs if one == other}
    precision, recall = len(found & true) / len(found), len(found & true) / len(true)
    assert precision >= 0.8, sorted(found - true)
    assert recall >= 0.9, sorted(true - found)


def test_a_split_counts_everybody_and_says_how_many_are_too_many() -> None:
    found = split(filing(), [filing(), filing("b", institution="two"), filing("c", country="KR")], WORDS)
    assert found is not None
    assert [part.filing.key for part in found.parts] == ["b"]
    assert (found.headcount, found.beyond(5), found.beyond(6), found.beyond(None)) == (6, 1, 0, 0)
    assert set(found.parts[0].signs) == {"name", "place", "dates", "organiser", "channel"}


@pytest.mark.parametrize(("days", "seen"), [(6, True), (7, False), (-6, True), (-7, False)])
def test_one_week_is_seven_days(days: int, seen: bool) -> None:
    moved = FIRST + timedelta(days=days)
    assert bool(signs(filing(), filing("b", starts_on=moved, ends_on=moved), WORDS)) is seen


def test_the_same_name_elsewhere_is_another_event() -> None:
    assert signs(filing(), filing("b", city="Kyoto (Higashiyama)"), WORDS)
    assert not signs(filing(), filing("b", city="Osaka", organiser="Lembaga Lain"), WORDS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12th World Ocean Forum", "World Ocean Forum ke-12", True),
        ("12th World Ocean Forum", "13th World Ocean Forum", False),
        ("Konferensi Energi Surya", "Solar Week", False),
        ("Konferensi Hujan Tropis", "Tropis Hujan Conference 2026", True),
        ("Studi hutan kelompok A", "Studi hutan kelompok B", True),
        ("Conference", "Course", False),
    ],
)
def test_names_are_compared_by_what_tells_them_apart(one: str, other: str, same: bool) -> None:
    assert (alike(one, other, WORDS) >= 0.8) is same


@settings(max_examples=40)
@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_knows_no_direction_and_stays_between_nothing_and_all(one: str, other: str) -> None:
    assert alike(one, other, EventWords()) == alike(other, one, EventWords())
    assert 0 <= alike(one, other, WORDS) <= 1
