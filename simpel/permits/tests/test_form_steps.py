"""Filling in an application, step by step, through the pages people use."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from simpel.ledger import clock
from simpel.permits import actions
from simpel.permits.models import Activity, Application

from .world import upload

HX = {"HTTP_HX_REQUEST": "true"}


def url(name: str, application: Application, *more: object) -> str:
    return reverse(f"permits:{name}", args=[application.reference, *more])


@pytest.fixture
def at_home(client, siti):
    client.force_login(siti)
    return client


@pytest.fixture
def empty(world) -> Application:
    return actions.create(by=world.siti, unit=world.unit)


def general_answers(application: Application, **changed: object) -> dict[str, object]:
    return {
        "version": application.version,
        "cluster": "ECHELON_2_BELOW",
        "unit_letter_no": "12/UCR/2026",
        "unit_letter_on": "2026-04-06",
        "letter_no": "",
        "letter_on": "",
        "requesting_position": "Sekretaris Jenderal",
        "requesting_city": "Jakarta",
        **changed,
    }


def trip_answers(application: Application, **changed: object) -> dict[str, object]:
    departs = clock.today() + timedelta(days=30)
    return {
        "version": application.version,
        "activity_type": "SEMINAR",
        "departs_on": departs.isoformat(),
        "returns_on": (departs + timedelta(days=4)).isoformat(),
        "purpose": "Menyajikan makalah.",
        **changed,
    }


# --- Starting


def test_an_operator_of_one_unit_starts_with_one_button(at_home, world):
    page = at_home.get(reverse("permits:create"))
    assert "Fakultas Teknik" in page.text and "Mulai permohonan" in page.text
    key = re.search(r'name="request_key" value="([^"]+)"', page.text)[1]
    answer = at_home.post(reverse("permits:create"), {"request_key": key, "applicant": f"u{world.unit.pk}"})
    application = Application.objects.get()
    assert answer.url == url("general", application)


def test_the_same_start_sent_twice_opens_one_draft(at_home, world):
    for _ in range(2):
        at_home.post(reverse("permits:create"), {"request_key": "kunci-satu", "applicant": f"u{world.unit.pk}"})
    assert Application.objects.count() == 1


def test_nobody_starts_for_a_foreign_unit(at_home, world):
    answer = at_home.post(reverse("permits:create"), {"request_key": "k", "applicant": f"u{world.other_unit.pk}"})
    assert answer.status_code == 422
    assert not Application.objects.exists()


def test_a_focal_point_chooses_among_the_institutions_of_the_channel(client, world):
    client.force_login(world.dewi)
    page = client.get(reverse("permits:create"))
    assert "Universitas Cendana Raya" in page.text and "Kementerian Contoh" in page.text
    client.post(reverse("permits:create"), {"request_key": "k", "applicant": f"i{world.university.pk}"})
    assert Application.objects.get().institution == world.university


def test_who_holds_no_desk_is_told_why_they_cannot_start(client, world):
    client.force_login(world.ratna)
    assert "belum dapat memohon" in client.get(reverse("permits:create")).text


# --- Saving


def test_saving_a_step_leads_to_the_next(at_home, empty):
    answer = at_home.post(url("general", empty), general_answers(empty))
    assert answer.url == url("activity", empty)
    empty.refresh_from_db()
    assert (empty.cluster, empty.requesting_position) == ("ECHELON_2_BELOW", "Sekretaris Jenderal")


def test_autosave_keeps_what_is_valid_and_says_what_is_not(at_home, empty):
    answers = general_answers(empty, unit_letter_on="2026-02-31")
    answer = at_home.post(url("general", empty), answers, **HX)
    empty.refresh_from_db()
    assert answer.status_code == 422
    assert (empty.unit_letter_no, empty.unit_letter_on) == ("12/UCR/2026", None)
    assert 'data-for="id_unit_letter_on"' in answer.text and "tidak ada di kalender" in answer.text
    assert f'id="versi" value="{empty.version}"' in answer.text


def test_without_javascript_the_page_keeps_the_wrong_answer_in_its_field(at_home, empty):
    answer = at_home.post(url("activity", empty), trip_answers(empty, returns_on="2001-13-40", purpose="Tetap ada."))
    assert answer.status_code == 422
    assert "2001-13-40" in answer.text and "Tetap ada." in answer.text and 'href="#id_returns_on"' in answer.text


def test_returning_before_departing_keeps_the_departure_and_says_what_is_wrong(at_home, empty):
    days = {"departs_on": "2026-09-15", "returns_on": "2026-09-14"}
    answer = at_home.post(url("activity", empty), trip_answers(empty, **days))
    empty.refresh_from_db()
    assert answer.status_code == 422 and "mendahului tanggal berangkat" in answer.text
    assert (empty.departs_on, empty.returns_on, empty.purpose) == (date(2026, 9, 15), None, "Menyajikan makalah.")


def test_an_autosave_that_changes_nothing_writes_nothing(at_home, draft):
    version = draft.version
    answers = {name: getattr(draft, name) or "" for name in ("activity_type", "departs_on", "returns_on", "purpose")}
    assert at_home.post(url("activity", draft), {"version": version, **answers}, **HX).status_code == 200
    draft.refresh_from_db()
    assert draft.version == version


@pytest.mark.parametrize("fragment", [False, True])
def test_a_stale_page_is_refused_and_loses_nothing_that_was_typed(at_home, empty, world, fragment):
    actions.change(empty, by=world.siti, requesting_city="Bandung")
    answers = general_answers(empty, requesting_city="Surabaya")
    answer = at_home.post(url("general", empty), answers, **(HX if fragment else {}))
    fresh = Application.objects.get()
    assert answer.status_code == 409
    assert fresh.requesting_city == "Bandung"
    assert "Kota penanda tangan" in answer.text and f'name="keep" value="{fresh.version}"' in answer.text
    assert fragment or 'value="Surabaya"' in answer.text


def test_a_stale_page_may_be_saved_knowingly(at_home, empty, world):
    fresh = actions.change(empty, by=world.siti, requesting_city="Bandung")
    answers = general_answers(empty, requesting_city="Surabaya", keep=fresh.version)
    assert at_home.post(url("general", empty), answers).status_code == 302
    assert Application.objects.get().requesting_city == "Surabaya"


def test_control_characters_are_refused_by_name_of_the_field(at_home, empty):
    answer = at_home.post(url("general", empty), general_answers(empty, requesting_position="Sekretaris\x07"))
    assert answer.status_code == 422 and "tidak terlihat" in answer.text


def test_letters_with_marks_are_composed(at_home, empty):
    at_home.post(url("general", empty), general_answers(empty, requesting_city="Cafe\u0301"))
    empty.refresh_from_db()
    assert empty.requesting_city == "Caf\u00e9"


def test_a_file_that_moved_on_can_be_read_but_not_filled_in(at_home, ready, world):
    sent = actions.send(ready, by=world.siti)
    assert at_home.get(url("general", sent)).url == reverse("permits:file", args=[sent.reference])
    answer = at_home.post(url("general", sent), general_answers(sent, requesting_city="Lain"))
    assert answer.status_code == 409 and "tidak dapat diubah" in answer.text


@pytest.mark.parametrize("name", ["general", "activity", "participants", "confirm", "receipt", "status"])
def test_a_foreign_file_does_not_exist(client, world, draft, name):
    client.force_login(world.orang_lain)
    assert client.get(url(name, draft)).status_code == 404


# --- Activity


def test_an_event_of_the_shared_list_is_found_and_picked(at_home, empty, draft):
    found = at_home.get(
        url("activity", empty), {"cari": "pantai kyoto"}, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="hasil"
    )
    assert "Simposium Teknik Pantai" in found.text and "<html" not in found.text
    answer = at_home.post(url("activity", empty), trip_answers(empty, aksi=f"pilih-{draft.activity_id}"))
    empty.refresh_from_db()
    assert answer.url == url("activity", empty) + "#acara"
    assert (empty.activity, empty.purpose) == (draft.activity, "Menyajikan makalah.")


def test_searching_without_javascript_keeps_what_was_typed(at_home, empty, draft):
    answer = at_home.post(url("activity", empty), trip_answers(empty, aksi="cari", cari="pantai"), follow=True)
    assert "Simposium Teknik Pantai" in answer.text and "Menyajikan makalah." in answer.text


def test_a_new_event_is_added_and_picked(at_home, empty):
    event = {
        "baru-name": "Lokakarya Mangrove",
        "baru-organiser": "Panitia",
        "baru-country": "TH",
        "baru-city": "Bangkok",
        "baru-starts_on": "2026-10-01",
        "baru-ends_on": "2026-10-03",
    }
    at_home.post(url("activity", empty), trip_answers(empty, aksi="tambah", **event))
    empty.refresh_from_db()
    assert empty.activity == Activity.objects.get(name="Lokakarya Mangrove", country="TH")


def test_a_wrong_new_event_adds_nothing_and_loses_nothing(at_home, empty):
    event = {"baru-name": "Lokakarya Mangrove", "baru-starts_on": "2026-10-03", "baru-ends_on": "2026-10-01"}
    answer = at_home.post(url("activity", empty), trip_answers(empty, aksi="tambah", **event))
    assert answer.status_code == 422 and "mendahului tanggal mulai" in answer.text
    assert 'value="Lokakarya Mangrove"' in answer.text and "Menyajikan makalah." in answer.text
    assert not Activity.objects.exists()


def test_working_groups_are_asked_only_of_meetings(at_home, empty):
    at_home.post(url("activity", empty), trip_answers(empty))
    assert "Jumlah kelompok kerja" not in at_home.get(url("activity", empty)).text
    empty.refresh_from_db()
    answer = at_home.post(url("activity", empty), trip_answers(empty, activity_type="MEETING"), **HX)
    assert "Jumlah kelompok kerja" in answer.text


# --- The panel


def test_the_panel_says_what_is_lacking_and_where_to_put_it(at_home, draft):
    panel = at_home.get(url("status", draft)).text
    assert "Kerangka acuan kerja" in panel and f"{url('activity', draft)}#dok-TOR" in panel
    assert "Paling lambat dikirim" in panel


def test_confirmation_shows_every_problem_at_once_with_its_place(at_home, empty):
    page = at_home.get(url("confirm", empty)).text
    for name, anchor in (("general", "id_cluster"), ("activity", "acara"), ("participants", "daftar")):
        assert f"{url(name, empty)}#{anchor}" in page


# --- Sending


def test_sending_leads_to_a_receipt_with_the_registration_number(at_home, ready):
    page = at_home.get(url("confirm", ready))
    assert "Kirim ke focal point" in page.text
    key = re.search(r'name="key" value="([^"]+)"', page.text)[1]
    answer = at_home.post(url("send", ready), {"version": ready.version, "key": key, "responsible": "on"}, follow=True)
    sent = Application.objects.get()
    assert sent.state == "AT_FOCAL_POINT" and sent.printed_register_no in answer.text


def test_a_second_click_on_send_gives_the_first_answer(at_home, ready):
    told = {"version": ready.version, "key": "sekali", "responsible": "on"}
    first, second = (at_home.post(url("send", ready), told) for _ in range(2))
    assert first.url == second.url == url("receipt", ready)
    assert Application.objects.get().steps.count() == 1


def test_sending_asks_for_the_statement(at_home, ready):
    answer = at_home.post(url("send", ready), {"version": ready.version, "key": "k"})
    assert answer.status_code == 422 and "Centang pernyataan" in answer.text
    assert Application.objects.get().state == "DRAFT"


def test_a_gap_is_refused_and_named(at_home, draft):
    answer = at_home.post(url("send", draft), {"version": draft.version, "key": "k", "responsible": "on"})
    assert answer.status_code == 409 and "Belum dapat dikirim" in answer.text
    assert Application.objects.get().state == "DRAFT"


def test_a_draft_can_be_thrown_away_and_a_sent_file_cannot(at_home, draft, world):
    at_home.post(url("delete", draft))
    assert not Application.objects.exists()
    sent = actions.send(world.ready(), by=world.siti)
    at_home.post(url("delete", sent))
    assert Application.objects.filter(pk=sent.pk).exists()


# --- Cost of a page


@pytest.mark.parametrize("name", ["general", "activity", "participants", "confirm", "status"])
def test_a_page_asks_the_database_as_often_for_ten_people_as_for_one(
    at_home, world, ready, name, django_assert_max_num_queries
):
    at_home.get(url(name, ready))
    with django_assert_max_num_queries(40) as few:
        at_home.get(url(name, ready))
    for number in range(9):
        actions.add_participant(ready, by=world.siti, person=world.traveller(f"Peserta {number}"))
    with django_assert_max_num_queries(len(few)):
        at_home.get(url(name, ready))


# --- Coming back


def test_a_returned_file_opens_with_the_reason_and_what_to_mend(at_home, ready, world):
    sent = actions.send(ready, by=world.siti)
    reason = next(iter(settings.PACK.reasons))
    actions.send_back(sent, by=world.dewi, note="Jadwal belum lengkap.", reason=reason, points_at=["SCHEDULE"])
    page = at_home.get(url("general", sent)).text
    assert "Jadwal belum lengkap." in page and f"{url('activity', sent)}#dok-SCHEDULE" in page


def test_the_focal_point_completes_the_file_and_sends_it_to_the_office(client, ready, world):
    sent = actions.send(ready, by=world.siti)
    client.force_login(world.dewi)
    client.post(url("general", sent), general_answers(sent, letter_no="0771/KS.02/2026", letter_on="2026-04-14"))
    sent.refresh_from_db()
    assert "Kirim ke analis" in client.get(url("confirm", sent)).text
    client.post(url("send", sent), {"version": sent.version, "key": "fp", "responsible": "on"})
    sent.refresh_from_db()
    assert (sent.state, sent.letter_no) == ("AT_ANALYST", "0771/KS.02/2026")


def test_the_operator_may_not_fill_in_while_the_focal_point_holds_the_file(at_home, ready, world):
    sent = actions.send(ready, by=world.siti)
    answer = at_home.post(url("attach", sent), {"slot": "TOR", "berkas": upload("Baru")}, **HX)
    assert answer.status_code == 409 and "tidak dapat diubah" in answer.text
