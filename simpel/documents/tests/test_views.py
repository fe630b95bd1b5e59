"""Handing out: originals to be kept, pictures to be looked at; nothing runs, nothing stays in a cache."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from simpel.documents import preview, storage
from simpel.documents.intake import take_in
from simpel.documents.tests import papers
from simpel.documents.text import text_of
from simpel.documents.views import send, send_page

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def letter():
    return take_in(papers.letter(), name='Undangan "resmi" é.pdf', by=None, at=AT)


def test_an_original_is_an_attachment_that_nothing_may_run_in(letter):
    answer = send(letter)
    assert answer.content == storage.read(letter)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Undangan%20%22resmi%22%20%C3%A9.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_a_letter_of_our_own_may_be_shown_in_place(letter):
    assert send(letter, as_attachment=False)["Content-Disposition"].startswith("inline")


def test_a_page_is_a_picture(letter):
    answer = send_page(letter, 2)
    assert answer.content.startswith(b"\x89PNG")
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == "inline"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"].startswith("sandbox;")


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_that_is_not_there_is_not_found(letter, number):
    assert send_page(letter, number).status_code == 404


def test_a_page_is_drawn_once(letter):
    first = preview.page(letter, 1)
    storage.path(letter.pk).unlink()
    assert preview.page(letter, 1) == first
    with pytest.raises(FileNotFoundError):
        preview.page(letter, 2)


def test_a_page_that_cannot_be_drawn_is_not_found(letter):
    letter.pages = 9
    assert send_page(letter, 9).status_code == 404


def test_what_the_camera_wrote_stays_in_the_original():
    exif = Image.Exif()
    exif[0x0112], exif[0x8825], exif[0x010F] = 6, {2: (6.0, 10.0, 30.0)}, "Kamera"  # turned; place; maker
    photo = take_in(papers.picture("JPEG", size=(60, 40), exif=exif), name="foto.jpg", by=None, at=AT)
    with Image.open(io.BytesIO(preview.page(photo, 1))) as shown:
        assert shown.size == (40, 60)
        assert not shown.getexif()
        assert b"Kamera" not in preview.page(photo, 1)


def test_what_is_transparent_shows_the_paper():
    drawing = take_in(papers.plain_sheet(10, 10, "RGBA"), name="bagan.png", by=None, at=AT)
    with Image.open(io.BytesIO(preview.page(drawing, 1))) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_the_text_of_each_page_can_be_read(letter):
    first, second = text_of(letter)
    assert "Undangan" in first
    assert "Siti Rahmawati" in second
    assert text_of(take_in(papers.picture(), name="a.png", by=None, at=AT)) == [""]


def test_what_was_typed_into_a_form_is_shown():
    empty, filled = (
        take_in(papers.form(value), name="formulir.pdf", by=None, at=AT) for value in ("", "Siti Rahmawati, Dinas")
    )
    assert preview.page(empty, 1) != preview.page(filled, 1)
