"""A row binds from its first day to its last, speaks only about whom it names, and says what it found."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from simpel.law.facts import Destination, Participant, Trip
from simpel.law.pack import Pack
from simpel.law.rules import Finding, assess
from simpel.law.tests.harbour import harbour as load_harbour
from simpel.law.tests.trips import trips

ON = date(2031, 6, 2)
SUCCESSOR = """
effect = "block"
confidence = "confirmed"

[[rule]]
id = "TIME-2"
title = { en = "Earlier" }
check = "filed_before_departure"
days = 9
cite = ["charter/1"]
since = 2032-01-01
"""


def found(pack: Pack, trip: Trip, rule: str, on: date = ON) -> Finding | None:
    return next((finding for finding in assess(pack, trip, on) if finding.id == rule), None)


def state(pack: Pack, trip: Trip, rule: str, on: date = ON) -> str:
    finding = found(pack, trip, rule, on)
    return finding.state if finding else "absent"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2030, 12, 31), "absent"),
        (date(2031, 1, 1), "unknown"),
        (date(2031, 12, 31), "unknown"),
        (date(2032, 1, 1), "absent"),
    ],
)
def test_a_rule_binds_from_its_first_day_to_its_last(harbour: Pack, on: date, expected: str) -> None:
    assert state(harbour, Trip(), "TIME", on) == expected


def test_departure_chooses_the_law_where_the_row_says_so(harbour: Pack) -> None:
    abroad = Trip(destinations=(Destination("ZZ"),), documents=())
    early = date(2030, 12, 1)
    assert state(harbour, abroad, "LETTER", early) == "absent"
    assert state(harbour, replace(abroad, departs_on=date(2031, 1, 1)), "LETTER", early) == "broken"
    assert state(harbour, replace(abroad, departs_on=date(2030, 12, 31)), "LETTER", ON) == "absent"


def test_a_row_does_not_speak_about_others_and_says_so_when_it_cannot_tell(harbour: Pack) -> None:
    three = (Participant(),) * 3
    assert state(harbour, Trip(activity="FAIR", participants=three), "SEATS") == "broken"
    assert state(harbour, Trip(activity="SCHOOL", participants=three), "SEATS") == "absent"
    open_ = found(harbour, Trip(participants=three), "SEATS")
    assert open_ is not None
    assert (open_.state, open_.in_scope, open_.missing, open_.blocks) == ("unknown", False, ("activity",), False)
    assert open_.text("en") == "Not known yet: activity."


def test_a_row_of_each_traveller_names_the_ones_it_is_about(harbour: Pack) -> None:
    people = (
        Participant(golongan="I", documents=()),
        Participant(golongan="II", documents=("CARD",)),
        Participant(golongan="II", documents=()),
        Participant(golongan="II"),
    )
    finding = found(harbour, Trip(documents=(), participants=people), "CARD")
    assert finding is not None
    assert (finding.state, finding.people, finding.blocks) == ("broken", (3,), True)
    assert finding.fields == ("CARD",)
    assert [one["outcome"] for one in finding.values["each"]] == ["met", "broken", "unknown"]


def test_a_row_of_each_traveller_is_silent_when_it_names_nobody_on_board(harbour: Pack) -> None:
    assert state(harbour, Trip(participants=(Participant(golongan="I"),)), "CARD") == "absent"
    assert state(harbour, Trip(), "CARD") == "unknown"
    assert state(harbour, Trip(documents=(), participants=(Participant(documents=()),)), "CARD") == "unknown"


def test_a_finding_carries_its_numbers_its_clause_and_what_would_clear_it(harbour: Pack) -> None:
    finding = found(harbour, Trip(filed_on=date(2031, 6, 2), departs_on=date(2031, 6, 4)), "TIME")
    assert finding is not None
    assert finding.blocks and not finding.overrulable
    assert finding.cite == ["Charter section 1"]
    assert finding.fields == ("departs_on",)
    assert finding.text("en") == "2 days of notice, 5 asked; the last day was 30 May 2031."
    assert finding.as_json("en")["values"] == {"days": 5, "notice": 2, "latest": "2031-05-30"}


def test_a_met_finding_has_nothing_to_clear(harbour: Pack) -> None:
    finding = found(harbour, Trip(filed_on=date(2031, 6, 2), departs_on=date(2031, 6, 9)), "TIME")
    assert finding is not None
    assert (finding.state, finding.fields, finding.text("en")) == ("met", (), "7 days of notice, 5 asked.")


def test_a_person_is_asked_in_the_words_of_the_row(harbour: Pack) -> None:
    finding = found(harbour, Trip(), "WISDOM")
    assert finding is not None
    assert (finding.state, finding.effect, finding.text("en")) == ("unknown", "ask", "The warden judges.")


def test_the_packs_list_of_countries_stands_in_for_a_silent_trip(harbour: Pack) -> None:
    assert state(harbour, Trip(documents=(), destinations=(Destination("ZZ"),)), "LETTER") == "broken"
    assert state(harbour, Trip(documents=(), destinations=(Destination("ZZ", None, True),)), "LETTER") == "absent"
    assert state(harbour, Trip(documents=(), destinations=(Destination("AA"),)), "LETTER") == "unknown"


def test_a_successor_takes_over_on_the_day_after(tmp_path: Path) -> None:
    pack = load_harbour(tmp_path, rules_toml=("until = 2031-12-31", f"until = 2031-12-31{SUCCESSOR}"))
    for on, expected in ((date(2031, 12, 31), ("unknown", "absent")), (date(2032, 1, 1), ("absent", "unknown"))):
        assert (state(pack, Trip(), "TIME", on), state(pack, Trip(), "TIME-2", on)) == expected


@given(trip=trips)
def test_whatever_is_found_can_be_said_and_kept(harbour: Pack, trip: Trip) -> None:
    for finding in assess(harbour, trip, ON):
        kept = json.loads(json.dumps(finding.as_json("en")))
        assert kept["text"] and "{" not in kept["text"]
        assert kept["outcome"] in ("met", "broken", "unknown")
        assert (kept["outcome"] == "broken" and kept["effect"] == "block") == finding.blocks


@given(trip=trips)
def test_judging_twice_says_the_same_and_changes_nothing(harbour: Pack, trip: Trip) -> None:
    first, second = (json.dumps([finding.as_json("en") for finding in assess(harbour, trip, ON)]) for _ in range(2))
    assert first == second
