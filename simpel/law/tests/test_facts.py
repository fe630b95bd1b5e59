"""A trip is read strictly, and a mistake is named with its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.law.facts import Destination, Participant, Trip, Unreadable, parse, read
from simpel.law.pack import Pack

WHOLE = """\
filed_on = 2031-03-01
activity = "FAIR"
documents = ["PLAN"]
departs_on = 2031-03-10

[funding]
payers = ["HOST"]

[[destination]]
country = "AA"
city = "Port"

[[participant]]
golongan = "I"

[[participant]]
golongan = "II"
documents = ["CARD"]
"""


def test_what_is_written_is_known_and_all_else_is_unknown() -> None:
    trip = parse(WHOLE)
    assert (trip.filed_on, trip.activity, trip.documents) == (date(2031, 3, 1), "FAIR", ("PLAN",))
    assert (trip.headcount, trip.countries, trip.fact("payers")) == (2, ("AA",), ("HOST",))
    assert (trip.kind, trip.travel_reason) == ("NEW", "OFFICIAL")
    assert trip.returns_on is trip.cluster is trip.fact("funding") is trip.has_relations is None
    assert [traveller.documents for traveller in trip.participants or ()] == [None, ("CARD",)]


MISTAKES = [
    # what stands there, what was written instead, line, code
    ("departs_on = 2031-03-10", "departs_on = 2031-02-30", 4, "not_toml"),
    ("departs_on = 2031-03-10", 'departs_on = "soon"', 4, "wrong_kind"),
    ("departs_on = 2031-03-10", "departs_on = 2031-03-10T08:00:00", 4, "wrong_kind"),
    ('activity = "FAIR"', "activity = 3", 2, "wrong_kind"),
    ('activity = "FAIR"', 'activitty = "FAIR"', 2, "unknown_fact"),
    ('documents = ["PLAN"]', 'documents = "PLAN"', 3, "wrong_kind"),
    ('payers = ["HOST"]', 'payer = ["HOST"]', 7, "unknown_fact"),
    ('country = "AA"', 'country = "Aland"', 10, "unknown_code"),
    ('city = "Port"', "city = 5", 11, "wrong_kind"),
    ('golongan = "II"', "golongan = 2", 17, "wrong_kind"),
    ('documents = ["CARD"]', "documents = [1]", 18, "wrong_kind"),
    ("[[destination]]", "[destination]", 9, "not_a_list"),
    ('city = "Port"', 'city = "Port', 11, "not_toml"),
    ('activity = "FAIR"', "working_groups = true", 2, "wrong_kind"),
    ('activity = "FAIR"', 'origin = "moon"', 2, "unknown_code"),
]


@pytest.mark.parametrize(("old", "new", "line", "code"), MISTAKES)
def test_a_mistake_is_named_with_its_line(old: str, new: str, line: int, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(WHOLE.replace(old, new))
    assert (caught.value.line, caught.value.code) == (line, code)
    assert caught.value.message


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('activity = "FAIR"', 'activity = "FAYRE"', 2),
        ('payers = ["HOST"]', 'payers = ["TOWN", "HOTS"]', 7),
        ('golongan = "II"', 'golongan = "IV"', 17),
        ('documents = ["CARD"]', 'documents = ["CART"]', 18),
    ],
)
def test_a_code_that_the_pack_does_not_know_is_named_with_its_line(
    harbour: Pack, tmp_path: Path, old: str, new: str, line: int
) -> None:
    path = tmp_path / "TRIP.toml"
    path.write_text(WHOLE.replace(old, new))
    with pytest.raises(Unreadable) as caught:
        read(path, harbour.codes)
    assert (caught.value.line, caught.value.code) == (line, "unknown_code")


def test_a_file_that_is_not_there_or_not_text_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"cannot be opened"):
        read(tmp_path / "nothing.toml")
    (tmp_path / "picture.toml").write_bytes(b"a = 1\n\xff\xfe")
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "picture.toml")
    assert (caught.value.line, caught.value.code) == (2, "not_text")


@given(st.text(max_size=200))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        assert isinstance(parse(text), Trip)
    except Unreadable as problem:
        assert problem.line >= 0


@given(st.lists(st.sampled_from([True, False, None]), max_size=4))
def test_one_country_without_relations_settles_it(answers: list[bool | None]) -> None:
    trip = Trip(destinations=tuple(Destination("AA", None, answer) for answer in answers))
    expected = False if False in answers else (None if None in answers or not answers else True)
    assert trip.has_relations is expected


def test_the_packs_list_of_countries_only_fills_what_nobody_said() -> None:
    listed = frozenset({"ZZ"})
    silent = Trip(destinations=(Destination("ZZ"), Destination("AA")))
    assert silent.informed(listed).has_relations is False
    assert Trip(destinations=(Destination("ZZ", None, True),)).informed(listed).has_relations is True
    assert Trip(destinations=(Destination("AA"),)).informed(listed).has_relations is None


AROUND = """\
filed_at = 2031-03-01T15:30:00+09:00

[[history]]
who = ["p1", "p2"]
institution = "guild-of-rope"
kind = "port"
countries = ["AA"]
cost = 120000
state = "pending"

[[plan]]
event = "Fair of the north"

[[duty]]
what = "REPORT"
due_on = 2031-02-01

[[declared]]
calendar = "storms"
starts_on = 2031-03-01
"""


def test_what_surrounds_a_trip_is_read_from_tables_of_its_own() -> None:
    trip = parse(AROUND)
    assert trip.filed_at and trip.filed_at.hour == 15
    assert trip.history and (trip.history[0].who, trip.history[0].cost) == (("p1", "p2"), 120_000)
    assert trip.plan and trip.plan[0].starts_on is None
    assert trip.duties and trip.duties[0].who is None
    assert trip.declared and trip.declared[0].ends_on is None
    assert parse("").history is parse("").plan is parse("").duties is parse("").declared is None


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ('state = "pending"', 'state = "cancelled"', 9, "unknown_code"),
        ('countries = ["AA"]', 'countries = ["Aland"]', 7, "unknown_code"),
        ("cost = 120000", "cost = -1", 8, "out_of_range"),
        ('event = "Fair', 'evnt = "Fair', 12, "unknown_fact"),
        ("due_on = 2031-02-01", 'due_on = "soon"', 16, "wrong_kind"),
        ("filed_at = 2031-03-01T15:30:00+09:00", "filed_at = 2031-03-01", 1, "wrong_kind"),
        ("[[declared]]", "[declared]", 18, "not_a_list"),
    ],
)
def test_a_mistake_in_what_surrounds_a_trip_is_named_with_its_line(old: str, new: str, line: int, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(AROUND.replace(old, new))
    assert (caught.value.line, caught.value.code) == (line, code)


def test_other_trips_speak_of_institutions_by_key_and_of_their_kind_by_code(harbour: Pack) -> None:
    assert parse('[[history]]\nkind = "port"\ninstitution = "any key"', harbour.codes).history
    with pytest.raises(Unreadable, match="kind says 'castle'"):
        parse('[[history]]\nkind = "castle"', harbour.codes)


def test_the_highest_rank_that_travels_is_told_only_when_every_rank_is_known() -> None:
    order = ("ELDER", "CAPTAIN", "HAND")
    some = Trip(participants=(Participant(rank="HAND"), Participant(rank="CAPTAIN")))
    assert some.informed(frozenset(), order).head_rank == "CAPTAIN"
    assert Trip(participants=(Participant(rank="HAND"), Participant())).informed(frozenset(), order).head_rank is None
    assert Trip(head_rank="ELDER", participants=some.participants).informed(frozenset(), order).head_rank == "ELDER"
