"""The public check as a visitor meets it, with and without JavaScript."""

import hashlib
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse

from simpel.letters import issuing, limits, token, views
from simpel.letters.models import Letter
from simpel.letters.tests.conftest import Prepare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counters(db: None) -> None:
    cache.clear()


def heading(answer: Any) -> str:
    return BeautifulSoup(answer.content, "html.parser").h1.get_text(strip=True)  # type: ignore[union-attr]


def upload(data: bytes, name: str = "surat.pdf") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, data, content_type="application/pdf")}


def test_the_page_is_open_to_everybody(client: Client) -> None:
    assert client.get("/periksa/").status_code == 200


def test_a_typed_code_leads_to_its_answer(client: Client, letter: Letter) -> None:
    answer = client.get("/periksa/", {"kode": letter.code.lower().replace("-", " ")}, follow=True)
    assert heading(answer) == "Terdaftar dan berlaku." and letter.number in answer.text
    assert answer.redirect_chain[-1][0] == f"/periksa/{letter.code}/"


def test_the_word_asli_is_kept_for_files(client: Client, letter: Letter) -> None:
    page = BeautifulSoup(client.get(f"/periksa/{letter.code}/").content, "html.parser")
    assert page.select(".answer .s-wave") == [] and page.select(".answers [aria-current]") == []
    assert "Asli" not in page.select_one(".answer").get_text()  # type: ignore[union-attr]


def test_a_slip_is_said_before_the_register_is_asked(client: Client) -> None:
    answer = client.get("/periksa/", {"kode": "W5RB-3NPE-6JYDZ"})
    assert answer.status_code == 422 and "Kode itu tidak mungkin benar." in answer.text
    assert 'value="W5RB-3NPE-6JYDZ"' in answer.text


def test_a_code_nobody_has_is_unknown_and_says_what_to_do(client: Client, letter: Letter) -> None:
    answer = client.get("/periksa/0000-0000-00000/")
    assert answer.status_code == 404 and heading(answer) == "Tidak dikenal."
    assert "Yang sebaiknya Anda lakukan" in answer.text


def test_a_file_sent_without_javascript_is_authentic(client: Client, pdf: bytes) -> None:
    page = client.post("/periksa/berkas/", upload(pdf))
    assert page.status_code == 200 and heading(page) == "Asli dan masih berlaku."
    assert BeautifulSoup(page.content, "html.parser").select(".answer .s-wave")


def test_a_fingerprint_worked_out_in_the_browser_is_enough(client: Client, letter: Letter, pdf: bytes) -> None:
    page = client.post("/periksa/berkas/", {"sha256": hashlib.sha256(pdf).hexdigest(), "name": "surat.pdf"})
    assert heading(page) == "Asli dan masih berlaku."


def test_a_changed_file_shows_both_fingerprints_and_the_register(client: Client, letter: Letter, pdf: bytes) -> None:
    page = client.post("/periksa/berkas/", upload(pdf + b" ", "surat.pdf"))
    assert heading(page) == "Bukan berkas yang kami terbitkan."
    prints = [code.get_text() for code in BeautifulSoup(page.content, "html.parser").select(".prints code")]
    assert prints[0].replace(" ", "").startswith(letter.sha256[:16]) and prints[0] != prints[1]
    assert letter.number in page.text and "Belum tentu pemalsuan." in page.text


def test_a_wrong_fingerprint_on_a_letters_own_page_is_about_that_letter(client: Client, letter: Letter) -> None:
    page = client.post("/periksa/berkas/", {"sha256": "0" * 64, "key": letter.code})
    assert heading(page) == "Bukan berkas yang kami terbitkan." and letter.number in page.text


@pytest.mark.parametrize("sent", [{}, {"sha256": "abc"}, {"sha256": "g" * 64}])
def test_no_file_is_asked_for_again(client: Client, sent: dict[str, str]) -> None:
    page = client.post("/periksa/berkas/", sent)
    assert page.status_code == 422 and "Belum ada berkas yang dipilih." in page.text


def test_a_huge_file_is_refused_before_it_is_read(client: Client) -> None:
    page = client.post(
        "/periksa/berkas/", data=b"", content_type="application/octet-stream", CONTENT_LENGTH=str(11 * 1024 * 1024)
    )
    assert page.status_code == 413 and "terlalu besar" in page.text


def test_file_names_are_text_only(client: Client, pdf: bytes) -> None:
    page = client.post("/periksa/berkas/", {"sha256": "0" * 64, "key": "x", "name": "<script>alert(1)</script>.pdf"})
    assert "<script>alert" not in page.text


def test_guessing_is_slowed_down(client: Client, letter: Letter) -> None:
    answers = [client.get("/periksa/0000-0000-00000/").status_code for _ in range(limits.CODES_A_MINUTE)]
    assert set(answers) == {404}
    refused = client.get(f"/periksa/{letter.code}/")
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 60
    assert letter.number not in refused.text
    assert client.get(f"/periksa/{letter.code}/", REMOTE_ADDR="203.0.113.9").status_code == 200


def test_without_a_counter_nothing_is_answered(client: Client, letter: Letter, settings: Any) -> None:
    lost = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "no_such_table"}
    settings.CACHES = {"default": lost}
    with transaction.atomic():
        page = client.get(f"/periksa/{letter.code}/")
        transaction.set_rollback(True)
    assert page.status_code == 503 and heading(page) == "Saat ini tidak dapat diperiksa."
    assert letter.number not in page.text


def test_protected_travellers_are_matched_ten_times_an_hour(client: Client, prepare: Prepare) -> None:
    letter = issuing.produce(prepare(protected=True, cluster="MINISTER").pk)
    where = f"/periksa/{letter.code}/cocokkan/"
    same = client.post(where, {"name": "dr. ratna widyasari", "starts_on": "2026-05-14"})
    other = client.post(where, {"name": "Orang Lain", "starts_on": "2026-05-14"})
    assert "Cocok dengan surat ini." in same.text and "Tidak cocok dengan surat ini." in other.text
    for _ in range(limits.MATCHES_AN_HOUR - 2):
        client.post(where, {"name": "Orang Lain", "starts_on": "kapan-kapan"})
    assert client.post(where, {"name": "x", "starts_on": ""}, REMOTE_ADDR="203.0.113.9").status_code == 429


def test_matching_is_only_for_protected_letters(client: Client, letter: Letter) -> None:
    page = client.post(f"/periksa/{letter.code}/cocokkan/", {"name": "Dr. Ratna Widyasari", "starts_on": "2026-05-14"})
    assert "Cocok dengan surat ini." not in page.text


def test_the_published_key_reads_the_token(client: Client, letter: Letter) -> None:
    published = client.get("/.well-known/simpel-keys.json").json()
    (jwk,) = published["keys"]
    public = Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(jwk["x"] + "="))
    assert token.read(bytes(letter.token), public)["number"] == letter.number
    assert jwk["kid"] == token.key_id(public).hex() and "BEGIN CERTIFICATE" in published["certificates"][0]
    assert "PRIVATE" not in str(published) and "d" not in jwk


def test_every_answer_speaks_english_too(client: Client, letter: Letter, pdf: bytes) -> None:
    english = read_po((Path(__file__).parents[1] / "locale/en/LC_MESSAGES/django.po").open("rb"), locale="en")
    assert all(message.string for message in english if message.id)
    client.cookies["simpel_bahasa"] = "en"
    for page in (
        client.get("/periksa/"),
        client.get(f"/periksa/{letter.code}/"),
        client.post("/periksa/berkas/", upload(pdf)),
    ):
        assert BeautifulSoup(page.content, "html.parser").html["lang"] == "en"  # type: ignore[index]


def test_a_letter_is_sent_only_when_it_is_out(letter: Letter, pdf: bytes, prepare: Prepare) -> None:
    answer = views.send_letter(letter)
    assert answer.content == pdf and "attachment" in answer["Content-Disposition"]
    with pytest.raises(Http404):
        views.send_letter(prepare("CASE-2"))


def test_the_answer_is_never_kept_by_caches(client: Client, letter: Letter) -> None:
    assert "no-store" in client.get(reverse("letters:answer", args=[letter.code]))["Cache-Control"]


def test_an_answer_takes_few_queries(client: Client, letter: Letter, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(13):
        client.get(f"/periksa/{letter.code}/")
