"""The checklist says what is needed, for whom, and what is there."""

from dataclasses import replace

import pytest
from hypothesis import given

from simpel.law.checklist import Item, checklist
from simpel.law.facts import Destination, Funding, Participant, Trip
from simpel.law.pack import Pack
from simpel.law.tests.trips import trips

FAIR = Trip(activity="FAIR")


def item(pack: Pack, trip: Trip, code: str) -> Item:
    return next(line for line in checklist(pack, trip) if line.code == code)


def test_nothing_is_listed_until_the_kind_of_activity_is_known(harbour: Pack) -> None:
    assert checklist(harbour, Trip()) == []
    assert [line.code for line in checklist(harbour, FAIR)] == ["PLAN", "LETTER", "CARD"]


def test_an_amendment_has_its_own_list(harbour: Pack) -> None:
    assert [line.code for line in checklist(harbour, replace(FAIR, kind="CANCELLATION"))] == ["LETTER"]


@pytest.mark.parametrize(("documents", "present"), [(None, None), ((), False), (("PLAN",), True)])
def test_a_mandatory_paper_is_needed_whatever_is_known(
    harbour: Pack, documents: tuple[str, ...] | None, present: bool | None
) -> None:
    line = item(harbour, replace(FAIR, documents=documents), "PLAN")
    assert (line.needed, line.present, line.is_open) == (True, present, present is False)


@pytest.mark.parametrize(("relations", "needed"), [(None, None), (True, False), (False, True)])
def test_a_rule_decides_whether_its_paper_is_needed(harbour: Pack, relations: bool | None, needed: bool | None) -> None:
    trip = replace(FAIR, documents=(), destinations=(Destination("AA", None, relations),))
    assert item(harbour, trip, "LETTER").needed is needed


def test_a_paper_of_each_traveller_names_who_lacks_it(harbour: Pack) -> None:
    people = (
        Participant(golongan="I", documents=()),
        Participant(golongan="II", documents=()),
        Participant(golongan="II", documents=("CARD",)),
    )
    line = item(harbour, replace(FAIR, documents=(), participants=people), "CARD")
    assert (line.needed, line.present, line.missing_for, line.each) == (True, False, (2,), "participant")
    assert item(harbour, replace(FAIR, documents=("CARD",), participants=people), "CARD").missing_for == ()
    assert item(harbour, replace(FAIR, participants=people[:1]), "CARD").needed is False


@pytest.mark.parametrize(
    ("payers", "lodging", "needed"),
    [
        (("HOST",), True, True),
        (("HOST",), None, None),
        (("TOWN",), True, False),
        (("TOWN",), None, False),
        (None, False, False),
    ],
)
def test_every_fact_of_a_condition_must_hold(
    harbour: Pack, payers: tuple[str, ...] | None, lodging: bool | None, needed: bool | None
) -> None:
    trip = Trip(activity="SCHOOL", funding=Funding(payers=payers, lodging_provided=lodging))
    assert item(harbour, trip, "CARD").needed is needed


def test_what_the_pack_leaves_open_stays_open(harbour: Pack) -> None:
    line = item(harbour, Trip(activity="SCHOOL"), "LETTER")
    assert (line.needed, line.condition("en"), line.cite) == (None, "Somebody decides", "Charter section 7")
    assert item(harbour, Trip(activity="SCHOOL"), "PLAN").needed is False


@given(trip=trips)
def test_only_needed_papers_are_open_and_only_known_people_lack_them(harbour: Pack, trip: Trip) -> None:
    for line in checklist(harbour, trip):
        assert not (line.is_open and line.requirement == "optional")
        assert all(1 <= place <= len(trip.participants or ()) for place in line.missing_for)
        if line.each == "participant" and line.missing_for:
            assert line.present is False


def test_an_explanation_is_needed_from_four_people_on(indonesia: Pack) -> None:
    def needed(people: int, off_topic: bool | None) -> bool | None:
        trip = Trip(activity="SEMINAR", documents=(), participants=(Participant(),) * people, off_topic=off_topic)
        return item(indonesia, trip, "URGENCY_NOTE").needed

    assert [needed(people, False) for people in (1, 3, 4)] == [False, False, True]
    assert [needed(1, off_topic) for off_topic in (True, None)] == [True, None]


def test_a_paper_of_which_nobody_can_tell_names_the_facts_that_would(harbour: Pack) -> None:
    card = item(harbour, Trip(activity="SCHOOL", funding=Funding(payers=("HOST",))), "CARD")
    assert (card.needed, card.missing) == (None, ("lodging_provided",))
    settled = item(harbour, Trip(activity="SCHOOL", funding=Funding(payers=("TOWN",))), "CARD")
    assert (settled.needed, settled.missing) == (False, ())


def test_a_paper_wanted_by_a_rule_names_what_the_rule_waits_for(indonesia: Pack) -> None:
    trip = Trip(activity="SEMINAR", documents=(), participants=(Participant(),))
    assert item(indonesia, trip, "URGENCY_NOTE").missing == ("off_topic",)
