"""What the form does by itself: saves, judges, takes dropped files, and loses nothing."""

from datetime import timedelta

import pytest

from simpel.ledger import clock
from simpel.permits import actions
from simpel.permits.models import Application

from .applying import Applying, Paper
from .conftest import PASSWORD
from .window import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def form(world, open_window):
    """Siti in front of a draft; `beside` opens another tab on it."""
    applying = Applying(open_window(expects={409}).already_in(world.siti))
    applying.reference = world.ready().reference
    return applying


def test_what_was_typed_is_there_after_leaving_and_coming_back(form):
    form.open("kegiatan")
    purpose = form.page.get_by_label("Tujuan dan urgensi")
    purpose.fill("")
    purpose.press_sequentially("Membawa pulang cara ukur gelombang.")
    form.saved(lambda: form.page.get_by_label("Jenis kegiatan").focus())
    form.page.get_by_role("link", name="Meja saya").first.click()
    form.page.get_by_role("table").get_by_role("link", name="Simposium Teknik Pantai").click()
    form.open("kegiatan")
    assert purpose.input_value() == "Membawa pulang cara ukur gelombang."


def test_findings_change_while_the_days_are_typed(form):
    form.open("kegiatan")
    findings = form.page.locator("#keadaan")
    before = findings.inner_text()
    for spare, day in ((2, "Berangkat"), (6, "Tiba kembali")):
        typed = form.page.get_by_label(day, exact=True)
        typed.fill((clock.today() + timedelta(days=spare)).isoformat())
        form.saved(typed.blur)
    assert "batas aman sudah lewat" not in before
    assert "batas aman sudah lewat" in findings.inner_text()


def test_a_file_may_be_dropped_on_its_place(form):
    form.open("kegiatan")
    form.drop(form.page.locator("#dok-TOR"), Paper("kak-tambahan.pdf", "Tambahan"))
    form.page.reload()
    assert form.page.locator("#dok-TOR").get_by_role("link", name="kak-tambahan.pdf").is_visible()


def test_a_wrong_file_is_refused_beside_its_place_and_the_form_stays(form):
    form.window.expects.add(415)
    form.open("kegiatan")
    form.page.get_by_label("Tujuan dan urgensi").fill("Belum disimpan.")
    slot = form.page.locator("#dok-TOR")
    slot.locator("input[type=file][multiple]").set_input_files(
        {"name": "kak.exe", "mimeType": "application/octet-stream", "buffer": b"MZ bukan dokumen"}
    )
    slot.locator(".why", has_text="kak.exe").wait_for()
    assert form.page.get_by_label("Tujuan dan urgensi").input_value() == "Belum disimpan."


def test_two_clicks_on_send_are_one_sending(form):
    form.open("konfirmasi")
    form.page.get_by_label("Saya bertanggung jawab").check()
    form.page.get_by_role("button", name="Kirim ke focal point").dblclick()
    form.page.get_by_role("heading", name="Permohonan terkirim").wait_for()
    assert Application.objects.get(reference=form.reference).steps.filter(verb="send").count() == 1


def test_a_stale_tab_is_told_so_and_keeps_what_was_typed(form, world):
    form.open("kegiatan")
    application = Application.objects.get(reference=form.reference)
    actions.change(application, by=world.siti, purpose="Ditulis di jendela lain.")
    purpose = form.page.get_by_label("Tujuan dan urgensi")
    purpose.fill("Ditulis di jendela ini.")
    purpose.blur()
    refusal = form.page.locator("#penolakan [role=alert]")
    refusal.wait_for()
    assert "Tujuan dan urgensi" in refusal.inner_text()
    assert purpose.input_value() == "Ditulis di jendela ini."
    refusal.get_by_role("button", name="Simpan isian saya").click()
    form.page.wait_for_url("**/peserta/")
    application.refresh_from_db()
    assert application.purpose == "Ditulis di jendela ini."


def test_an_expired_session_says_so_and_saves_what_was_typed_after_signing_in_again(form, world):
    form.window.expects |= {401, 403}
    form.open("kegiatan")
    purpose = form.page.get_by_label("Tujuan dan urgensi")
    form.window.sign_out_unseen()
    purpose.fill("Ditulis sesudah sesi berakhir.")
    purpose.blur()
    cut_off = form.page.locator("#terputus")
    cut_off.wait_for()
    with form.page.expect_popup() as opened:
        cut_off.get_by_role("link", name="Masuk di jendela baru").click()
    sign_in(opened.value, world.siti, PASSWORD)
    opened.value.wait_for_url("**/meja/**")
    form.page.bring_to_front()
    form.page.evaluate("dispatchEvent(new Event('focus'))")  # windows without a screen get none of their own
    cut_off.wait_for(state="hidden")
    form.page.locator(".htmx-request").first.wait_for(state="detached")
    assert purpose.input_value() == "Ditulis sesudah sesi berakhir."
    assert Application.objects.get(reference=form.reference).purpose == "Ditulis sesudah sesi berakhir."
