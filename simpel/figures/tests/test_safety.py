"""Somebody with every public number at hand, who even knows which combinations occur, finds no group under ten."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.figures.safety import ENOUGH, REST, Block, Trip, blocks, count_people, table

DIMENSIONS = 3
trips = st.builds(
    Trip,
    st.frozensets(st.integers(0, 60), min_size=1, max_size=14),
    st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"), st.sampled_from("12")),
)
populations = st.lists(trips, max_size=30)


def atoms(population: list[Trip]) -> dict[tuple[str, ...], list[Trip]]:
    """The finest groups: trips that agree in everything the tables speak of."""
    found: dict[tuple[str, ...], list[Trip]] = {}
    for trip in population:
        found.setdefault(trip.codes, []).append(trip)
    return found


def published(parts: list[Block], keys: list[tuple[str, ...]]) -> list[list[Fraction]]:
    """Each published number as an equation: which atoms it adds up. Labels tell an attacker which ones."""
    of_block = [[Fraction(any(trip.codes == key for trip in part.trips)) for key in keys] for part in parts]
    rows = []
    for dimension in range(DIMENSIONS):
        for code, _, _ in table(parts, dimension):
            chosen = [row for row, part in zip(of_block, parts, strict=True) if part.labels[dimension] == code]
            rows.append([sum(column, Fraction(0)) for column in zip(*chosen, strict=True)])
    return rows


def reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Gauss: an independent basis of what the equations say."""
    basis: list[list[Fraction]] = []
    for row in rows:
        for one in basis:
            lead = next(number for number, value in enumerate(one) if value)
            row = [value - row[lead] * other for value, other in zip(row, one, strict=True)]
        if any(row):
            lead = next(value for value in row if value)
            basis.append([value / lead for value in row])
    return basis


def follows(goal: list[Fraction], basis: list[list[Fraction]]) -> bool:
    """Whether a sum can be had from the published ones by adding and subtracting them."""
    for one in basis:
        lead = next(number for number, value in enumerate(one) if value)
        goal = [value - goal[lead] * other for value, other in zip(goal, one, strict=True)]
    return not any(goal)


@given(populations)
@settings(max_examples=30)
def test_no_sum_or_difference_of_public_numbers_is_about_fewer_than_ten(population: list[Trip]) -> None:
    groups = atoms(population)
    keys = list(groups)[:8]
    small = [trip for key in keys for trip in groups[key]]
    basis = reduced(published(blocks(small, DIMENSIONS), keys))
    for size in range(1, len(keys) + 1):
        for chosen in combinations(range(len(keys)), size):
            people = count_people(trip for number in chosen for trip in groups[keys[number]])
            if people < ENOUGH:
                goal = [Fraction(number in chosen) for number in range(len(keys))]
                assert not follows(goal, basis)


@given(populations)
@settings(max_examples=60)
def test_blocks_are_large_whole_and_everybody_is_in_one(population: list[Trip]) -> None:
    parts = blocks(population, DIMENSIONS)
    assert all(part.people >= ENOUGH for part in parts)
    if parts:
        assert sum(len(part.trips) for part in parts) == len(population)
        for dimension in range(DIMENSIONS):
            assert sum(row[1] for row in table(parts, dimension)) == len(population)
    for part in parts:
        for dimension, label in enumerate(part.labels):
            assert label == REST or {trip.codes[dimension] for trip in part.trips} == {label}


@pytest.mark.parametrize(("size", "shown"), [(ENOUGH - 1, 0), (ENOUGH, 1)])
def test_the_smallest_population_that_is_shown_has_ten_people(size: int, shown: int) -> None:
    population = [Trip(frozenset(range(size)), ("A",))]
    assert len(blocks(population, 1)) == shown


def test_ten_trips_of_one_person_are_one_person() -> None:
    assert blocks([Trip(frozenset({1}), ("A",))] * 10, 1) == []


@pytest.mark.parametrize(
    ("small", "rows"),
    [
        (ENOUGH, [("A", 1, 30), ("B", 1, 12), (REST, 1, 10)]),  # large enough together: the rest stands by itself
        (ENOUGH - 1, [("A", 1, 30), (REST, 2, 21)]),  # else the smallest group that could stand joins it
    ],
)
def test_the_rest_is_never_a_small_group(small: int, rows: list[tuple[str, int, int]]) -> None:
    sizes = {"A": (0, 30), "B": (30, 42)}
    population = [Trip(frozenset(range(*span)), (code,)) for code, span in sizes.items()]
    population.append(Trip(frozenset(range(100, 100 + small)), (REST,)))
    assert table(blocks(population, 1), 0) == rows


def test_nested_groups_do_not_give_away_their_difference() -> None:
    """A = x and three of y: with plain margins, A minus x would be those three."""
    population = [Trip(frozenset(range(20)), ("A", "x")), Trip(frozenset(range(20, 23)), ("A", "y"))]
    population.append(Trip(frozenset(range(30, 50)), ("B", "y")))
    parts = blocks(population, 2)
    assert table(parts, 0) == [("A", 2, 23), ("B", 1, 20)]
    assert table(parts, 1) == [("y", 1, 20), (REST, 2, 23)]
