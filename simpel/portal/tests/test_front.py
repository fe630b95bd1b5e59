"""The front of the house: open to everybody, honest about figures, of use to machines."""

from datetime import date
from typing import Any

from django.db import DatabaseError, connection
from django.test import Client

from simpel.figures.models import Publication
from simpel.people.models import User


def test_home_has_its_doors_and_no_figures_before_there_are_any(client: Client, db: None) -> None:
    page = client.get("/").text
    assert 'action="/periksa/"' in page
    assert 'href="/masuk/"' in page
    assert "perjalanan disetujui," not in page


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


def published(year: int, **content: int) -> None:
    first, last = date(year, 4, 1), date(year, 6, 30)
    Publication.objects.create(starts_on=first, ends_on=last, published_on=date(year, 7, 31), content=content)


def test_home_shows_the_last_quarter_that_has_anything_to_tell(client: Client, db: None) -> None:
    published(2024, trips=812, half_within=4, nine_in_ten_within=8)
    published(2025, trips=913, half_within=5, nine_in_ten_within=9)
    published(2026)
    page = client.get("/").text
    assert "perjalanan disetujui, Triwulan II 2025" in page
    assert "913" in page
    assert "812" not in page
