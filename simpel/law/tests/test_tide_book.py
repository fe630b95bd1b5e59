"""What holds of the rows that count, look around and owe, for any history whatsoever."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.law.checks.absence import not_away_together
from simpel.law.checks.party import composition
from simpel.law.checks.purse import budget_left
from simpel.law.checks.windows import gap, once_per, quota
from simpel.law.duties import after_trip, by_calendar
from simpel.law.facts import BudgetLine, Funding, OtherTrip, Participant, Trip
from simpel.law.outcomes import Outcome
from simpel.law.pack import Pack, load
from simpel.law.rules import assess
from simpel.law.spans import Span, months_later, rolling, windows
from simpel.law.tests.conftest import PACKS
from simpel.law.working_days import WorkingDays

DAY = timedelta(days=1)
days = st.dates(date(2031, 1, 1), date(2032, 12, 31))
lengths = st.integers(0, 40)
few = settings(max_examples=40)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(days)
    return Span(first, first + draw(lengths) * DAY)


@st.composite
def others(draw: st.DrawFn) -> OtherTrip:
    span = draw(spans())
    who = draw(st.sampled_from([("p",), ("q",), ("p", "q")]))
    return OtherTrip(
        who=who, offices=("DEPUTY",) if "q" in who else (), institution="i", departs_on=span.first,
        returns_on=span.last, cost=draw(st.integers(0, 90)), claims=("OUTFIT",), countries=("AA",),
    )  # fmt: skip


histories = st.lists(others(), max_size=5).map(tuple)


@st.composite
def journeys(draw: st.DrawFn) -> Trip:
    span = draw(spans())
    head = Participant(key="p", office="HEAD", claims=("OUTFIT",), role="HAND", traits=())
    return Trip(
        departs_on=span.first, returns_on=span.last, own="i", cost=draw(st.integers(0, 90)), participants=(head,),
        history=draw(histories),
    )  # fmt: skip


def counted(trip: Trip, unit: str = "days", window: str = "year") -> Outcome:
    return quota(trip, per="person", unit=unit, max=60, window=window)  # type: ignore[arg-type]


@few
@given(journeys(), others(), st.sampled_from(["days", "trips", "money"]), st.sampled_from(["year", "month", "days"]))
def test_one_more_trip_in_the_history_never_mends_a_quota(trip: Trip, other: OtherTrip, unit: str, window: str) -> None:
    more = replace(trip, history=(*(trip.history or ()), other))
    assert (counted(trip, unit, window).state, counted(more, unit, window).state) != ("broken", "met")


@few
@given(journeys())
def test_days_that_overlap_count_once_so_a_window_never_holds_more_days_than_it_has(trip: Trip) -> None:
    outcome = quota(trip, per="person", unit="days", max=31, window="month")
    assert outcome.state == "met"
    assert outcome.values["used"] + outcome.values["asked"] <= 31


@few
@given(journeys())
def test_a_calendar_year_is_never_stricter_than_any_365_days(trip: Trip) -> None:
    if counted(trip, window="year").state == "broken" and (trip.departs_on or date.max).year % 4:
        assert quota(trip, per="person", unit="days", max=60, window="days", window_days=366).state == "broken"


@few
@given(spans(), st.sampled_from(["year", "quarter", "month"]), st.sampled_from(["01-01", "04-01", "12-31"]))
def test_the_windows_of_a_calendar_hold_each_day_of_a_trip_exactly_once(span: Span, length: str, starts: str) -> None:
    found = list(windows(span, length, starts))
    held = [day for window in found for day in sorted(span.days(window))]
    assert held == list(range(span.first.toordinal(), span.last.toordinal() + 1))


@few
@given(spans(), st.lists(spans(), max_size=3), st.integers(1, 60))
def test_no_window_of_so_many_days_holds_more_than_those_that_are_tried(
    span: Span, past: list[Span], width: int
) -> None:
    def held(window: Span) -> int:
        return len(set().union(*(one.days(window) for one in (span, *past))))

    firsts = [span.first + number * DAY for number in range(1 - width, (span.last - span.first).days + 1)]
    best = max(held(Span(first, first + (width - 1) * DAY)) for first in firsts)
    assert max(held(window) for window in rolling(span, past, width)) == best


@few
@given(journeys(), st.integers(0, 60))
def test_a_longer_gap_is_never_easier_to_keep(trip: Trip, wanted: int) -> None:
    assert (gap(trip, days=wanted).state, gap(trip, days=wanted + 1).state) != ("broken", "met")


@few
@given(journeys(), st.integers(1, 24))
def test_what_is_granted_more_seldom_is_never_easier_to_have(trip: Trip, months: int) -> None:
    states = [once_per(trip, what="OUTFIT", months=number).state for number in (months, months + 1)]
    assert states != ["broken", "met"]


@few
@given(journeys())
def test_head_and_deputy_are_away_together_exactly_when_their_days_overlap(trip: Trip) -> None:
    away = Span(trip.departs_on, trip.returns_on)  # type: ignore[arg-type]
    meet = [
        other
        for other in trip.history or ()
        if "DEPUTY" in (other.offices or ()) and away.overlaps(Span(other.departs_on, other.returns_on))  # type: ignore[arg-type]
    ]
    found = not_away_together(trip, pair="HEAD/DEPUTY", within="institution")
    assert found.state == ("broken" if meet else "met")


@few
@given(st.lists(st.sampled_from([None, "HAND", "SPEAKER"]), min_size=1, max_size=6), st.integers(0, 4))
def test_learning_the_role_of_a_traveller_never_turns_an_answer_round(roles: list[str | None], most: int) -> None:
    party = tuple(Participant(role=role) for role in roles)
    before = composition(Trip(participants=party), role="HAND", max=most).state
    for known in ("HAND", "SPEAKER"):
        told = tuple(replace(one, role=one.role or known) for one in party)
        after = composition(Trip(participants=told), role="HAND", max=most).state
        assert before in ("unknown", after)


@few
@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_a_cut_never_leaves_more_of_a_budget(ceiling: int, spent: int, cost: int, cut: int) -> None:
    trip = Trip(cost=cost, budget=(BudgetLine("L", ceiling, spent, 0),))
    plain, smaller = (budget_left(trip, line="L", reduce_pct=pct) for pct in (0, cut))
    assert smaller.values["left"] <= plain.values["left"]
    assert (plain.state, smaller.state) != ("broken", "met")


@few
@given(days, st.integers(0, 30))
def test_working_days_lie_as_far_back_as_forth(day: date, number: int) -> None:
    calendar = WorkingDays(frozenset({date(2031, 5, 1), date(2032, 2, 2)}))
    begins = calendar.after(day, 0)
    assert calendar.before(calendar.after(begins, number), number) == begins
    assert calendar.between(begins, calendar.after(begins, number)) == number


@few
@given(days, st.integers(0, 60))
def test_so_many_months_later_is_in_the_month_it_should_be(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@few
@given(journeys(), st.sampled_from(["history", "departs_on", "returns_on", "participants"]))
def test_forgetting_what_surrounds_a_trip_never_turns_an_answer_round(trip: Trip, fact: str) -> None:
    lost = replace(trip, **{fact: None})
    for measure in (counted, lambda one: gap(one, days=9), lambda one: not_away_together(one, pair="HEAD/DEPUTY")):
        assert measure(lost).state in ("unknown", measure(trip).state)


@pytest.fixture(scope="module")
def isles() -> Pack:
    return load(PACKS / "example")


TALKS = Trip(
    activity="TALKS", returns_on=date(2027, 6, 18), participants=(Participant(key="a"), Participant(key="b")),
    funding=Funding(payers=("PURSE",)),
)  # fmt: skip


def test_a_trip_brings_several_duties_with_reader_and_deadline(isles: Pack) -> None:
    owed = {(due.duty.id, due.participant): (due.duty.to, due.due_on) for due in after_trip(isles, TALKS)}
    assert owed == {
        ("OWE-01", None): ("WARDEN", date(2027, 6, 28)),
        ("OWE-02", 1): ("REGENT", date(2027, 6, 29)),  # Midsummer Eve and Midsummer Calm are no working days
        ("OWE-02", 2): ("REGENT", date(2027, 6, 29)),
        ("OWE-03", 1): ("REGISTRAR", date(2027, 6, 20)),
        ("OWE-03", 2): ("REGISTRAR", date(2027, 6, 20)),
    }


def test_a_duty_binds_from_its_first_day(isles: Pack) -> None:
    for last, ids in ((date(2026, 12, 31), {"OWE-01"}), (date(2027, 1, 1), {"OWE-01", "OWE-02", "OWE-03"})):
        assert {due.duty.id for due in after_trip(isles, replace(TALKS, returns_on=last))} == ids


def test_institutions_owe_by_the_calendar_whether_anybody_travels_or_not(isles: Pack) -> None:
    spring = (date(2026, 12, 1), date(2027, 3, 4))
    assert [due.due_on for due in by_calendar(isles, *spring, facts={"institution": "town"})] == [
        date(2027, 1, 5), date(2027, 2, 5),
    ]  # fmt: skip
    assert [due.due_on for due in by_calendar(isles, *spring, facts={"institution": "school"})] == [date(2027, 1, 31)]
    assert by_calendar(isles, *spring, facts={"institution": "guild"}) == []
    assert by_calendar(isles, date(2030, 1, 1), date(2030, 12, 31), facts={"institution": "school"}) == []


def test_a_region_keeps_its_own_holidays_beside_those_of_all(isles: Pack) -> None:
    day = date(2027, 5, 5)
    assert isles.calendar.is_working(day)
    assert not isles.calendar.of("SOUTH").is_working(day)
    assert isles.calendar.of("NORTH").is_working(day)
    assert not isles.calendar.of("SOUTH").is_working(date(2027, 8, 21))


def test_joint_leave_is_marked_and_no_working_day(indonesia: Pack) -> None:
    (eve,) = indonesia.holidays[date(2024, 2, 9)]
    assert eve.mark == "joint_leave"
    assert not indonesia.calendar.is_working(eve.on)
    assert {row.mark for rows in indonesia.holidays.values() for row in rows} == {"holiday", "joint_leave"}


def test_an_application_of_22_december_2024_is_judged_without_the_circular_and_one_of_the_23rd_with_it(
    indonesia: Pack,
) -> None:
    trip = Trip(activity="INSPECTION", participants=(Participant(),) * 4, departs_on=date(2025, 2, 1))
    circular = {rule.id for rule in indonesia.rules if rule.since == date(2024, 12, 23)}
    for day, judged in ((date(2024, 12, 22), False), (date(2024, 12, 23), True)):
        found = {finding.id: finding.state for finding in assess(indonesia, replace(trip, filed_on=day), day)}
        assert bool(circular & set(found)) is judged
        assert found.get("CAP-08") == ("broken" if judged else None)
