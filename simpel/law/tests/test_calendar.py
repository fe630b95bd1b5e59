"""Working days, the last safe day to file, the day a report is due."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from simpel.law.calendar import latest_safe_filing, report_due
from simpel.law.facts import Trip
from simpel.law.pack import Pack
from simpel.law.rules import assess
from simpel.law.tests.trips import DAY, days, trips
from simpel.law.working_days import WorkingDays

closed = st.builds(WorkingDays, st.frozensets(days, max_size=20))
counts = st.integers(0, 30)


@given(closed, days, counts)
def test_counting_lands_on_a_working_day(office: WorkingDays, day: date, number: int) -> None:
    assert office.is_working(office.after(day, number))
    assert office.is_working(office.before(day, number))


@given(closed, days, counts)
def test_there_are_as_many_working_days_between_as_were_counted(office: WorkingDays, day: date, number: int) -> None:
    if number:
        assert office.between(day, office.after(day, number)) == number


@given(closed, days, counts)
def test_counting_back_undoes_counting_forward(office: WorkingDays, day: date, number: int) -> None:
    start = office.after(day, 0)
    assert office.before(office.after(start, number), number) == start


@given(closed, days, counts)
def test_a_later_start_never_ends_earlier(office: WorkingDays, day: date, number: int) -> None:
    assert office.after(day, number) <= office.after(day + DAY, number)


@given(trip=trips)
def test_filing_on_the_safe_day_breaks_no_rule_of_notice(harbour: Pack, trip: Trip) -> None:
    safe = latest_safe_filing(harbour, trip)
    if safe is None:
        return
    on = trip.filed_on or trip.departs_on
    assert on is not None
    found = assess(harbour, replace(trip, filed_on=safe), on)
    assert [finding.state for finding in found if finding.id == "TIME"] == ["met"]
    assert harbour.calendar.is_working(safe)


@given(departs=st.dates(date(2031, 1, 10), date(2031, 12, 20)))
def test_no_later_working_day_would_have_been_safe(harbour: Pack, departs: date) -> None:
    trip = Trip(departs_on=departs)
    safe = latest_safe_filing(harbour, trip)
    assert safe is not None
    later = replace(trip, filed_on=harbour.calendar.after(safe, 1))
    assert next(finding for finding in assess(harbour, later, departs) if finding.id == "TIME").state == "broken"


def test_a_day_off_moves_the_safe_day_forward(harbour: Pack) -> None:
    assert latest_safe_filing(harbour, Trip(departs_on=date(2031, 3, 12))) == date(2031, 3, 6)  # 7 March: Harbour day
    assert latest_safe_filing(harbour, Trip(departs_on=date(2031, 3, 14))) == date(2031, 3, 6)  # then a weekend
    assert latest_safe_filing(harbour, Trip(departs_on=date(2031, 3, 15))) == date(2031, 3, 10)
    assert latest_safe_filing(harbour, Trip()) is None


def test_the_strictest_notice_counts(indonesia: Pack) -> None:
    trip = Trip(departs_on=date(2026, 5, 13), institution="region", min_lead_days=0)
    assert latest_safe_filing(indonesia, trip, on=date(2026, 4, 1)) == date(2026, 4, 30)  # ten days: Sunday 3 May
    assert latest_safe_filing(
        indonesia, replace(trip, institution="ministry", min_lead_days=21), on=date(2026, 4, 1)
    ) == date(2026, 4, 22)


def test_a_report_is_due_under_the_law_of_the_return(harbour: Pack) -> None:
    assert report_due(harbour, date(2031, 5, 1)) == date(2031, 5, 11)
    assert report_due(harbour, date(2030, 5, 1)) is None
    assert report_due(harbour, date(2030, 5, 1), on=date(2031, 1, 1)) == date(2030, 5, 11)
