"""From a decision to a signed file: the order, the repeats, the one letter."""

import pytest
from django.db import transaction

from simpel.documents import storage
from simpel.documents.models import File
from simpel.ledger.models import Entry
from simpel.letters import compare, issuing
from simpel.letters.models import Letter
from simpel.letters.tests.conftest import Prepare, traveller


def test_a_prepared_letter_has_a_number_and_no_file(prepare: Prepare) -> None:
    letter = prepare()
    assert (letter.number, letter.state, letter.file) == ("B-00000001/KTLN/LN.SM/04/2026", "PREPARED", None)


def test_an_issued_letter_is_its_bytes(letter: Letter, pdf: bytes) -> None:
    assert letter.state == Letter.State.ISSUED
    assert letter.file is not None and letter.file.sha256 == letter.sha256 and len(pdf) == letter.file.size
    assert letter.specimen and "development" in letter.signer
