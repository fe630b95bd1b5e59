"""One fictitious trip, letters of it, and forgers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from simpel.documents import storage
from simpel.letters import issuing
from simpel.letters.content import LetterFacts, Signer, Traveller
from simpel.letters.models import Letter

TODAY = date(2026, 4, 22)
Prepare = Callable[..., Letter]


def traveller(name: str = "Dr. Ratna Widyasari", **other: Any) -> Traveller:
    usual = Traveller(
        name=name,
        employee_no="198203142008012004",
        position="Dosen",
        institution="Universitas Cendana Raya",
        starts_on=date(2026, 5, 14),
        ends_on=date(2026, 5, 16),
        payer="Pemerintah, Donor atau penyelenggara",
    )
    return replace(usual, **other)


def letter_facts(**other: Any) -> LetterFacts:
    usual = LetterFacts(
        cluster="ECHELON_2_BELOW",
        activity_code="SEMINAR",
        activity_letter_code="SM",
        activity_name="seminar, simposium, lokakarya, atau konferensi",
        event="International Symposium on Coastal Engineering",
        organiser="Kyoto Coastal Society",
        country="JP",
        city="Kyoto",
        starts_on=date(2026, 5, 14),
        ends_on=date(2026, 5, 16),
        addressee="Kepala Biro Kerja Sama",
        addressee_city="Jakarta",
        request_no="0771/KS.02/2026",
        request_on=date(2026, 4, 14),
        requested_by="Universitas Cendana Raya",
        travellers=(traveller(),),
        copies=("MISSION", "FOREIGN_AFFAIRS"),
        signer=Signer(name="Rahma Puspitasari", desk="BUREAU_HEAD"),
        expires_on=date(2026, 5, 17),
    )
    return replace(usual, **other)


@pytest.fixture(autouse=True)
def own_house(settings: Any, tmp_path: Path) -> None:
    """Keys, files and clock of this test alone; the office's day is 22 April 2026."""
    settings.KEYS, settings.FILES = tmp_path / "keys", tmp_path / "files"
    settings.SITE_URL = "https://simpel.example"


@pytest.fixture
def on_the_day(settings: Any, tmp_path: Path) -> Callable[[date], None]:
    """Move the office's clock to noon of a day."""

    def move(day: date) -> None:
        there = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
        clock_file = tmp_path / "clock"
        clock_file.write_text(str((there - datetime.now(UTC)).total_seconds()))
        settings.CLOCK_FILE = str(clock_file)

    move(TODAY)
    return move


@pytest.fixture
def prepare(db: None, on_the_day: Callable[[date], None]) -> Prepare:
    def prepared(case: str = "K7Q2-M4XD", *, protected: bool = False, on: date = TODAY, **facts: Any) -> Letter:
        with transaction.atomic():
            return issuing.prepare(case, facts=letter_facts(**facts), protected=protected, by=None, on=on)

    return prepared


@pytest.fixture
def letter(prepare: Prepare) -> Letter:
    """An issued letter of one traveller."""
    return issuing.produce(prepare().pk)


@pytest.fixture
def pdf(letter: Letter) -> bytes:
    """Its bytes."""
    assert letter.file is not None
    return storage.read(letter.file)
