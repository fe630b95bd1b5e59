"""The desk without a mouse, and decisions taken twice, too late, or on an old page."""

import pytest

from simpel.ledger import clock
from simpel.permits import actions
from simpel.permits.models import Application

from .conftest import PASSWORD
from .deciding import Deciding
from .window import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COMPLAINT = {"reason": "DOCUMENT_NOT_ENDORSED", "note": "KAK belum ditandatangani."}


@pytest.fixture
def bayu(world, open_window):
    return Deciding(open_window(expects={409}).already_in(world.bayu))


def focused(page):
    return page.evaluate("document.activeElement.innerText.trim()")


def test_j_and_k_walk_the_desk_and_enter_opens_a_file(world, bayu):
    soon, later = world.at_analyst(notice=20), world.at_analyst(notice=40)
    bayu.page.goto("/meja/")
    bayu.page.keyboard.press("j")
    first = bayu.page.evaluate("document.activeElement.href")
    bayu.page.keyboard.press("j")
    second = bayu.page.evaluate("document.activeElement.href")
    assert soon.reference in first and later.reference in second
    bayu.page.keyboard.press("k")
    bayu.page.keyboard.press("Enter")
    bayu.page.wait_for_url(f"**/{soon.reference}/**")


def test_the_first_tab_offers_the_way_past_the_menu(bayu):
    bayu.page.goto("/meja/")
    bayu.page.keyboard.press("Tab")
    assert focused(bayu.page) == "Langsung ke isi"
    assert bayu.page.locator(".skip").bounding_box()["y"] >= 0
    bayu.page.keyboard.press("Enter")
    assert bayu.page.evaluate("document.activeElement.id") == "isi"


def test_tab_reaches_the_deciding_button_and_enter_decides(world, bayu):
    file = world.at_analyst()
    bayu.page.goto(f"/permohonan/{file.reference}/")
    act = bayu.page.locator("form#form-approve")
    act.get_by_label("Perwakilan RI").check()
    act.get_by_label("Catatan").focus()
    bayu.page.keyboard.type("Lengkap.")
    for _ in range(40):
        bayu.page.keyboard.press("Tab")
        if focused(bayu.page).startswith("Teruskan"):
            break
    bayu.page.keyboard.press("Enter")
    bayu.done()
    file.refresh_from_db()
    assert file.state == "AT_SUBDIVISION"


def test_two_clicks_on_approve_are_one_approval(world, bayu):
    file = world.at_analyst()
    bayu.page.goto(f"/permohonan/{file.reference}/")
    act = bayu.page.locator("form#form-approve")
    act.get_by_label("Perwakilan RI").check()
    act.get_by_label("Catatan").fill("Lengkap.")
    bayu.button_of(act).dblclick()
    bayu.done()
    assert Application.objects.get(pk=file.pk).steps.filter(verb="approve").count() == 1


def test_a_decision_from_an_old_page_is_refused_in_words_and_the_note_is_kept(world, bayu):
    file = world.at_analyst()
    bayu.page.goto(f"/permohonan/{file.reference}/?buka=return")
    actions.withdraw(Application.objects.get(pk=file.pk), by=world.dewi, note="Batal.")
    act = bayu.page.locator("#tindakan-return")
    act.get_by_label("Alasan").select_option(index=1)
    act.get_by_label("Catatan").fill("KAK belum ditandatangani.")
    act.get_by_role("button", name="Kembalikan").click()
    bayu.page.get_by_text("Belum dijalankan").wait_for()
    assert "KAK belum ditandatangani." in bayu.page.locator("main").inner_text()


def test_a_colleagues_change_in_between_keeps_the_note_in_its_field(world, bayu):
    file = world.at_analyst()
    bayu.page.goto(f"/permohonan/{file.reference}/?buka=return")
    returned = actions.send_back(Application.objects.get(pk=file.pk), by=world.bayu, **COMPLAINT)
    actions.send(actions.change(returned, by=world.dewi, letter_on=clock.today()), by=world.dewi)
    act = bayu.page.locator("#tindakan-return")
    act.get_by_label("Alasan").select_option(index=1)
    act.get_by_label("Catatan").fill("Masih belum ditandatangani.")
    act.get_by_role("button", name="Kembalikan").click()
    bayu.page.get_by_text("Belum dijalankan").wait_for()
    assert act.get_by_label("Catatan").input_value() == "Masih belum ditandatangani."


def test_a_decision_after_the_session_ended_leads_through_the_door_back_to_the_file(world, bayu):
    file = world.at_analyst()
    bayu.page.goto(f"/permohonan/{file.reference}/")
    bayu.window.sign_out_unseen()
    act = bayu.page.locator("form#form-approve")
    act.get_by_label("Catatan").fill("Lengkap.")
    bayu.button_of(act).click()
    bayu.page.get_by_text("Sesi Anda sudah berakhir").wait_for()
    sign_in(bayu.page, world.bayu, PASSWORD)
    bayu.page.wait_for_url(f"**/permohonan/{file.reference}/")
    assert Application.objects.get(pk=file.pk).state == "AT_ANALYST"
