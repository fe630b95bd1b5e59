"""Travel documents through their doors: what is needed, who may note a step, who sees what, what is told when."""

from datetime import timedelta
from unittest import mock

import pytest
from django.urls import reverse

from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.notices.models import Notice
from simpel.travel import jobs
from simpel.travel.models import DocumentStep, TravelDocument, TravelFile
from simpel.travel.states import State


def step(client, trip, document, to, **more):
    document.refresh_from_db()
    sent = {"to": to, "version": document.version, **more}
    return client.post(trip.url(f"{document.pk}/langkah/"), sent)


def test_each_traveller_gets_what_the_pack_asks_for(trip):
    kinds = {(one.participant.place, one.kind) for one in TravelDocument.objects.select_related("participant")}
    visa = {"EXIT_PERMIT", "VISA_NOTE", "VISA"}
    assert kinds == {(1, kind) for kind in visa} | {(2, kind) for kind in {*visa, "SERVICE_PASSPORT"}}
    assert TravelFile.objects.count() == 1
    assert jobs.open_files() == 0


def test_the_way_of_a_document_is_noted_step_by_step_and_its_number_sealed(trip, as_):
    client, document = as_(trip.world.dewi), trip.document("SERVICE_PASSPORT", 2)
    expires_on = clock.today() + timedelta(days=1800)
    assert step(client, trip, document, "IN_PROGRESS").status_code == 302
    assert step(client, trip, document, "READY", number="S7654321", expires_on=expires_on).status_code == 302
    assert step(client, trip, document, "COLLECTED").status_code == 302
    document.refresh_from_db()
    assert document.state == State.COLLECTED
    assert b"S7654321" not in bytes(document.sealed_number)
    assert [one.after for one in document.steps.all()] == ["IN_PROGRESS", "READY", "COLLECTED"]
    document.participant.person.refresh_from_db()
    assert document.participant.person.passport_expires_on == expires_on
    page = client.get(trip.url()).content.decode()
    assert "S7654321" not in page
    assert "S7654321" in client.post(trip.url(f"{document.pk}/nomor/")).content.decode()
    assert Entry.objects.filter(kind="travel.number_read").count() == 1
    assert Notice.objects.filter(kind="document_ready").exists()


def test_a_step_that_does_not_follow_and_a_stale_page_change_nothing(trip, as_):
    client, document = as_(trip.world.dewi), trip.document("EXIT_PERMIT")
    assert step(client, trip, document, "COLLECTED").status_code == 409
    sent = {"to": "HANDED_OVER", "version": document.version}
    address = trip.url(f"{document.pk}/langkah/")
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 409]
    assert DocumentStep.objects.count() == 1


def test_a_refusal_says_why(trip, as_):
    client, document = as_(trip.world.dewi), trip.document("VISA")
    answer = step(client, trip, document, "NOT_NEEDED")
    assert answer.status_code == 422
    assert "Tulis alasannya" in answer.content.decode()
    assert step(client, trip, document, "NOT_NEEDED", note="Bebas visa.").status_code == 302


def test_others_may_look_but_not_note_and_strangers_see_nothing(trip, as_):
    document = trip.document("EXIT_PERMIT")
    for user, seen, noted in (("siti", 200, 409), ("bayu", 200, 409), ("orang_lain", 404, 404)):
        client = as_(getattr(trip.world, user))
        assert client.get(trip.url()).status_code == seen
        assert step(client, trip, document, "IN_PROGRESS").status_code == noted
        assert client.post(trip.url(f"{document.pk}/nomor/")).status_code == 404
    assert not DocumentStep.objects.exists()


def test_a_traveller_sees_the_own_documents_only_and_notes_the_own_visa(trip, as_):
    client = as_(trip.world.ratna)
    page = client.get(trip.url()).content.decode()
    assert "Ratna" in page
    assert "Budi" not in page
    assert step(client, trip, trip.document("VISA"), "IN_PROGRESS").status_code == 302
    assert step(client, trip, trip.document("EXIT_PERMIT"), "IN_PROGRESS").status_code == 409
    assert step(client, trip, trip.document("VISA", 2), "IN_PROGRESS").status_code == 404
    assert client.post(trip.url("paket/")).status_code == 404


def test_the_list_finds_by_name_kind_and_urgency_in_a_fixed_number_of_queries(trip, as_, django_assert_max_num_queries):
    client, address = as_(trip.world.dewi), reverse("travel:office")
    client.get(address)
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    assert page.count("<tr>") == 1 + 7
    assert client.get(address, {"cari": "budi"}).content.decode().count("<tr>") == 1 + 4
    assert client.get(address, {"jenis": "VISA"}).content.decode().count("<tr>") == 1 + 2
    assert "<tr>" not in client.get(address, {"tab": "ready"}).content.decode()
    assert client.get(address, {"setelah": "x_y", "jenis": "?"}).status_code == 200
    assert as_(trip.world.orang_lain).get(address).content.decode().count("<tr>") == 0
    assert as_(trip.world.ratna).get(address).status_code == 404


def test_the_file_shows_the_way_to_its_documents(trip, as_):
    client = as_(trip.world.dewi)
    assert (
        trip.url("ringkas/") in client.get(reverse("permits:file", args=[trip.application.reference])).content.decode()
    )
    assert "0 dari 7 siap" in client.get(trip.url("ringkas/")).content.decode()


def test_before_the_documents_are_opened_the_page_says_so(trip, as_):
    TravelDocument.objects.all().delete()
    TravelFile.objects.all().delete()
    client = as_(trip.world.dewi)
    assert "Belum ditulis" in client.get(trip.url("ringkas/")).content.decode()
    assert "Belum ditulis apa yang diperlukan" in client.get(trip.url()).content.decode()


@pytest.mark.parametrize(("days", "kinds"), [(-1, set()), (0, {"document_start"})])
def test_who_must_begin_is_told_on_the_last_safe_day_and_once(trip, days, kinds):
    document = trip.document("SERVICE_PASSPORT", 2)
    with mock.patch("simpel.ledger.clock.today", return_value=document.start_by + timedelta(days=days)):
        jobs.remind()
        jobs.remind()
    told = Notice.objects.filter(kind__startswith="document")
    assert {one.kind for one in told} == kinds
    assert told.count() == len(kinds)


def test_what_should_be_ready_by_now_is_asked_after(trip, as_):
    document = trip.document("SERVICE_PASSPORT", 2)
    step(as_(trip.world.dewi), trip, document, "IN_PROGRESS")
    document.refresh_from_db()
    with mock.patch("simpel.ledger.clock.today", return_value=document.ready_by + timedelta(days=1)):
        jobs.remind()
    assert Notice.objects.filter(kind="document_overdue").exists()
