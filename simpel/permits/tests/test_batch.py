"""Several approvals with one proof of who is there: each file for itself, nothing half, nothing twice."""

import time

import pytest

from simpel.people.sessions import PROVED
from simpel.permits.models import Application

pytestmark = pytest.mark.django_db
DOOR = "/meja/setujui-beberapa/"
LONG_AGO = 3600.0


def at_bureau(world, **how):
    return world.passed(world.at_analyst(**how), "bayu", "sari", "dimas")


def grow_old(client, seconds=LONG_AGO):
    """The sign-in of this client was that long ago, by the wall's clock."""
    session = client.session
    session[PROVED] = time.time() - seconds
    session.save()


def sent(client, files, *, note="Setuju.", **more):
    """The form of the page as a browser sends it, every file ticked."""
    page = client.get(DOOR, {"berkas": [file.reference for file in files]})
    values = {"berkas": [], "di-halaman": [], "note": note}
    for card in page.context["cards"]:
        reference = card.facts["application"].reference
        values["berkas"].append(reference)
        values["di-halaman"].append(reference)
        for name in ("version", "key"):
            values[f"{reference}-{name}"] = card.form.initial[name]
    return values | more


def states(files):
    return [Application.objects.get(pk=file.pk).state for file in files]


@pytest.fixture
def two(world):
    return [at_bureau(world), at_bureau(world, notice=40)]


def test_the_desk_offers_to_approve_several_and_shows_each_as_a_card(client, world, two):
    client.force_login(world.rahma)
    assert client.get("/meja/").text.count('form="beberapa"') == 2
    page = client.get(DOOR, {"berkas": [file.reference for file in two]})
    assert page.text.count("<article") == 2 and "Simposium Teknik Pantai" in page.text
    assert "Menyajikan makalah" in page.text and "Dr. Ratna Widyasari" in page.text


def test_all_ticked_files_are_approved_and_sending_it_again_changes_nothing(client, world, two):
    client.force_login(world.rahma)
    form = sent(client, two)
    assert "2 berkas disetujui" in client.post(DOOR, form).text
    assert states(two) == ["APPROVED", "APPROVED"]
    assert "2 berkas disetujui" in client.post(DOOR, form).text
    assert [file.steps.filter(desk="BUREAU_HEAD").count() for file in two] == [1, 1]


def test_an_unticked_file_stays_and_its_own_note_goes_with_the_other(client, world, two):
    client.force_login(world.rahma)
    form = sent(client, two) | {"berkas": [two[0].reference], f"{two[0].reference}-note": "Khusus ini."}
    client.post(DOOR, form)
    assert states(two) == ["APPROVED", "AT_BUREAU"]
    assert two[0].steps.last().note == "Khusus ini."


def test_a_file_that_changed_since_the_page_is_refused_and_the_other_goes_on(client, world, two):
    client.force_login(world.rahma)
    form = sent(client, two)
    Application.objects.filter(pk=two[0].pk).update(version=99)
    page = client.post(DOOR, form)
    assert states(two) == ["AT_BUREAU", "APPROVED"]
    assert "1 tidak dijalankan" in page.text and "sejak halaman Anda dibuka" in page.text


def test_without_any_note_nothing_happens_and_the_page_says_so(client, world, two):
    client.force_login(world.rahma)
    page = client.post(DOOR, sent(client, two, note=" "))
    assert page.status_code == 422 and page.text.count("Tulis catatan untuk semua") >= 1
    assert states(two) == ["AT_BUREAU", "AT_BUREAU"]


def test_files_that_ask_more_or_were_changed_are_set_apart_with_the_reason(client, world, two):
    Application.objects.filter(pk=two[0].pk).update(purpose="Lain dari yang dikirim.")
    minister = at_bureau(world, notice=50)
    Application.objects.filter(pk=minister.pk).update(cluster="MINISTER")
    client.force_login(world.rahma)
    page = client.get(DOOR, {"berkas": [two[0].reference, two[1].reference, minister.reference]})
    assert [card.facts["application"].pk for card in page.context["cards"]] == [two[1].pk]
    assert len(page.context["apart"]) == 2 and "tidak sama dengan yang dikirim" in page.text


def test_who_acted_before_and_who_travels_find_the_file_set_apart(client, world):
    file = at_bureau(world)
    file.participants.create(place=2, person=world.traveller("Rahma Anindita", account=world.rahma))
    client.force_login(world.rahma)
    assert "memutus perjalanannya sendiri" in client.get(DOOR, {"berkas": file.reference}).text
    client.force_login(world.dimas)
    assert not client.get(DOOR, {"berkas": file.reference}).context["cards"]


def test_what_may_not_be_seen_does_not_exist_here_either(client, world, two):
    client.force_login(world.orang_lain)
    assert client.get(DOOR, {"berkas": two[0].reference}).status_code == 302
    form = {"berkas": two[0].reference, "di-halaman": two[0].reference, "note": "x"}
    assert client.post(DOOR, form).status_code == 302
    assert states(two) == ["AT_BUREAU", "AT_BUREAU"]


def test_an_old_sign_in_is_asked_once_and_then_every_file_is_approved(client, world, two):
    world.rahma.set_password("perjalanan dinas")
    world.rahma.save()
    client.force_login(world.rahma)
    form = sent(client, two)
    grow_old(client, 5 * 60 + 1)
    asked = client.post(DOOR, form)
    assert asked.status_code == 302 and asked.url.startswith("/akun/pastikan/")
    assert states(two) == ["AT_BUREAU", "AT_BUREAU"]
    assert "tidak cocok" in client.post(asked.url, {"password": "salah", "next": DOOR}).text
    done = client.post("/akun/pastikan/", {"password": "perjalanan dinas", "next": DOOR})
    assert "2 berkas disetujui" in done.text and states(two) == ["APPROVED", "APPROVED"]


def test_a_single_decision_asks_who_is_there_and_gives_the_form_back_as_typed(client, world, two, settings):
    world.rahma.set_password("perjalanan dinas")
    world.rahma.save()
    client.force_login(world.rahma)
    door = f"/permohonan/{two[0].reference}/setujui/"
    form = {"version": two[0].version, "key": "sekali", "note": "Catatan yang panjang.", "page": "putusan"}
    grow_old(client, settings.PROVE_AGAIN_MINUTES * 60 + 1)
    asked = client.post(door, form)
    assert asked.status_code == 302 and states(two)[0] == "AT_BUREAU"
    back = client.post("/akun/pastikan/", {"password": "perjalanan dinas", "next": door})
    assert "Catatan yang panjang." in back.text and "sekali lagi" in back.text
    assert states(two)[0] == "AT_BUREAU"
    assert client.post(door, form).status_code == 302 and states(two)[0] == "APPROVED"


def test_a_sign_in_just_young_enough_and_a_desk_that_does_not_decide_are_not_asked(client, world, settings):
    file, other = at_bureau(world), world.at_analyst(notice=40)
    client.force_login(world.rahma)
    grow_old(client, settings.PROVE_AGAIN_MINUTES * 60 - 30)
    client.post(f"/permohonan/{file.reference}/setujui/", {"version": file.version, "key": "a", "note": "Ya."})
    client.force_login(world.bayu)
    grow_old(client)
    form = {"version": other.version, "key": "b", "note": "Ya.", "more_copies": "Arsip"}
    client.post(f"/permohonan/{other.reference}/setujui/", form)
    assert states([file, other]) == ["APPROVED", "AT_SUBDIVISION"]
