"""The front of the house: open to everybody, honest about figures, of use to machines."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from simpel.letters.models import Letter
from simpel.people.models import Institution, User
from simpel.permits.models import Application
from simpel.portal import queries

TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    queries.public_figures.cache_clear()


def test_home_has_its_doors_and_no_figures_before_there_are_any(client: Client, db: None) -> None:
    page = client.get("/").text
    assert 'action="/periksa/"' in page
    assert 'href="/masuk/"' in page
    assert "surat terbit dalam 12 bulan" not in page


def test_home_leads_a_known_person_to_their_work(client: Client, db: None) -> None:
    client.force_login(User.objects.create(email="siti@contoh.test", name="Siti Rahmawati"))
    page = client.get("/").text
    assert "Ke Meja saya" in page
    assert 'href="/masuk/"' not in page


def test_every_link_of_the_front_pages_leads_somewhere(client: Client, db: None) -> None:
    for door in ("/", "/tentang/"):
        hrefs = {part.split('"')[0] for part in client.get(door).text.split('<a href="')[1:]}
        for href in hrefs - {"#isi"}:
            assert client.get(href).status_code in {200, 302}, href


def test_about_speaks_both_languages(client: Client, db: None) -> None:
    assert "EUPL-1.2" in client.get("/tentang/").text
    client.post("/bahasa/", {"ke": "en"})
    assert "Personal data" in client.get("/tentang/").text


def test_health_tells_whether_the_database_answers(client: Client, db: None, monkeypatch: Any) -> None:
    assert client.get("/sehat/").json() == {"healthy": True, "database": True}

    def gone() -> None:
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        answer = client.get("/sehat/")
    assert (answer.status_code, answer.json()["healthy"]) == (503, False)


def test_robots_see_the_front_only(client: Client, db: None) -> None:
    text = client.get("/robots.txt").text
    assert "Disallow: /\n" in text
    assert "Allow: /$" in text


def test_the_old_place_of_the_icon_leads_to_the_emblem(client: Client, db: None) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith("ui/emblem.svg")


def decided(number: int, *, days: int, on: date) -> None:
    """One file decided on a day, with its letter."""
    body, _ = Institution.objects.get_or_create(code="kc", defaults={"name": "Kementerian Contoh", "kind": "ministry"})
    user, _ = User.objects.get_or_create(email="dewi@contoh.test", defaults={"name": "Dewi Lestari"})
    moment = f"{on}T03:00:00Z"
    Application.objects.create(
        reference=f"AAAA-{number:04d}",
        state="APPROVED",
        institution=body,
        channel=body,
        created_by=user,
        created_at=moment,
        changed_at=moment,
        held_since=moment,
        filed_on=on - timedelta(days),
        decided_on=on,
    )
    Letter.objects.create(
        case=f"AAAA-{number:04d}",
        series="S",
        year=on.year,
        serial=number,
        number=f"B-{number}",
        issued_on=on,
        expires_on=on,
        state=Letter.State.ISSUED,
        content={},
        code=f"C{number}",
        secret=f"S{number}",
        prepared_at=moment,
    )


def test_figures_are_of_a_year_and_a_month_late(db: None) -> None:
    for number in range(12):
        decided(number, days=number + 1, on=TODAY - timedelta(60))
    decided(20, days=300, on=TODAY - timedelta(5))
    decided(21, days=300, on=TODAY - timedelta(500))
    figures = queries.public_figures(TODAY)
    assert figures == queries.Figures(letters=12, half_within=7, nine_in_ten_within=11)


def test_few_cases_give_no_figure(db: None) -> None:
    for number in range(9):
        decided(number, days=3, on=TODAY - timedelta(60))
    assert queries.public_figures(TODAY) is None
