"""The letter in words: frozen, hashed, put together from facts."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.letters import layout, wording
from simpel.letters.content import Content, LetterFacts, Place, Signer, compose, from_json
from simpel.letters.tests.conftest import letter_facts, traveller

PACK = Path(__file__).parents[3] / "packs" / "indonesia"
LAYOUT = layout.load(PACK, clusters=("MINISTER", "ECHELON_1", "ECHELON_2_BELOW"))


def composed(facts: LetterFacts) -> Content:
    return compose(
        facts,
        LAYOUT,
        kind="approval",
        number="B-00012846/KTLN/LN.SM/04/2026",
        code="W5RB-3NPE-6JYDK",
        issued_on=date(2026, 4, 22),
        decided_at=datetime(2026, 4, 22, 15, 20, tzinfo=ZoneInfo("Asia/Jakarta")),
        address="simpel.example/periksa",
    )


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4), st.text(max_size=60), st.dates())
def test_content_survives_json_unchanged(names: list[str], event: str, day: date) -> None:
    content = composed(letter_facts(travellers=tuple(traveller(name) for name in names), event=event, request_on=day))
    again = from_json(json.loads(json.dumps(content.as_json())))
    assert again == content and again.sha256() == content.sha256()


@pytest.mark.parametrize(
    "change",
    [
        {"city": "Osaka"},
        {"further": (Place("KR", "Seoul"),)},
        {"expires_on": date(2026, 5, 18)},
        {"travellers": (traveller(), traveller("Orang Lain"))},
        {"travellers": (traveller(employee_no="198203142008012005"),)},
        {"signer": Signer("Rahma Puspitasari", "BUREAU_HEAD", "PLH")},
        {"permission_no": "R-12"},
    ],
)
def test_any_other_fact_is_another_hash(change: dict[str, object]) -> None:
    assert composed(letter_facts(**change)).sha256() != composed(letter_facts()).sha256()


@pytest.mark.parametrize(
    ("cluster", "acting", "lines"),
    [
        ("ECHELON_2_BELOW", "", ("a.n. Sekretaris Kementerian", "Kepala Biro Kerja Sama Teknik Luar Negeri,")),
        ("ECHELON_2_BELOW", "PLH", ("a.n. Sekretaris Kementerian", "Plh. Kepala Biro Kerja Sama Teknik Luar Negeri,")),
        ("ECHELON_1", "PLT", ("Plt. Sekretaris Kementerian Sekretariat Negara,",)),
        ("MINISTER", "", ("a.n. Menteri Sekretaris Negara", "Sekretaris Kementerian,")),
    ],
)
def test_who_signs_follows_cluster_and_acting(cluster: str, acting: str, lines: tuple[str, ...]) -> None:
    content = composed(letter_facts(cluster=cluster, signer=Signer("Rahma Puspitasari", "BUREAU_HEAD", acting)))
    assert content.signature.lines == lines


def test_copies_name_the_country_and_end_with_the_traveller() -> None:
    content = composed(letter_facts(copies=("MISSION",)))
    assert content.copies == ("Kepala Perwakilan Republik Indonesia untuk Jepang", "Yang bersangkutan")


def test_every_place_is_named_and_every_mission_gets_a_copy() -> None:
    content = composed(letter_facts(further=(Place("KR", "Seoul"),), copies=("MISSION",)))
    assert "di Kyoto, Jepang; Seoul, Korea Selatan, " in content.paragraphs[0]
    assert [row.text for row in content.annex.rows][2] == "Kyoto, Jepang; Seoul, Korea Selatan"
    assert len([line for line in content.copies if line.startswith("Kepala Perwakilan")]) == 2


def test_the_presidents_permission_is_a_paragraph_of_its_own() -> None:
    content = composed(letter_facts(cluster="MINISTER", permission_no="R-12/Pres/2026", permission_on=date(2026, 4, 2)))
    assert content.paragraphs[1].endswith("izin Presiden nomor R-12/Pres/2026 tanggal 2 April 2026.")
    assert len(composed(letter_facts()).paragraphs) == 2


def test_braces_that_people_type_are_printed_as_they_are() -> None:
    content = composed(letter_facts(requested_by="Yayasan {code} {0} {{x}}"))
    assert "Yayasan {code} {0} {{x}}" in content.paragraphs[0]


def test_invisible_signs_cannot_make_a_name_read_differently() -> None:
    content = composed(letter_facts(travellers=(traveller("Bima\u202e okasarP\u200b\n  Prakoso\u0000"),)))
    assert content.annex.persons[0].name == "Bima okasarP Prakoso"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 5, 14), date(2026, 5, 14), "14 Mei 2026"),
        (date(2026, 5, 14), date(2026, 5, 16), "14–16 Mei 2026"),
        (date(2026, 5, 29), date(2026, 6, 2), "29 Mei – 2 Juni 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 Desember 2026 – 2 Januari 2027"),
    ],
)
def test_a_period_says_shared_parts_once(first: date, last: date, written: str) -> None:
    assert wording.span(first, last, "id") == written


@given(st.text(max_size=40))
def test_a_masked_name_keeps_length_and_first_letters(name: str) -> None:
    masked = wording.masked(name)
    assert len(masked) == len(name)
    assert wording.masked("Bima Prakoso, S.Stat.") == "B*** P******, S.S***."


def test_an_unchanged_copy_is_equal() -> None:
    facts = letter_facts()
    assert composed(replace(facts)) == composed(facts)


@pytest.mark.parametrize(
    ("name", "inside"),
    [("Kunjungan Presiden", "kunjungan Presiden"), ("FAT di pabrik", "FAT di pabrik"), ("", ""), ("A", "A")],
)
def test_a_kind_of_activity_is_written_small_inside_a_sentence(name: str, inside: str) -> None:
    assert wording.inside(name) == inside
