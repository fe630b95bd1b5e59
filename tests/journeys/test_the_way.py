"""From an empty form to a letter that a stranger checks: six people, each in a window of their own."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from simpel.ledger import clock
from simpel.ledger.verify import verify
from simpel.permits.models import Application

from . import working
from .applying import Applying, Paper
from .checking import Checking
from .conftest import PASSWORD
from .deciding import Deciding
from .window import PHONE, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Way:
    """How a journey is made: on which width, with or without JavaScript."""

    name: str
    width: int
    script: bool = True


EVENT = "Simposium Teknik Pantai"
DOCUMENT = "Kerangka acuan kerja"
REASON = "Dokumen belum ditandatangani atau disahkan"
COMPLAINT = "KAK halaman terakhir belum ditandatangani."
WAYS = [Way("wide", WIDE), Way("phone", PHONE), Way("without-script", WIDE, script=False)]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_an_application_becomes_a_letter_that_anybody_can_check(way, world, open_window):
    windows = {}

    def at(user):
        if user.pk not in windows:
            windows[user.pk] = open_window(width=way.width, script=way.script).sign_in(user, PASSWORD)
        return windows[user.pk]

    siti = applied(Applying(at(world.siti), script=way.script))
    sent_on_by_the_focal_point(Deciding(at(world.dewi)), Applying(at(world.dewi), script=way.script))
    returned(Deciding(at(world.bayu)))
    mended_and_sent_again(Deciding(at(world.dewi)), Applying(at(world.dewi), script=way.script))
    approved(at, world, siti.reference)
    letters, notices = working.one_round()
    assert letters == 1 and notices > 0
    letter, code = fetched(at(world.siti), siti.reference)
    checked_by_a_stranger(Checking(open_window(width=way.width, script=way.script), script=way.script), letter, code)
    assert verify().ok


def applied(siti):
    """Siti fills in four steps and sends."""
    departs = clock.today() + timedelta(days=29)
    siti.begin()
    siti.general(clock.today())
    siti.event(departs)
    siti.trip(departs)
    siti.papers()
    siti.open("peserta")
    siti.travellers("Ratna")
    siti.papers()
    siti.money()
    siti.open("kegiatan")
    siti.papers()
    siti.send()
    return siti


def sent_on_by_the_focal_point(dewi, form):
    """Dewi adds the ministry's letter and sends the file to the office."""
    dewi.take(EVENT)
    form.reference = dewi.page.url.split("/permohonan/")[1].split("/")[0]
    form.open("umum")
    form.page.get_by_label("Nomor surat usulan").press_sequentially("0771/KS.02/2026")
    form.page.get_by_label("Tanggal surat usulan").fill(clock.today().isoformat())
    form.onward("kegiatan")
    form.send()


def returned(bayu):
    """Bayu looks at the documents and wants one of them signed."""
    bayu.take(EVENT)
    bayu.review()
    bayu.send_back(reason=REASON, pointing_at=DOCUMENT, note=COMPLAINT)


def mended_and_sent_again(dewi, form):
    """Dewi reads why, follows the link to the document's place, puts the better one in and sends again."""
    dewi.take(EVENT)
    why = dewi.page.locator(".back-note")
    assert COMPLAINT in why.inner_text() and REASON in why.inner_text()
    why.get_by_role("link", name=DOCUMENT).click()
    dewi.page.wait_for_url("**/kegiatan/#dok-TOR")
    form.reference = dewi.page.url.split("/")[4]
    form.put(dewi.page.locator("#dok-TOR"), Paper("kak-bertanda-tangan.pdf", "Sudah ditandatangani"))
    form.send()


def approved(at, world, reference):
    """Three desks look on, the fourth decides."""
    bayu = Deciding(at(world.bayu))
    bayu.take(EVENT)
    bayu.review()
    bayu.pass_on("Lengkap dan sesuai.", copies="Perwakilan RI", more_copies="Kepala Bagian Kerja Sama")
    for user in (world.sari, world.dimas):
        desk = Deciding(at(user))
        desk.take(EVENT)
        desk.pass_on("Setuju.")
    rahma = Deciding(at(world.rahma))
    rahma.page.goto(f"/permohonan/{reference}/putusan/")
    rahma.pass_on("Disetujui.")
    assert Application.objects.get(reference=reference).state == "APPROVED"


def fetched(window, reference):
    """The letter on screen, then on disk."""
    window.page.goto(f"/permohonan/{reference}/")
    window.page.get_by_role("link", name="Lihat surat").click()
    window.page.locator(".a4-leaf img").first.wait_for()
    code = window.page.locator("dd.code").inner_text()
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="Unduh PDF").click()
    return Path(download.value.path()).read_bytes(), code


def checked_by_a_stranger(stranger, letter, code):
    """By code, by file, and by a file with one altered byte."""
    assert stranger.code(code.lower().replace("-", " ")) == "Terdaftar dan berlaku."
    assert stranger.file(letter) == "Asli dan masih berlaku."
    altered = letter[:-40] + bytes([letter[-40] ^ 1]) + letter[-39:]
    assert stranger.file(altered) == "Bukan berkas yang kami terbitkan."
    if stranger.script:
        assert not stranger.letter_left_the_device()
