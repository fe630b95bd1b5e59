"""Somebody who can write in the tables: no letter of theirs is authentic, and the record tells what they changed."""

import hashlib
import logging
from collections.abc import Callable

import pytest
from django.db import connection

from simpel.ledger import triggers
from simpel.letters import issuing, witness
from simpel.letters.models import Letter
from simpel.letters.tests.conftest import Prepare
from simpel.letters.verification import check_bytes, check_code, check_digest

LATER = "2031-01-01"


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def flipped(pdf: bytes) -> bytes:
    return pdf[:-9] + bytes([pdf[-9] ^ 1]) + pdf[-8:]


def test_what_was_issued_agrees_with_the_record(letter: Letter, prepare: Prepare) -> None:
    issuing.void(prepare("CASE-2"), "Kegiatan dibatalkan", None)
    issuing.void(issuing.produce(prepare("CASE-3").pk), "Kegiatan dibatalkan", None)
    prepare("CASE-4")
    assert witness.disagreements() == []


def test_a_forgery_written_into_the_register_is_not_authentic(
    letter: Letter, pdf: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    forged = flipped(pdf)
    digest = hashlib.sha256(forged).hexdigest()
    sql("UPDATE letters_letter SET sha256 = %s WHERE id = %s", digest, letter.pk)
    with caplog.at_level(logging.ERROR):
        answers = [check_bytes(forged), check_bytes(pdf), check_digest(digest), check_code(letter.code)]
    assert {answer.kind for answer in answers} == {"cannot_check"}
    assert f"letter {letter.number}: sha256 is {digest}" in caplog.text
    (found,) = witness.disagreements()
    assert (found.row, found.fact, found.stands, found.sealed) == (
        f"letter {letter.number}", "sha256", digest, letter.sha256,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("case", "XXXX-XXXX"),
        ("number", "B-00000099/KTLN/LN.SM/04/2026"),
        ("expires_on", LATER),
        ("issued_on", LATER),
        ("content_sha256", "0" * 64),
        ("content", '{"facts": {}}'),
        ("state", "PREPARED"),
    ],
)
def test_no_column_of_a_letter_can_be_rewritten(letter: Letter, pdf: bytes, column: str, value: str) -> None:
    sql(f'UPDATE letters_letter SET "{column}" = %s WHERE id = %s', value, letter.pk)
    assert check_bytes(pdf).kind == check_code(letter.code).kind == "cannot_check"
    assert witness.disagreements()


def test_a_revoked_letter_is_not_brought_back(letter: Letter, pdf: bytes) -> None:
    issuing.void(letter, "Kegiatan dibatalkan", None)
    assert check_bytes(pdf).kind == "revoked"
    sql("UPDATE letters_letter SET state = 'ISSUED', revoked_at = NULL WHERE id = %s", letter.pk)
    assert check_bytes(pdf).kind == "cannot_check"
    assert {found.fact for found in witness.disagreements()} == {"state", "revoked"}


def test_a_letter_taken_out_of_the_register_is_missed(letter: Letter) -> None:
    sql("DELETE FROM letters_letter WHERE id = %s", letter.pk)
    assert [(found.fact, found.stands) for found in witness.disagreements()] == [("row", "gone")]


def test_an_entry_rewritten_to_match_does_not_help(letter: Letter, pdf: bytes) -> None:
    forged = flipped(pdf)
    digest = hashlib.sha256(forged).hexdigest()
    sql("UPDATE letters_letter SET sha256 = %s WHERE id = %s", digest, letter.pk)
    triggers.drop()
    sql(
        "UPDATE ledger_entry SET facts = CAST(REPLACE(CAST(facts AS TEXT), %s, %s) AS "
        + ("JSONB" if connection.vendor == "postgresql" else "TEXT")
        + ") WHERE kind = 'letter.issued'",
        letter.sha256,
        digest,
    )
    assert check_bytes(forged).kind == "cannot_check"


@pytest.mark.parametrize("lift", [triggers.drop, lambda: None])
def test_guards_that_were_lifted_are_missed(db: None, lift: Callable[[], None]) -> None:
    lift()
    assert bool(triggers.missing()) == (lift is triggers.drop)
