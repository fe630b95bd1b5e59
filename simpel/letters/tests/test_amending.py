"""A letter that a later one changed: never called valid again, told in plain words, and held by the record."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from simpel.documents import storage
from simpel.letters import issuing, witness
from simpel.letters.issuing import Amending, CannotIssue
from simpel.letters.models import Letter
from simpel.letters.tests.conftest import TODAY, letter_facts
from simpel.letters.verification import check_bytes, check_code

STANDING = Letter.Standing


def change(letter: Letter, kind: str, makes: Letter.Standing, case: str = "CASE-9") -> Letter:
    """A decided letter that changes this one; the worker has still to sign it."""
    facts = letter_facts(earlier_no=letter.number, earlier_on=letter.issued_on, reason="Acara ditunda.")
    with transaction.atomic():
        return issuing.prepare(
            case, facts=facts, protected=False, by=None, on=TODAY, kind=kind, amending=Amending(letter, makes)
        )


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    ("kind", "makes", "said"),
    [
        ("extension", STANDING.EXTENDED, "Sudah diperpanjang dengan surat lain."),
        ("correction", STANDING.CORRECTED, "Sudah diralat dengan surat lain."),
        ("cancellation", STANDING.CANCELLED, "Sudah dibatalkan."),
    ],
)
def test_from_the_moment_the_later_one_is_out_the_earlier_answers_otherwise(letter, pdf, kind, makes, said):
    later = change(letter, kind, makes)
    assert (check_bytes(pdf).kind, check_code(letter.code).kind) == ("authentic", "registered")
    later = issuing.produce(later.pk)
    for answer in (check_bytes(pdf), check_code(letter.code), check_code(letter.secret)):
        assert answer.kind == makes.lower()
        assert answer.in_words().startswith(said) and answer.in_words().endswith(f"{later.number}.")
        assert answer.as_json()["letter"]["later_code"] == later.code
    assert witness.disagreements() == []


def test_a_later_letter_is_authentic_but_a_cancellation_is_no_leave_to_travel(letter):
    extension = issuing.produce(change(letter, "extension", STANDING.EXTENDED).pk)
    assert check_bytes(storage.read(extension.file)).kind == "authentic"
    cancellation = issuing.produce(change(extension, "cancellation", STANDING.CANCELLED, "CASE-10").pk)
    answer = check_bytes(storage.read(cancellation.file))
    assert (answer.kind, answer.facts.earlier_no) == ("cancellation", extension.number)


def test_a_changed_letter_past_its_days_is_still_called_changed(letter, pdf, on_the_day):
    issuing.produce(change(letter, "extension", STANDING.EXTENDED).pk)
    on_the_day(letter.expires_on + timedelta(days=1))
    assert check_bytes(pdf).kind == "extended"


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE letters_letter SET standing = '', followed_by_id = NULL WHERE id = %s",
        "UPDATE letters_letter SET standing = 'EXTENDED' WHERE id = %s",
        "UPDATE letters_letter SET followed_by_id = id WHERE id = %s",
    ],
)
def test_the_marker_cannot_be_taken_away_or_changed_unnoticed(letter, pdf, tampering):
    issuing.produce(change(letter, "cancellation", STANDING.CANCELLED).pk)
    sql(tampering, letter.pk)
    assert check_bytes(pdf).kind == check_code(letter.code).kind == "cannot_check"
    assert {found.fact for found in witness.disagreements()} <= {"standing", "followed_by"}
    assert witness.disagreements()


def test_a_cancellation_cannot_be_dressed_up_as_an_extension(letter):
    later = issuing.produce(change(letter, "cancellation", STANDING.CANCELLED).pk)
    sql("UPDATE letters_letter SET makes = 'EXTENDED' WHERE id = %s", later.pk)
    assert check_code(later.code).kind == "cannot_check"


def test_a_letter_is_changed_once_and_only_while_it_is_in_force(letter, prepare):
    change(letter, "extension", STANDING.EXTENDED)
    with pytest.raises(CannotIssue, match="not_in_force"):
        change(letter, "cancellation", STANDING.CANCELLED, "CASE-11")
    with pytest.raises(CannotIssue, match="not_in_force"):  # not out yet
        change(prepare("CASE-12"), "cancellation", STANDING.CANCELLED, "CASE-13")


def test_one_that_was_never_released_changes_nothing(letter, pdf):
    issuing.void(change(letter, "cancellation", STANDING.CANCELLED), "Keliru", None)
    assert check_bytes(pdf).kind == "authentic"
    assert change(letter, "extension", STANDING.EXTENDED, "CASE-14").amends == letter
