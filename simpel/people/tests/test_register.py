"""The travellers' register through its doors: who sees whom, what is refused, what the ledger says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from simpel.ledger.models import Entry
from simpel.people import access, actions
from simpel.people.models import Person

from .cast import LONG_AGO, Cast

NIK, PASSPORT = "3171010101900001", "C1234567"


def answers(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "name": "Dra. Lestari Wulandari",
        "position": "Direktur Perundingan",
        "employee_no": "19850615 201001 1 003",
        "golongan": "B",
        "institution": cast.ministry.pk,
        "unit": cast.unit.pk,
        "nik": "3171 0101 0190 0001",
        "passport_no": "c1234567",
        "passport_expires_on": "2029-03-04",
        "email": "lestari@contoh.test",
        "phone": "",
    } | changed


def test_a_person_added_is_in_the_list_with_sealed_numbers(client: Client, cast: Cast) -> None:
    client.force_login(cast.siti)
    answer = client.post("/orang/baru/", answers(cast), follow=True)
    person = Person.objects.get()
    assert answer.redirect_chain == [(f"/orang/{person.pk}/", 302)]
    assert person.employee_no == "198506152010011003"
    assert "•••• 0001" in answer.text
    assert NIK not in answer.text
    assert NIK.encode() not in bytes(person.sealed_nik)
    assert "Dra. Lestari Wulandari" in client.get("/orang/").text


def test_adding_leaves_an_entry_without_personal_data(client: Client, cast: Cast) -> None:
    client.force_login(cast.siti)
    client.post("/orang/baru/", answers(cast))
    entry = Entry.objects.latest("seq")
    assert (entry.kind, entry.subject, entry.actor) == (
        "person.added",
        f"person:{Person.objects.get().pk}",
        cast.siti.pk,
    )
    assert "Lestari" not in str(entry.facts)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "tidak boleh kosong"),
        ("nik", "31710", "NIK terdiri atas 16 angka; yang ini 5"),
        ("employee_no", "12", "NIP terdiri atas 18 angka"),
        ("passport_no", "12345", "Nomor paspor diawali"),
        ("name", "Sit\u202ei", "tidak terlihat"),
        ("passport_expires_on", "31-02-2027", "tanggal"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_nothing_is_lost(
    client: Client, cast: Cast, field: str, typed: str, said: str
) -> None:
    client.force_login(cast.siti)
    answer = client.post("/orang/baru/", answers(cast, **{field: typed}))
    assert answer.status_code == 422
    assert said in answer.text
    assert f'href="#id_{field}"' in answer.text
    assert "Direktur Perundingan" in answer.text
    assert not Person.objects.exists()


def test_the_same_nik_twice_leads_to_the_person_already_known(client: Client, cast: Cast) -> None:
    known = cast.person(nik=NIK)
    client.force_login(cast.siti)
    answer = client.post("/orang/baru/", answers(cast))
    assert answer.status_code == 409
    assert f'href="/orang/{known.pk}/"' in answer.text
    assert Person.objects.count() == 1


def test_a_twin_out_of_sight_is_not_named(client: Client, cast: Cast) -> None:
    cast.person("Rahasia Namanya", nik=NIK, unit=cast.next_door)
    client.force_login(cast.siti)
    answer = client.post("/orang/baru/", answers(cast))
    assert answer.status_code == 409
    assert "Rahasia Namanya" not in answer.text


def test_showing_a_number_is_written_down_first(client: Client, cast: Cast) -> None:
    person = cast.person(nik=NIK, passport_no=PASSPORT)
    client.force_login(cast.siti)
    answer = client.post(f"/orang/{person.pk}/tampilkan/", {"nomor": "nik"})
    assert NIK in answer.text
    assert PASSPORT not in answer.text
    entry = Entry.objects.latest("seq")
    assert (entry.kind, entry.facts, entry.actor) == ("person.shown", {"field": "nik"}, cast.siti.pk)


def test_only_the_two_sealed_numbers_can_be_shown(client: Client, cast: Cast) -> None:
    client.force_login(cast.siti)
    person = cast.person(nik=NIK)
    assert client.post(f"/orang/{person.pk}/tampilkan/", {"nomor": "sealed_nik"}).status_code == 404
    assert client.get(f"/orang/{person.pk}/tampilkan/").status_code == 405


def test_correcting_a_name_keeps_the_sealed_numbers(client: Client, cast: Cast) -> None:
    person = cast.person(nik=NIK, passport_no=PASSPORT)
    client.force_login(cast.siti)
    client.post(f"/orang/{person.pk}/ubah/", answers(cast, name="Ir. I Made Suardana", nik="", passport_no=""))
    person.refresh_from_db()
    assert person.name == "Ir. I Made Suardana"
    assert actions.show_number(person, "nik", by=cast.siti) == NIK
    assert "nik" not in Entry.objects.filter(kind="person.changed").get().facts["fields"]


def test_a_form_never_brings_back_a_sealed_number(client: Client, cast: Cast) -> None:
    person = cast.person(nik=NIK, passport_no=PASSPORT)
    client.force_login(cast.siti)
    page = client.get(f"/orang/{person.pk}/ubah/").text
    assert NIK not in page
    assert PASSPORT not in page


def test_units_see_their_own_people_and_the_leaders(cast: Cast) -> None:
    own, leader = cast.person("Sendiri"), cast.person("Pimpinan", unit=None)
    cast.person("Sebelah", unit=cast.next_door)
    cast.person("Kampus", institution=cast.university, unit=None)
    assert set(access.people_of(cast.siti)) == {own, leader}


def test_focal_points_see_every_body_of_their_channel(cast: Cast) -> None:
    seen = {cast.person("Sendiri"), cast.person("Sebelah", unit=cast.next_door)}
    seen.add(cast.person("Kampus", institution=cast.university, unit=None))
    cast.person("Luar", institution=cast.elsewhere, unit=None)
    assert set(access.people_of(cast.dewi)) == seen


def test_an_appointment_that_ended_opens_nothing(cast: Cast) -> None:
    seat = cast.siti.appointments.get()
    actions.end_appointment(seat, on=LONG_AGO)
    assert not access.keeps_register(cast.siti)


@pytest.mark.parametrize("door", ["/orang/{}/", "/orang/{}/ubah/"])
def test_a_stranger_gets_the_same_bytes_as_for_nobody(client: Client, cast: Cast, door: str) -> None:
    client.force_login(cast.orang_lain)
    there, nowhere = client.get(door.format(cast.person().pk)), client.get(door.format(999_999))
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content


def test_a_stranger_cannot_open_a_number_by_post(client: Client, cast: Cast) -> None:
    person = cast.person(nik=NIK)
    client.force_login(cast.orang_lain)
    assert client.post(f"/orang/{person.pk}/tampilkan/", {"nomor": "nik"}).status_code == 404
    assert not Entry.objects.filter(kind="person.shown").exists()


def test_people_cannot_be_entered_for_a_foreign_body(client: Client, cast: Cast) -> None:
    client.force_login(cast.orang_lain)
    answer = client.post("/orang/baru/", answers(cast))
    assert answer.status_code == 422
    assert not Person.objects.exists()


def test_desks_of_the_office_keep_no_register(client: Client, cast: Cast) -> None:
    client.force_login(cast.bayu)
    assert client.get("/orang/").status_code == 404


def test_every_word_searched_must_match(client: Client, cast: Cast) -> None:
    cast.person("Ir. Made Suardana", position="Bupati")
    cast.person("Made Wijaya", position="Analis")
    client.force_login(cast.siti)
    found = client.get("/orang/", {"cari": "made bupati"}).text
    assert "Suardana" in found
    assert "Wijaya" not in found
    assert "Tidak ada yang cocok" in client.get("/orang/", {"cari": "zzz"}).text


def test_pages_follow_the_last_row_and_miss_nobody(client: Client, cast: Cast) -> None:
    for number in range(60):
        cast.person(f"Orang {number % 7}")
    client.force_login(cast.siti)
    seen, url = [], "/orang/"
    while url:
        answer = client.get(url)
        seen += [person.pk for person in answer.context["people"]]
        url = answer.context["more"]
    assert len(seen) == len(set(seen)) == 60


def test_a_list_asks_the_database_a_fixed_number_of_times(
    client: Client, cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client.force_login(cast.siti)
    cast.person()
    with django_assert_num_queries(4):
        client.get("/orang/")
    for number in range(20):
        cast.person(f"Orang {number}")
    with django_assert_num_queries(4):
        client.get("/orang/")
