"""A file moved by hand in the database stands where no sealed step left it."""

import pytest
from django.db import connection

from simpel.permits import witness
from simpel.permits.models import Application


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_files_that_were_only_stepped_agree(at_analyst: Application) -> None:
    assert witness.disagreements() == []


@pytest.mark.parametrize(("column", "fact"), [("state", "state"), ("content_sha256", "content")])
def test_a_file_changed_by_hand_is_named(at_analyst: Application, column: str, fact: str) -> None:
    sql(f"UPDATE permits_application SET {column} = 'APPROVED' WHERE id = %s", at_analyst.pk)
    (found,) = witness.disagreements()
    assert (found.row, found.fact, found.stands) == (f"file {at_analyst.reference}", fact, "APPROVED")
    assert found.sealed == getattr(at_analyst, column)
