"""The promise date: what it rests on, and that it holds as often as it says, over a simulated year."""

import random
from collections import deque
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.law.pack import Pack
from simpel.law.promise import ENOUGH, allowed, promise
from simpel.law.working_days import WorkingDays

MONDAY = date(2026, 1, 5)
OFFICE = WorkingDays(frozenset({date(2026, 3, 20), date(2026, 3, 23), date(2026, 8, 17), date(2026, 12, 25)}))


def test_too_few_cases_promise_nothing() -> None:
    assert promise([4] * (ENOUGH - 1), since=MONDAY, today=MONDAY, calendar=OFFICE) is None
    found = promise([4] * ENOUGH, since=MONDAY, today=MONDAY, calendar=OFFICE)
    assert found and (found.by, found.cases) == (date(2026, 1, 9), ENOUGH)


def test_half_and_nine_of_ten() -> None:
    found = promise(range(1, 100), since=MONDAY, today=MONDAY, calendar=WorkingDays())
    assert found and found.half_by == OFFICE.after(MONDAY, 50) and found.by == WorkingDays().after(MONDAY, 90)


def test_who_has_waited_longer_than_the_quick_ones_is_promised_by_the_slow_ones() -> None:
    durations = [2] * 80 + [12] * ENOUGH
    early = promise(durations, since=MONDAY, today=MONDAY, calendar=WorkingDays())
    late = promise(durations, since=MONDAY, today=MONDAY + timedelta(days=3), calendar=WorkingDays())
    assert early and late and early.half_by == MONDAY + timedelta(days=2)
    assert late.half_by == late.by == WorkingDays().after(MONDAY, 12) and late.cases == ENOUGH


def test_a_promise_that_comes_after_departure_says_so() -> None:
    found = promise([4] * ENOUGH, since=MONDAY, today=MONDAY, calendar=OFFICE)
    assert found and found.misses(found.by - timedelta(days=1))
    assert not found.misses(found.by) and not found.misses(None)


def test_without_cases_the_law_says_how_long_it_may_take(harbour: Pack) -> None:
    assert allowed(harbour, reached_on=MONDAY, on=date(1999, 1, 1)) is None


def test_the_date_of_nine_in_ten_holds_in_a_simulated_year() -> None:
    """A year of 1,800 files: busy seasons, holidays, a slow tail, a desk that grows quicker; promised at filing and
    once more on the way, always from the cases decided before that day."""
    draw = random.Random(2026)
    waiting: list[tuple[date, date]] = []
    decided: deque[int] = deque(maxlen=300)
    kept: list[bool] = []
    for day in (MONDAY + timedelta(days=number) for number in range(-150, 365)):
        waiting, done = [file for file in waiting if file[1] > day], [file for file in waiting if file[1] <= day]
        decided.extend(OFFICE.between(filed, ended) for filed, ended in done)
        for _ in range(draw.randint(2, 5) if OFFICE.is_working(day) else 0):
            ended = OFFICE.after(day, _needed(draw, day))
            found = promise(decided, since=day, today=day, calendar=OFFICE)
            if found and day >= MONDAY:
                kept.append(ended <= found.by)
            waiting.append((day, ended))
    assert len(kept) > 800
    assert 0.85 <= sum(kept) / len(kept) <= 0.95


def _needed(draw: random.Random, day: date) -> int:
    """Working days that one file needs: most a week or two, some much longer, more in the busy months."""
    busy = 1.25 if day.month in (5, 6, 9) else 1.0
    returned = 6 if draw.random() < 0.25 else 0  # went back to its applicant once
    return max(1, round((draw.gammavariate(4, 1.6) + returned) * busy * (1 - day.timetuple().tm_yday / 3000)))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 60), min_size=ENOUGH, max_size=60), st.integers(0, 40))
def test_most_never_comes_before_half_and_no_promise_lies_in_the_past(durations: list[int], waited: int) -> None:
    today = MONDAY + timedelta(days=waited)
    found = promise(durations, since=MONDAY, today=today, calendar=OFFICE)
    if found and found.half_by:
        assert today <= found.half_by <= found.by
