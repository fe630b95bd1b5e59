"""What must be true of the checks for any trip whatsoever."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.law.checks import CHECKS
from simpel.law.checks.absence import blackout, not_away_together
from simpel.law.checks.days import (
    approved_before_departure,
    dates_inside_activity,
    decided_before_departure,
    filed_before_departure,
    filed_before_own_deadline,
    passport_valid,
    reported_within,
    trip_length,
    within_working_days,
)
from simpel.law.checks.money import paid_days, ticket_class
from simpel.law.checks.papers import document, group_explained, own_document, request_states, upload_format
from simpel.law.checks.party import composition, exempt, level
from simpel.law.checks.purposes import (
    alternatives_answered,
    in_plan,
    nothing_open,
    purpose,
    sponsor_allowed,
)
from simpel.law.checks.purse import budget_left, carrier_preferred, cost_complete
from simpel.law.checks.seats import headcount, headcount_directed
from simpel.law.checks.windows import gap, once_per, quota
from simpel.law.facts import Participant, Trip, Upload
from simpel.law.outcomes import Outcome
from simpel.law.periods import Periods
from simpel.law.tests.trips import DAY, days, forgotten, travellers, trips
from simpel.law.working_days import WorkingDays

notice_of = partial(filed_before_departure, calendar=WorkingDays(), zone=ZoneInfo("UTC"))

MEASURES: dict[str, Callable[[Trip], Outcome]] = {
    "notice": lambda trip: notice_of(trip, days=7),
    "notice at the channel": lambda trip: notice_of(trip, days=10, reached="reached_channel_on"),
    "own deadline": filed_before_own_deadline,
    "approved": approved_before_departure,
    "seats": lambda trip: headcount(trip, max=2, per_working_group=1),
    "directed seats": lambda trip: headcount_directed(trip, document="LETTER"),
    "document": lambda trip: document(trip, all_of=("PLAN",), any_of=("LETTER", "CARD")),
    "explained": lambda trip: group_explained(trip, min_group=3, document="LETTER"),
    "stated": lambda trip: request_states(trip, documents=("PLAN",), facts=("payers", "participants")),
    "uploads": lambda trip: upload_format(trip, max_mb=2),
    "report": lambda trip: reported_within(trip, days=14),
    "decision": lambda trip: within_working_days(
        trip, start="filed_on", end="decided_on", days=10, calendar=WorkingDays()
    ),
    "funding": CHECKS["funding_named"],
    "together": CHECKS["not_away_together"],
    "emergency": CHECKS["no_emergency"],
    "quota": lambda trip: quota(trip, per="person", unit="days", max=9, window="month"),
    "gap": lambda trip: gap(trip, days=9, per="institution"),
    "once": lambda trip: once_per(trip, what="OUTFIT", months=9),
    "length": lambda trip: trip_length(trip, max=9, calendar=WorkingDays()),
    "answered in time": lambda trip: decided_before_departure(trip, days=3, calendar=WorkingDays()),
    "composition": lambda trip: composition(trip, trait="SWIMMER", min=1),
    "level": lambda trip: level(trip, event="TECHNICAL", ranks=("OFFICER",)),
    "exemption": lambda trip: exempt(trip, offices=("HEAD",), from_=("RULE",)),
    "pair": lambda trip: not_away_together(trip, pair="HEAD/DEPUTY", within="unit"),
    "stand-in": CHECKS["stand_in_named"],
    "blackout": lambda trip: blackout(trip, calendar="storms", periods=Periods()),
    "purpose": lambda trip: purpose(trip, suspended=("FAIR",), reasons=("LAST",)),
    "alternatives": lambda trip: alternatives_answered(trip, of=("ENVOY",)),
    "sponsor": lambda trip: sponsor_allowed(trip, not_=("SUPPLIER",), no_fee=True),
    "plan": lambda trip: in_plan(trip, period="month"),
    "open duties": lambda trip: nothing_open(trip, of=("REPORT",)),
    "budget": lambda trip: budget_left(trip, line="L"),
    "grid": lambda trip: cost_complete(trip, items=("BED",)),
    "carrier": lambda trip: carrier_preferred(trip, of=("BOAT",)),
    "good papers": lambda trip: document(trip, all_of=("PLAN",), max_age_days=90, valid_after_days=9),
    "paid": lambda trip: paid_days(trip, travel_days_only=("SCHOOL",), caps={"MEDICAL": 2}),
}
any_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES.keys())


@any_measure
def test_an_empty_trip_is_unknown_and_names_what_is_missing(measure: Callable[[Trip], Outcome]) -> None:
    outcome = measure(Trip())
    assert outcome.state == "unknown"
    assert outcome.missing


@any_measure
@given(pair=forgotten())
def test_forgetting_a_fact_never_turns_broken_into_met_or_met_into_broken(
    measure: Callable[[Trip], Outcome], pair: tuple[Trip, Trip]
) -> None:
    known, forgot = (measure(trip).state for trip in pair)
    assert {known, forgot} != {"met", "broken"}


@any_measure
@given(trip=trips)
def test_unknown_always_says_what_would_settle_it(measure: Callable[[Trip], Outcome], trip: Trip) -> None:
    outcome = measure(trip)
    assert (outcome.state == "unknown") == bool(outcome.missing)


@given(filed=days, notice=st.integers(0, 90), asked=st.integers(0, 60))
def test_more_notice_never_hurts(filed: date, notice: int, asked: int) -> None:
    def state(ahead: int) -> str:
        return notice_of(Trip(filed_on=filed, departs_on=filed + ahead * DAY), days=asked).state

    assert (state(notice), state(notice + 1)) != ("met", "broken")


@given(departs=days, asked=st.integers(0, 60))
def test_the_latest_day_is_in_time_and_the_next_one_is_not(departs: date, asked: int) -> None:
    trip = Trip(departs_on=departs)
    latest = notice_of(trip, days=asked).values["latest"]
    assert notice_of(replace(trip, filed_on=latest), days=asked).state == "met"
    assert notice_of(replace(trip, filed_on=latest + DAY), days=asked).state == "broken"


@given(people=st.integers(1, 12), groups=st.integers(0, 6), most=st.integers(0, 8), each=st.integers(0, 3))
def test_working_groups_only_add_seats(people: int, groups: int, most: int, each: int) -> None:
    trip = Trip(participants=(Participant(),) * people, working_groups=groups)
    with_groups = headcount(trip, max=most, per_working_group=each)
    assert with_groups.values["seats"] == max(most, each * groups)
    assert (headcount(trip, max=most).state, with_groups.state) != ("met", "broken")


@given(people=st.integers(1, 12), most=st.integers(0, 12))
def test_one_traveller_fewer_never_hurts(people: int, most: int) -> None:
    states = [headcount(Trip(participants=(Participant(),) * n), max=most).state for n in (people, people + 1)]
    assert states != ["broken", "met"]


@given(trip=trips, more=st.sampled_from(["PLAN", "LETTER", "CARD"]))
def test_one_paper_more_never_hurts(trip: Trip, more: str) -> None:
    def state(trip: Trip) -> str:
        return document(trip, all_of=("PLAN",), any_of=("LETTER", "CARD")).state

    assert (state(trip), state(replace(trip, documents=(*(trip.documents or ()), more)))) not in {
        ("met", "broken"),
        ("met", "unknown"),
    }


@given(trip=trips, traveller=travellers)
def test_a_paper_of_the_whole_trip_serves_everybody(trip: Trip, traveller: Participant) -> None:
    assert own_document(replace(trip, documents=("CARD",)), traveller, all_of=("CARD",)).state == "met"


def test_a_paper_that_every_traveller_carries_is_there() -> None:
    everybody = (Participant(documents=("CARD",)), Participant(documents=("CARD", "PLAN")))
    assert document(Trip(documents=(), participants=everybody), all_of=("CARD",)).state == "met"
    lacking = document(Trip(documents=(), participants=everybody), all_of=("PLAN",))
    assert (lacking.state, lacking.values["missing_documents"]) == ("broken", ("PLAN",))


def test_a_paper_may_serve_for_another_in_one_kind_of_activity() -> None:
    instead = {"LETTER": {"SCHOOL": "CARD"}}
    carries = Trip(documents=("CARD",))
    assert document(replace(carries, activity="SCHOOL"), all_of=("LETTER",), instead=instead).state == "met"
    assert document(replace(carries, activity="FAIR"), all_of=("LETTER",), instead=instead).state == "broken"


@given(starts=days, length=st.integers(0, 30), first=st.integers(-3, 33), last=st.integers(-3, 33))
def test_an_assignment_is_inside_exactly_when_both_ends_are(starts: date, length: int, first: int, last: int) -> None:
    trip = Trip(starts_on=starts, ends_on=starts + length * DAY)
    traveller = Participant(starts_on=starts + first * DAY, ends_on=starts + last * DAY)
    inside = 0 <= first <= last <= length
    assert dates_inside_activity(trip, traveller).state == ("met" if inside else "broken")


@pytest.mark.parametrize(
    ("returns_on", "needed"),
    [
        (date(2031, 1, 31), date(2031, 7, 31)),
        (date(2031, 8, 31), date(2032, 2, 29)),
        (date(2031, 12, 1), date(2032, 6, 1)),
    ],
)
def test_six_months_end_on_the_same_day_or_the_months_last(returns_on: date, needed: date) -> None:
    trip = Trip(returns_on=returns_on)
    assert passport_valid(trip, Participant(passport_expires_on=needed), months=6).state == "met"
    assert passport_valid(trip, Participant(passport_expires_on=needed - DAY), months=6).state == "broken"


@given(returns=days, late=st.integers(-5, 30), allowed=st.integers(0, 20))
def test_a_report_is_late_from_the_day_after_it_was_due(returns: date, late: int, allowed: int) -> None:
    trip = Trip(returns_on=returns, reported_on=returns + timedelta(days=allowed + late))
    assert reported_within(trip, days=allowed).state == ("met" if late <= 0 else "broken")


@given(days, st.integers(0, 20), st.integers(0, 40), st.integers(0, 20))
def test_a_cap_never_adds_paid_days(starts: date, before: int, length: int, cap: int) -> None:
    trip = Trip(
        activity="FAIR",
        travel_reason="MEDICAL",
        starts_on=starts,
        ends_on=starts + length * DAY,
        departs_on=starts - before * DAY,
    )
    assert paid_days(trip, caps={"MEDICAL": cap}).values["days"] == min(length + 1, cap)
    assert paid_days(trip, caps={}).values["days"] == length + 1


def test_study_is_paid_for_the_days_of_travel() -> None:
    trip = Trip(
        activity="SCHOOL",
        departs_on=date(2031, 7, 18),
        starts_on=date(2031, 7, 20),
        ends_on=date(2033, 7, 19),
        returns_on=date(2033, 7, 20),
    )
    assert paid_days(trip, travel_days_only=("SCHOOL",), caps={}).values == {"days": 3, "travel_days_only": True}


@pytest.mark.parametrize(
    ("traveller", "state", "ticket"),
    [
        (Participant(golongan="II"), "met", "ECONOMY"),
        (Participant(golongan="I", state_leader=False), "met", "BUSINESS"),
        (Participant(golongan="I"), "unknown", "BUSINESS"),
        (Participant(state_leader=True), "met", "FIRST"),
        (Participant(), "unknown", None),
    ],
)
def test_a_ticket_goes_with_the_golongan(traveller: Participant, state: str, ticket: str | None) -> None:
    outcome = ticket_class(Trip(), traveller, classes={"I": "BUSINESS", "II": "ECONOMY"}, leaders="FIRST")
    assert (outcome.state, outcome.values.get("ticket")) == (state, ticket)


def test_uploads_are_refused_for_type_and_size_by_name() -> None:
    files = (Upload("PLAN", "PDF", 10), Upload("LETTER", "doc", 10), Upload("CARD", "pdf", 2 * 1024 * 1024 + 1))
    assert upload_format(Trip(uploads=files), max_mb=2).values["unfit"] == ("LETTER", "CARD")
    assert upload_format(Trip(uploads=(Upload("CARD", "pdf", 2 * 1024 * 1024),)), max_mb=2).state == "met"
