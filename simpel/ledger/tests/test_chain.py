"""The chain by itself: no database, no clock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.ledger import chain
from simpel.ledger.chain import GENESIS, START, Line, Problem, check, seal

words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
values = st.none() | st.booleans() | st.integers() | words | st.lists(words, max_size=3)
facts = st.dictionaries(words, values, max_size=4)


def chained(*contents: dict[str, object]) -> list[Line]:
    """A sound chain with these facts."""
    lines, before = [], GENESIS
    for seq, content in enumerate(contents, 1):
        line = Line(seq, "2026-03-02T01:00:00.000000+00:00", "permit.send", "K7Q2-M4XD", 7, content, before, "")
        line = line._replace(seal=seal(line, before))
        lines.append(line)
        before = line.seal
    return lines


chains = st.lists(facts, min_size=1, max_size=6).map(lambda contents: chained(*contents))


@given(chains)
def test_a_sound_chain_checks_to_its_end(lines):
    assert check(lines) == ((len(lines), lines[-1].seal), None)


@given(chains, st.data())
def test_a_chain_may_be_checked_in_pieces(lines, data):
    cut = data.draw(st.integers(0, len(lines)))
    middle, _ = check(lines[:cut])
    assert check(lines[cut:], middle) == check(lines)


@given(chains, facts, st.data())
def test_a_changed_fact_is_found_where_it_stands(lines, other, data):
    place = data.draw(st.integers(0, len(lines) - 1))
    if chain._write(other) == chain._write(lines[place].facts):
        return
    forged = [*lines[:place], lines[place]._replace(facts=other), *lines[place + 1 :]]
    assert check(forged)[1] == Problem(place + 1, "seal")


@given(chains, st.sampled_from(["at", "kind", "subject", "actor"]), st.data())
def test_every_column_is_under_the_seal(lines, column, data):
    place = data.draw(st.integers(0, len(lines) - 1))
    value = 8 if column == "actor" else "2026-03-02T01:00:00.000001+00:00"
    forged = [*lines[:place], lines[place]._replace(**{column: value}), *lines[place + 1 :]]
    assert check(forged)[1] == Problem(place + 1, "seal")


@given(chains, st.data())
def test_a_removed_entry_leaves_a_gap(lines, data):
    place = data.draw(st.integers(0, len(lines) - 1))
    rest = lines[:place] + lines[place + 1 :]
    _end, problem = check(rest)
    assert problem == (Problem(place + 1, "gap") if place < len(rest) else None)


@given(chains)
def test_a_resealed_entry_no_longer_fits_its_successor(lines):
    if len(lines) < 2:
        return
    forged = lines[0]._replace(subject="XXXX-XXXX")
    forged = forged._replace(seal=seal(forged, GENESIS))
    assert check([forged, *lines[1:]])[1] == Problem(2, "link")


def test_an_empty_chain_is_sound():
    assert check([]) == (START, None)


def test_the_written_form_is_fixed_for_good():
    """Whoever checks the record from outside recomputes exactly this; changing it would disown every old entry."""
    (line,) = chained({"b": 1, "a": ["ä", None, True]})
    assert line.seal == "533f2ab9dce2b3607dcab4ee4a9263956208b85704ad9618ab4287000d16f03b"


def test_moments_have_one_written_form():
    jakarta = timezone(timedelta(hours=7))
    same = [
        datetime(2026, 3, 2, 8, tzinfo=jakarta),
        datetime(2026, 3, 2, 1, tzinfo=UTC),
        "2026-03-02 01:00:00",
        "2026-03-02 01:00:00+00",
        "2026-03-02 08:00:00.000000+07:00",
    ]
    assert {chain.moment(at) for at in same} == {"2026-03-02T01:00:00.000000+00:00"}


@pytest.mark.parametrize("value", [1.5, {1: "a"}, object(), b"x", {"a": [float("nan")]}])
def test_what_databases_do_not_give_back_unchanged_is_refused(value):
    with pytest.raises(TypeError):
        chain.plain(value)


@pytest.mark.parametrize("value", ["a\0b", "\ud800", {"a\0": 1}])
def test_text_that_databases_do_not_take_is_refused(value):
    with pytest.raises(ValueError):
        chain.plain(value)


@given(facts)
def test_plain_facts_stay_what_they_are(content):
    assert chain.plain(content) == content
