"""What every answer carries, in which language it speaks, and how it says that something went wrong."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from simpel.ui import errors

PUBLIC = ["/", "/tentang/", "/masuk/", "/masuk/lupa/", "/periksa/", "/sehat/", "/robots.txt", "/tidak-ada/"]


@pytest.fixture
def siti(db: None) -> Any:
    return get_user_model().objects.create(email="siti@contoh.test", name="Siti Rahmawati")


@pytest.mark.parametrize("door", [*PUBLIC, "/akun/"])
def test_every_answer_carries_the_headers(client: Client, siti: Any, door: str) -> None:
    if door == "/akun/":
        client.force_login(siti)
    headers = client.get(door).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_pages_behind_the_login_are_kept_nowhere(client: Client, siti: Any) -> None:
    assert "no-store" not in client.get("/tentang/").headers.get("Cache-Control", "")
    client.force_login(siti)
    for door in ("/akun/", "/tentang/", "/tidak-ada/"):
        assert client.get(door).headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("door", PUBLIC[:5])
def test_pages_hold_no_script_style_or_foreign_host(client: Client, db: None, door: str) -> None:
    page = client.get(door).text
    assert [tag for tag in re.findall(r"<script\b[^>]*>", page) if "src=" not in tag] == []
    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=\"", page) == []
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", page) == []


def test_indonesian_is_spoken_first(client: Client, db: None) -> None:
    answer = client.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="id"' in answer.text
    assert answer.headers["Content-Language"] == "id"


def test_a_choice_of_language_is_kept_and_leads_back(client: Client, db: None) -> None:
    answer = client.post("/bahasa/", {"ke": "en", "kembali": "/tentang/"})
    assert answer.headers["Location"] == "/tentang/"
    assert '<html lang="en"' in client.get("/").text


def test_an_account_takes_its_language_along(siti: Any) -> None:
    here, there = Client(), Client()
    here.force_login(siti)
    here.post("/bahasa/", {"ke": "en"})
    there.force_login(siti)
    assert '<html lang="en"' in there.get("/akun/").text
    assert '<html lang="en"' in there.get("/tidak-ada/").text  # remembered where no account is asked


def test_a_choice_never_leads_away_from_the_site(client: Client, db: None) -> None:
    for wanted in ("https://jahat.test/", "//jahat.test/", "javascript:alert(1)", "/\\jahat.test"):
        assert client.post("/bahasa/", {"ke": "en", "kembali": wanted}).headers["Location"] == "/"


def test_unknown_choices_do_not_exist(client: Client, db: None) -> None:
    assert client.post("/bahasa/", {"ke": "xx"}).status_code == 404
    assert client.post("/tampilan/", {"ke": "pink"}).status_code == 404
    assert client.get("/bahasa/", {"ke": "en"}).status_code == 405


def test_a_theme_is_written_by_the_server(client: Client, siti: Any) -> None:
    assert "data-bs-theme" not in client.get("/").text
    client.post("/tampilan/", {"ke": "dark"})
    assert 'data-bs-theme="dark"' in client.get("/").text
    assert 'data-bs-theme="dark"' in client.get("/tidak-ada/").text
    client.force_login(siti)
    client.post("/tampilan/", {"ke": "light"})
    siti.refresh_from_db()
    assert siti.theme == "light"
    assert 'data-bs-theme="light"' in client.get("/akun/").text


def test_what_is_not_there_looks_the_same_at_every_address(client: Client, siti: Any) -> None:
    client.force_login(siti)
    assert client.get("/permohonan/AAAA-BBBB/").content == client.get("/tidak/ada/sama-sekali/").content


def test_a_form_kept_open_too_long_is_told_so(siti: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(siti)
    answer = strict.post("/akun/", {"name": "X", "language": "id"})
    assert answer.status_code == 403
    assert "terbuka terlalu lama" in answer.text


def test_the_mistake_of_the_house_has_a_number_and_no_detail(client: Client, db: None, settings: Any) -> None:
    client.raise_request_exception = False
    settings.ROOT_URLCONF = __name__
    answer = client.get("/rusak/")
    assert answer.status_code == 500
    assert re.search(r"E-[A-Z2-9]{4}-[A-Z2-9]{2}", answer.text)
    assert "rahasia" not in answer.text


def broken(request: object) -> None:
    raise RuntimeError("rahasia")


urlpatterns = [path("rusak/", broken)]
handler500 = "simpel.ui.errors.server_error"


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (lambda r: errors.bad_request(r), 400, "tidak dapat kami baca"),
        (lambda r: errors.bad_request(r, RequestDataTooBig()), 413, "terlalu besar"),
        (lambda r: errors.forbidden(r), 403, "tidak dibuka untuk akun Anda"),
        (lambda r: errors.conflict(r, back="/meja/"), 409, "Keadaannya sudah berubah"),
        (lambda r: errors.too_many(r), 429, "Terlalu banyak permintaan"),
    ],
)
def test_every_error_says_what_happened_and_one_way_on(rf: RequestFactory, answer: Any, status: int, said: str) -> None:
    with translation.override("id"):
        page = answer(rf.get("/x/"))
    assert page.status_code == status
    assert said in page.text
    assert 'class="btn btn-primary"' in page.text
