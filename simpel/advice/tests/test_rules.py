"""Rules in force: the book of any day, made from the pack."""

import csv
import io
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from simpel.advice import rulebook
from simpel.law.pack import load

BEFORE, AFTER = date(2024, 12, 22), date(2024, 12, 23)


def ids(client: Client, **query: str) -> set[str]:
    return {row["id"] for row in client.get("/aturan/", {**query, "bentuk": "json"}).json()["rules"]}


def test_the_circular_of_2024_is_law_from_its_first_day(client: Client, db: None) -> None:
    before, after = ids(client, tanggal=BEFORE.isoformat()), ids(client, tanggal=AFTER.isoformat())
    assert before < after
    assert {"CAP-10", "REP-01"} <= after - before


def test_every_rule_in_force_is_told_in_both_languages(client: Client, db: None) -> None:
    for language in ("id", "en"):
        client.cookies["django_language"] = language
        text = client.get("/aturan/", headers={"Accept-Language": language}).text
        assert all(f'id="{rule.id}"' in text for rule in settings.PACK.rules if rule.binds(date.today()))


def test_the_day_before_shows_what_will_change(client: Client, db: None) -> None:
    soup = BeautifulSoup(client.get("/aturan/", {"tanggal": BEFORE.isoformat()}).content, "html.parser")
    coming = soup.select_one(".a-moves")
    assert coming and coming.select("a[href='/aturan/CAP-10/']")


def test_a_filter_keeps_what_may_concern_a_kind_of_activity(client: Client, db: None) -> None:
    study = ids(client, kegiatan="STUDY")
    assert "CAP-01" in study and "CAP-10" not in study and "LEG-01" in study


def test_words_are_sought_in_titles_notes_and_sources(client: Client, db: None) -> None:
    assert "REG-01" in ids(client, cari="permendagri 59/2019")
    assert "Tidak ada aturan yang cocok" in client.get("/aturan/", {"cari": "zebra"}).text


@pytest.mark.parametrize(
    "query", [{"tanggal": "0001-01-01"}, {"tanggal": "x"}, {"kegiatan": "x"}, {"cari": "\x00" * 90}]
)
def test_a_silly_question_never_breaks_the_page(client: Client, db: None, query: dict[str, str]) -> None:
    assert client.get("/aturan/", query).status_code == 200


def test_a_rule_tells_source_scope_numbers_and_who_may_overrule(client: Client, db: None) -> None:
    text = client.get("/aturan/CAP-10/").text
    for wanted in ("Surat Edaran Menteri Sekretaris Negara", "23 Desember 2024", "Paling banyak", "Kepala Biro"):
        assert wanted in text
    assert client.get("/aturan/NOPE-1/").status_code == 404


def test_the_table_for_spreadsheets_holds_the_same_rules(client: Client, db: None) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/aturan/", {"bentuk": "csv"}).text)))
    assert {row["id"] for row in rows} == ids(client)


def test_rows_that_follow_one_another_are_one_history(settings) -> None:
    settings.PACK = load(settings.PACK.path.parent / "example")
    first = next(rule for rule in settings.PACK.rules if rule.until)
    entry = rulebook.Entry(first, first.until)
    assert [member.rule.since for member in entry.family] == sorted(member.rule.since for member in entry.family)
    assert len(entry.family) == 2 and entry.family[0].state == "now" and entry.family[1].state == "future"
    assert "past" in {member.state for member in rulebook.Entry(first, date(2026, 1, 1)).family}


def test_the_book_costs_no_query(client: Client, db: None, django_assert_num_queries) -> None:
    client.get("/aturan/")
    with django_assert_num_queries(0):
        client.get("/aturan/")
