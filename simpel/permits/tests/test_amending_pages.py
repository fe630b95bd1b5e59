"""The doors of an amendment: the button, its own page, what changed first, and what the earlier letter then says."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from simpel.letters import issuing
from simpel.permits import actions
from simpel.permits.models import Application
from simpel.permits.tests.test_amending import asked, cancelled, decided, signed
from simpel.permits.tests.world import upload


@pytest.fixture
def given(approved: Application) -> Application:
    signed(approved)
    return approved


def at(application: Application, rest: str = "") -> str:
    return f"/permohonan/{application.reference}/{rest}"


def begin(client, given: Application, kind: str):
    return client.post(at(given, "perubahan/"), {"kind": kind, "key": f"k-{kind}"}, follow=True)


def test_the_files_page_offers_each_kind_to_those_who_drafted_it_and_to_nobody_else(client, world, given):
    for who, offered in ((world.siti, 3), (world.dewi, 0), (world.bayu, 0)):
        client.force_login(who)
        page = BeautifulSoup(client.get(at(given)).content, "html.parser")
        assert len(page.select('form[action$="/perubahan/"]')) == offered, who


def test_an_extension_is_one_page_that_shows_what_was_approved_beside_what_changes(client, world, given):
    client.force_login(world.siti)
    answer = begin(client, given, "EXTENSION")
    draft = given.amendments.get()
    assert answer.redirect_chain[-1][0] == at(draft, "umum/")
    assert f"Pada surat sebelumnya: {given.returns_on:%d-%m-%Y}" in answer.text
    form = {
        "version": draft.version, "unit_letter_no": "9/2028", "unit_letter_on": f"{given.filed_on}",
        "letter_no": "10/2028", "letter_on": f"{given.filed_on}", "requesting_position": "Sekretaris Jenderal",
        "requesting_city": "Jakarta", "ends_on": f"{given.activity.ends_on + timedelta(days=9)}",
        "returns_on": f"{given.returns_on + timedelta(days=9)}",
    }  # fmt: skip
    wrong = client.post(at(draft, "umum/"), form | {"returns_on": f"{given.returns_on}"})
    assert wrong.status_code == 422 and "mendahului akhir kegiatan" in wrong.text
    draft.refresh_from_db()  # what was right has been kept
    saved = client.post(at(draft, "umum/"), form | {"version": draft.version}, follow=True)
    assert saved.redirect_chain[-1][0] == at(draft, "konfirmasi/")
    draft.refresh_from_db()
    assert draft.returns_on == given.returns_on + timedelta(days=9)
    changed = BeautifulSoup(saved.content, "html.parser").select(".was-now dt")
    assert {"Selesai", "Selesai tugasDr. Ratna Widyasari"} < {row.get_text() for row in changed}
    stale = client.post(at(draft, "umum/"), form | {"letter_no": "11/2028"})
    assert stale.status_code == 409 and "11/2028" in stale.text


def test_a_paper_of_an_extension_goes_into_its_own_page_even_without_javascript(client, world, given):
    client.force_login(world.siti)
    begin(client, given, "CANCELLATION")
    draft = given.amendments.get()
    taken = client.post(at(draft, "dokumen/"), {"slot": "PROPOSAL_LETTER_UNIT", "berkas": upload("usulan")})
    assert taken.url == at(draft, "umum/#dok-PROPOSAL_LETTER_UNIT")
    refused = client.post(at(draft, "dokumen/"), {"slot": "PROPOSAL_LETTER_FP"})
    assert refused.status_code == 422 and "Alasan perubahan" in refused.text


def test_the_second_is_led_to_the_open_one_and_told(client, world, given):
    client.force_login(world.siti)
    begin(client, given, "CORRECTION")
    answer = begin(client, given, "CANCELLATION")
    assert answer.redirect_chain[-1][0] == at(given.amendments.get(), "umum/")
    assert "sudah ada: Ralat" in answer.text
    assert begin(client, given, "CORRECTION").status_code == 200  # the same request again is no second one
    assert given.amendments.count() == 1


def test_reviewers_see_what_changed_before_everything_else(client, world, given):
    draft = actions.begin(given, "CORRECTION", by=world.siti)
    draft = asked(world, draft, purpose="Menyajikan dua makalah.", amendment_reason="Ada undangan kedua.")
    actions.send(actions.send(draft, by=world.siti), by=world.dewi)
    client.force_login(world.bayu)
    for page in ("", "telaah/"):
        text = client.get(at(draft, page)).text
        assert text.index("Menyajikan dua makalah.") < text.index("Seluruh isian")
        assert "Menyajikan makalah tentang pelindungan pantai." in text and "Ada undangan kedua." in text


def test_file_letter_and_public_page_of_a_cancelled_trip_say_so(client, world, given):
    later = signed(cancelled(world, given))
    client.force_login(world.siti)
    page = client.get(at(given)).text
    assert "Sudah dibatalkan" in page and later.number in page
    client.logout()
    answer = client.get(f"/periksa/{issuing.letter_of(given.reference).code}/")
    assert "Sudah dibatalkan." in answer.text and f"/periksa/{later.code}" in answer.text
    assert "masih berlaku" not in BeautifulSoup(answer.content, "html.parser").select_one(".answer").get_text()


def test_a_file_page_asks_no_more_often_for_an_amendment_with_many_changes(
    client, world, given, django_assert_max_num_queries
):
    draft = actions.begin(given, "CORRECTION", by=world.siti)
    for name in ("Bima", "Citra", "Doni"):
        actions.add_participant(draft, by=world.siti, person=world.traveller(name))
    client.force_login(world.siti)
    with django_assert_max_num_queries(64):
        assert "Citra" in client.get(at(draft)).text


def test_a_decided_amendment_ends_and_the_desk_finds_it_done(client, world, given):
    done = decided(world, asked(world, actions.begin(given, "CORRECTION", by=world.siti)))
    assert done.open_amendment_of is None and done.decided_on
