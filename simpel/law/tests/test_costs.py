"""The estimate: what the scenarios come to, and what must hold for any trip."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.law.costs import estimate
from simpel.law.facts import Destination, Funding, Participant, Trip
from simpel.law.pack import Pack
from simpel.law.tests.trips import DAY, days, trips


def delegation(
    country: str, classes: str, starts_on: date, ends_on: date, activity: str, *, lodging: bool = False
) -> Trip:
    return Trip(
        activity=activity,
        filed_on=starts_on - 30 * DAY,
        starts_on=starts_on,
        ends_on=ends_on,
        destinations=(Destination(country),),
        participants=tuple(Participant(golongan=one) for one in classes),
        funding=Funding(lodging_provided=lodging),
    )


S1 = delegation("JP", "C", date(2026, 5, 14), date(2026, 5, 16), "SEMINAR", lodging=True)
S2 = delegation("CH", "ABCCC", date(2026, 6, 8), date(2026, 6, 11), "MEETING")
S5 = delegation("NL", "ABCCC", date(2026, 9, 15), date(2026, 9, 18), "PROMOTION")


@pytest.mark.parametrize(("trip", "dollars"), [(S1, 1146), (S2, 10152), (S5, 8020)], ids=["S1", "S2", "S5"])
def test_the_scenarios_come_to_what_they_should(indonesia: Pack, trip: Trip, dollars: int) -> None:
    found = estimate(indonesia, trip)
    assert (found.per_diem_usd, found.table_year, found.missing) == (Decimal(dollars), 2024, ())
    assert found.as_json()["per_diem_usd"] == dollars
    assert "older_table" in [note.code for note in found.notes]


def test_lodging_given_leaves_thirty_percent_for_some_kinds_only(indonesia: Pack) -> None:
    training = delegation("JP", "C", date(2026, 5, 14), date(2026, 5, 16), "TRAINING", lodging=True)
    assert estimate(indonesia, training).per_diem_usd == Decimal("343.80")
    assert estimate(indonesia, replace(training, activity="SEMINAR")).per_diem_usd == Decimal(1146)
    assert estimate(indonesia, replace(training, funding=Funding(lodging_provided=False))).per_diem_usd == Decimal(1146)
    unsaid = estimate(indonesia, replace(training, funding=Funding()))
    assert (unsaid.per_diem_usd, "lodging_open" in [note.code for note in unsaid.notes]) == (Decimal(1146), True)


def test_a_student_is_paid_for_days_of_travel(indonesia: Pack) -> None:
    study = replace(
        delegation("AU", "D", date(2026, 7, 20), date(2028, 7, 19), "STUDY"),
        departs_on=date(2026, 7, 19),
        returns_on=date(2028, 7, 20),
    )
    assert [line.days for line in estimate(indonesia, study).lines] == [2]
    assert estimate(indonesia, study).per_diem_usd == Decimal(2 * 393)


def test_a_country_that_no_table_lists_waits_for_a_rate_by_hand(indonesia: Pack) -> None:
    taipei = delegation("TW", "CCC", date(2026, 12, 1), date(2026, 12, 5), "INSPECTION")
    found = estimate(indonesia, taipei)
    assert (found.per_diem_usd, found.missing) == (None, ("rate",))
    assert "rate_by_hand" in [note.code for note in found.notes]
    by_hand = estimate(indonesia, taipei, by_hand={"TW": Decimal(300)})
    assert (by_hand.per_diem_usd, by_hand.missing) == (Decimal(4500), ())


def test_an_accredited_mission_lends_its_rate(indonesia: Pack) -> None:
    kampala, nairobi = (delegation(code, "C", date(2026, 5, 14), date(2026, 5, 16), "SEMINAR") for code in ("UG", "KE"))
    assert estimate(indonesia, kampala).per_diem_usd == estimate(indonesia, nairobi).per_diem_usd
    assert [note.values for note in estimate(indonesia, kampala).notes if note.code == "accredited"] == [
        {"country": "UG", "seat": "KE"}
    ]


def test_the_ticket_goes_with_the_golongan(indonesia: Pack) -> None:
    assert [line.ticket for line in estimate(indonesia, S2).lines] == [
        None,
        "BUSINESS",
        "ECONOMY",
        "ECONOMY",
        "ECONOMY",
    ]


def test_each_traveller_is_paid_for_their_own_days(harbour: Pack) -> None:
    people = (
        Participant(golongan="I"),
        Participant(golongan="II", starts_on=date(2031, 5, 2), ends_on=date(2031, 5, 2)),
    )
    trip = replace(delegation("AA", "", date(2031, 5, 1), date(2031, 5, 4), "FAIR"), participants=people)
    assert [line.amount for line in estimate(harbour, trip).lines] == [Decimal(400), Decimal("50.50")]


def test_the_year_of_the_table_is_the_trips_or_the_last_before_it(harbour: Pack) -> None:
    def rate(year: int) -> tuple[Decimal | None, int | None]:
        found = estimate(harbour, delegation("AA", "I", date(year, 5, 1), date(year, 5, 1), "FAIR"))
        return found.per_diem_usd, found.table_year

    assert [rate(year) for year in (2031, 2032, 2033, 2040)] == [(100, 2031), (100, 2031), (110, 2033), (110, 2033)]


@given(people=st.lists(st.sampled_from(["I", "II"]), min_size=1, max_size=8), starts=days, length=st.integers(0, 40))
def test_the_total_is_the_sum_of_its_lines(harbour: Pack, people: list[str], starts: date, length: int) -> None:
    trip = delegation("AA", "", starts, starts + length * DAY, "FAIR")
    found = estimate(harbour, replace(trip, participants=tuple(Participant(golongan=one) for one in people)))
    assert found.per_diem_usd == sum(line.amount or 0 for line in found.lines)
    assert found.per_diem_usd is not None and found.per_diem_usd > 0


@given(starts=days, length=st.integers(0, 40))
def test_one_day_more_or_a_higher_class_never_costs_less(harbour: Pack, starts: date, length: int) -> None:
    def cost(one: str, extra: int) -> Decimal:
        people = (Participant(golongan=one),)
        trip = replace(delegation("AA", "", starts, starts + (length + extra) * DAY, "FAIR"), participants=people)
        return estimate(harbour, trip).per_diem_usd or Decimal(0)

    assert cost("II", 0) <= cost("II", 1)
    assert cost("II", 0) <= cost("I", 0)


@given(trip=trips)
def test_there_is_a_total_exactly_when_nothing_is_missing(harbour: Pack, trip: Trip) -> None:
    found = estimate(harbour, trip)
    assert (found.per_diem_usd is None) == bool(found.missing)
