"""What comes in and what stays outside, with real files and the real reading process."""

import unicodedata
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from simpel.documents import storage, words
from simpel.documents.intake import NotTaken, clean_name, take_in
from simpel.documents.models import File
from simpel.documents.tests import papers

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


def bring(data: bytes, name: str = "undangan.pdf") -> File:
    return take_in(SimpleUploadedFile(name, data), name=name, by=None, at=AT)


@pytest.mark.parametrize("what", papers.HOSTILE)
def test_a_hostile_file_stays_outside(what):
    name, data, code = papers.HOSTILE[what]
    before = {path for path in settings.FILES.rglob("*") if path.is_file()}
    with pytest.raises(NotTaken) as refusal:
        bring(data, name)
    assert refusal.value.code == code
    assert words.explain(refusal.value)
    assert not File.objects.exists()
    assert {path for path in settings.FILES.rglob("*") if path.is_file()} == before


@pytest.mark.slow
def test_a_swollen_file_meets_the_memory_limit():
    with pytest.raises(NotTaken, match="broken"):
        bring(papers.swollen())


GENUINE = {
    "a letter": ("surat.pdf", papers.letter(), 2),
    "a hundred pages": ("surat.pdf", papers.pdf(pages=100), 100),
    "packed objects": ("surat.pdf", papers.pdf(object_stream_mode=2), 1),
    "a form to fill in": ("surat.pdf", papers.rooted(AcroForm=Dictionary(Fields=Array([]))), 1),
    "opening at a page": ("surat.pdf", papers.rooted(OpenAction=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))), 1),
    "opening fitted": ("surat.pdf", papers.rooted(OpenAction=Array([0, Name.Fit])), 1),
    "a link": ("surat.pdf", papers.acting(S=Name.URI, URI=b"https://example.org"), 1),
    "words that sound bad": ("surat.pdf", papers.rooted(Title=b"/JavaScript /Launch /EF"), 1),
    "a font called F": ("surat.pdf", papers.rooted(Kept=Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font)))), 1),
    "white space at the end": ("surat.pdf", papers.pdf() + b"\r\n\0\0\0\n", 1),
    "a photograph": ("paspor.jpg", papers.picture("JPEG"), 1),
    "a photograph by another name": ("PASPOR.JPEG", papers.picture("JPEG", "CMYK"), 1),
    "a grey scan": ("pindaian.png", papers.picture("PNG", "L"), 1),
    "a scan in sixteen bits": ("pindaian.png", papers.picture("PNG", "I;16"), 1),
    "a drawing with transparency": ("bagan.png", papers.picture("PNG", "RGBA"), 1),
    "forty megapixels": ("peta.png", papers.plain_sheet(8000, 5000, "RGBA"), 1),
}


@pytest.mark.parametrize("what", GENUINE)
def test_a_genuine_file_goes_in_as_it_is(what):
    name, data, pages = GENUINE[what]
    file = bring(data, name)
    assert file.pages == pages
    assert file.sha256 == sha256(data).hexdigest()
    assert file.size == len(data)
    assert file.added_at == AT
    assert storage.read(File.objects.get()) == data


def test_bytes_may_come_without_a_form():
    assert take_in(papers.letter(), name="surat.pdf", by=None, at=AT).kind == "application/pdf"


def test_a_long_file_is_refused_before_it_is_read():
    class Unreadable(SimpleUploadedFile):
        def read(self, size: int = -1) -> bytes:
            raise AssertionError("read although too long")

    with pytest.raises(NotTaken, match="too_large") as refusal:
        take_in(Unreadable("a.pdf", bytes(10 * 1024 * 1024 + 1)), name="a.pdf", by=None, at=AT)
    assert "10 MB" in words.explain(refusal.value)


def test_a_refusal_is_said_in_both_languages():
    refusal = NotTaken("too_many_pages", pages=120, most=100)
    with translation.override("id"):
        assert "120 halaman" in words.explain(refusal)
    with translation.override("en"):
        assert words.explain(refusal) == "This document has 120 pages; the limit is 100. Upload only the pages needed."


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Undangan Resmi.PDF", "Undangan Resmi.pdf"),
        ("C:\\Users\\siti\\surat.pdf", "surat.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (".pdf", "pdf"),
        ("", "dokumen"),
        ("surat\r\nX-Header: 1.pdf", "suratX-Header: 1.pdf"),
        ("fdp.\u202eexe.pdf", "fdp.exe.pdf"),
        ("  a   b .pdf ", "a b.pdf"),
        ("é.pdf", "é.pdf"),
    ],
)
def test_names_are_cleaned(given, kept):
    assert clean_name(given) == kept


@given(st.text(max_size=400))
def test_whatever_the_name_it_can_be_shown_and_sent(name):
    kept = clean_name(name)
    assert 0 < len(kept.encode()) <= 200
    assert "/" not in kept
    assert not any(unicodedata.category(sign).startswith("C") for sign in kept)
    assert clean_name(kept) == kept
