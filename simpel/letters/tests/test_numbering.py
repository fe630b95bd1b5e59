"""Numbers without gap or double."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from simpel.letters import issuing, office
from simpel.letters.layout import Series
from simpel.letters.models import Counter, Letter
from simpel.letters.tests.conftest import TODAY, Prepare, letter_facts


def at_once(work: Callable[[int], Any], times: int, workers: int = 8) -> list[Any]:
    """Run with connections of their own, as separate requests would."""

    def alone(turn: int) -> Any:
        try:
            return work(turn)
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(alone, range(times)))


@given(st.integers(1, 99_999_999), st.dates(), st.sampled_from(["SM", "PL"]))
def test_two_numbers_of_a_series_are_never_printed_alike(serial: int, on: date, activity: str) -> None:
    series = Series("bureau", frozenset(), "KTLN", "B-{serial:08d}/{office}/LN.{activity}/{month:02d}/{year}")
    first, second = (series.printed(number, activity=activity, on=on) for number in (serial, serial + 1))
    assert first != second and first.endswith(f"/{on.year}")


def test_each_series_and_year_counts_for_itself(prepare: Prepare) -> None:
    cases = [
        ("ECHELON_2_BELOW", TODAY),
        ("ECHELON_1", TODAY),
        ("MINISTER", TODAY),
        ("ECHELON_2_BELOW", date(2027, 1, 4)),
        ("ECHELON_2_BELOW", TODAY),
    ]
    letters = [prepare(f"CASE-{place}", cluster=cluster, on=on) for place, (cluster, on) in enumerate(cases)]
    assert [letter.number.split("/")[0] for letter in letters] == [
        "B-00000001",
        "S-00000001",
        "S-00000002",
        "B-00000001",
        "B-00000002",
    ]


def test_a_decision_that_fails_gives_its_number_back(prepare: Prepare) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        prepare("CASE-1")
        raise RuntimeError("the decision fell through")
    assert prepare("CASE-2").serial == 1


@pytest.mark.django_db(transaction=True)
def test_decisions_at_once_get_numbers_without_gap_or_double(on_the_day: object) -> None:
    office.layout(), office.identity()

    def decide(turn: int) -> int:
        with transaction.atomic():
            return issuing.prepare(f"CASE-{turn}", facts=letter_facts(), protected=False, by=None, on=TODAY).serial

    assert sorted(at_once(decide, 24)) == list(range(1, 25))
    assert Counter.objects.get(series="bureau", year=2026).last == 24


@pytest.mark.django_db(transaction=True)
def test_one_case_decided_many_times_at_once_gets_one_letter(on_the_day: object) -> None:
    def decide(_turn: int) -> str:
        try:
            with transaction.atomic():
                return issuing.prepare("CASE-1", facts=letter_facts(), protected=False, by=None, on=TODAY).number
        except issuing.CannotIssue as refused:
            return refused.code

    answers = at_once(decide, 16)
    assert answers.count("letter_exists") == 15 and Letter.objects.count() == 1
    assert Counter.objects.get(series="bureau", year=2026).last == 1


@pytest.mark.django_db(transaction=True)
def test_one_letter_produced_many_times_at_once_is_signed_once(on_the_day: object) -> None:
    with transaction.atomic():
        letter = issuing.prepare("CASE-1", facts=letter_facts(), protected=False, by=None, on=TODAY)
    at_once(lambda _turn: issuing.produce(letter.pk), 8)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("ISSUED", 1)
