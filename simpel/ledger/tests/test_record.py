"""Recording and reading again, on the real database, with and without its guards."""

import threading
from itertools import count

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError
from django.test import override_settings

from simpel.ledger import triggers, verify
from simpel.ledger.chain import GENESIS, Problem
from simpel.ledger.models import Entry, Head
from simpel.ledger.record import head, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def five():
    """Five entries."""
    return [record("permit.send", f"K7Q2-M4X{n}", actor=n, step=n, before="DRAFT") for n in range(1, 6)]


@pytest.fixture
def unguarded():
    """As somebody with the database owner's password finds it."""
    triggers.drop()
    return lambda sql, *values: connection.cursor().execute(sql, values)


def first_problem():
    return verify.verify().first_problem


def test_the_chain_begins_with_an_empty_head():
    assert head() == (0, GENESIS)
    assert verify.verify() == verify.Verdict(True, 0, None)


def test_entries_are_numbered_and_chained(five):
    assert [entry.seq for entry in five] == [1, 2, 3, 4, 5]
    assert [entry.before for entry in five] == [GENESIS, *(entry.seal for entry in five[:-1])]
    assert head() == (5, five[-1].seal)
    assert verify.verify() == verify.Verdict(True, 5, None)


def test_facts_come_back_as_they_were_given():
    record("letter.issued", "K7Q2-M4XD", sha256="ab" * 32, copies=["a", "ä"], none=None, yes=True, many={"n": 10**12})
    assert Entry.objects.get().facts == {
        "sha256": "ab" * 32,
        "copies": ["a", "ä"],
        "none": None,
        "yes": True,
        "many": {"n": 10**12},
    }
    assert verify.verify().ok


def test_a_moment_without_microseconds_checks_too():
    with override_settings(CLOCK_FILE=""):
        entry = record("permit.send", "K7Q2-M4XD")
    assert Entry.objects.get().at == entry.at
    assert verify.verify().ok


def test_what_is_rolled_back_leaves_no_trace(five):
    with pytest.raises(RuntimeError), transaction.atomic():
        record("permit.send", "K7Q2-M4XD")
        raise RuntimeError
    assert head()[0] == 5
    assert verify.verify().ok


def test_facts_that_would_not_survive_are_refused():
    with pytest.raises(TypeError):
        record("permit.send", "K7Q2-M4XD", cost=1.5)
    assert head()[0] == 0


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Entry.objects.filter(seq=3).update(kind="permit.approve"),
        lambda: Entry.objects.filter(seq=3).delete(),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.get(seq=3).save(),
        lambda: connection.cursor().execute("DELETE FROM ledger_entry WHERE seq = 5"),
        lambda: Head.objects.update(seq=F("seq") - 1),
        lambda: Head.objects.update(seal="0" * 64),
        lambda: Head.objects.all().delete(),
    ],
)
def test_the_database_refuses_whoever_asks(five, attempt):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        attempt()
    assert verify.verify() == verify.Verdict(True, 5, None)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_head"])
def test_emptying_at_once_is_refused_too(five, table):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table}")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "permit.approve"),
        ("subject", "XXXX-XXXX"),
        ("actor", 99),
        ("at", "2020-01-01 00:00:00+00"),
        ("facts", '{"step": 3, "before": "AT_BUREAU"}'),
    ],
)
def test_a_changed_fact_is_found(five, unguarded, column, value):
    unguarded(f"UPDATE ledger_entry SET {column} = %s WHERE seq = 3", value)
    assert verify.verify() == verify.Verdict(False, 2, Problem(3, "seal"))


def test_a_removed_row_is_found(five, unguarded):
    unguarded("DELETE FROM ledger_entry WHERE seq = 3")
    assert first_problem() == Problem(3, "gap")


def test_swapped_rows_are_found(five, unguarded):
    unguarded("UPDATE ledger_entry SET seq = 90 WHERE seq = 2")
    unguarded("UPDATE ledger_entry SET seq = 2 WHERE seq = 3")
    unguarded("UPDATE ledger_entry SET seq = 3 WHERE seq = 90")
    assert first_problem() == Problem(2, "link")


def test_a_cut_tail_is_found(five, unguarded):
    unguarded("DELETE FROM ledger_entry WHERE seq > 3")
    assert verify.verify() == verify.Verdict(False, 3, Problem(3, "head"))


def test_a_changed_head_is_found(five, unguarded):
    unguarded("UPDATE ledger_head SET seal = %s", "f" * 64)
    assert first_problem() == Problem(5, "head")


def test_a_missing_head_is_found(five, unguarded):
    unguarded("DELETE FROM ledger_head")
    assert first_problem() == Problem(5, "head")


def test_an_entry_added_past_the_head_is_found(five, unguarded):
    unguarded(
        "INSERT INTO ledger_entry (seq, at, kind, subject, actor, facts, before, seal)"
        " SELECT 6, at, kind, subject, actor, facts, seal, %s FROM ledger_entry WHERE seq = 5",
        "e" * 64,
    )
    assert first_problem() == Problem(6, "seal")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL refuses such values itself")
@pytest.mark.parametrize(
    ("column", "value"), [("at", "kemarin"), ("facts", "{"), ("facts", "[" * 99_999), ("subject", b"\xff")]
)
def test_a_row_that_is_no_entry_is_found(five, unguarded, column, value):
    connection.cursor().execute("PRAGMA ignore_check_constraints = ON")
    try:
        unguarded(f"UPDATE ledger_entry SET {column} = %s WHERE seq = 3", value)
        assert first_problem() == Problem(3, "unreadable")
    finally:
        connection.cursor().execute("PRAGMA ignore_check_constraints = OFF")


def test_a_tail_cut_together_with_its_head_is_found_by_an_outside_witness(five, unguarded):
    letter = {five[-1].seq: five[-1].seal}
    assert verify.verify(letter).ok
    unguarded("DELETE FROM ledger_entry WHERE seq > 3")
    unguarded("UPDATE ledger_head SET seq = 3, seal = %s", five[2].seal)
    assert verify.verify().ok
    assert verify.verify(letter).first_problem == Problem(5, "witness")


def test_a_rewritten_history_is_found_by_an_outside_witness(five, unguarded):
    letter = {five[3].seq: five[3].seal}
    unguarded("DELETE FROM ledger_entry")
    unguarded("UPDATE ledger_head SET seq = 0, seal = %s", GENESIS)
    for n in range(5):
        record("permit.send", "XXXX-XXXX", actor=n)
    assert verify.verify().ok
    assert verify.verify(letter).first_problem == Problem(4, "witness")


def test_a_long_record_is_read_in_pieces(five, monkeypatch):
    monkeypatch.setattr(verify, "CHUNK", 2)
    assert verify.verify() == verify.Verdict(True, 5, None)


@pytest.mark.parametrize("code", ["gap", "link", "seal", "unreadable", "head", "witness"])
def test_every_problem_has_words(code):
    assert "3" in verify.explain(Problem(3, code))


@pytest.mark.django_db(transaction=True)
def test_an_entry_without_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        record("permit.send", "K7Q2-M4XD")


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain():
    numbers = count(1)

    def write() -> None:
        for _ in range(5):
            with transaction.atomic():
                record("permit.send", "K7Q2-M4XD", step=next(numbers))
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert verify.verify() == verify.Verdict(True, 30, None)
