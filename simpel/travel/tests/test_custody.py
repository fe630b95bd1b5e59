"""A passport has one holder at any time, also when two hand it over at once."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import IntegrityError, transaction

from simpel.ledger import clock
from simpel.notices.models import Notice
from simpel.people.custody import Custody
from simpel.permits import history
from simpel.permits.facts import traveller_key
from simpel.travel import jobs

SIDES = {"handed_by": "Ratna", "taken_by": "Dewi"}


def test_handing_over_names_both_sides_and_gives_a_receipt(trip, as_):
    client, address = as_(trip.world.dewi), trip.url(f"paspor/{trip.seat().pk}/")
    assert client.post(address, {"to": "INSTITUTION", "expected": "", **SIDES}).status_code == 302
    first = Custody.objects.get()
    assert client.post(address, {"to": "WITH_TRAVELLER", "expected": first.pk, **SIDES}).status_code == 302
    now = Custody.objects.get(until=None)
    assert (now.came_from, now.holder) == ("INSTITUTION", "WITH_TRAVELLER")
    assert now.return_by == trip.application.returns_on + timedelta(days=7)
    receipt = client.get(f"/dokumen-perjalanan/tanda-terima/{now.receipt_no}/").content.decode()
    assert "Focal point lembaga" in receipt
    assert as_(trip.world.orang_lain).get(f"/dokumen-perjalanan/tanda-terima/{now.receipt_no}/").status_code == 404


def test_a_stale_form_moves_nothing_and_a_missing_name_is_asked_for(trip, as_):
    client, address = as_(trip.world.dewi), trip.url(f"paspor/{trip.seat().pk}/")
    sent = {"to": "INSTITUTION", "expected": "", **SIDES}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 409]
    held = Custody.objects.get().pk
    assert client.post(address, {"to": "EMBASSY", "expected": held, "handed_by": "X"}).status_code == 422
    assert client.post(address, {"to": "INSTITUTION", "expected": held, **SIDES}).status_code == 409
    assert as_(trip.world.siti).post(address, sent).status_code == 404


def test_whoever_has_not_brought_it_back_is_told_once(trip, as_):
    address = trip.url(f"paspor/{trip.seat().pk}/")
    as_(trip.world.dewi).post(address, {"to": "WITH_TRAVELLER", "expected": "", **SIDES})
    due = Custody.objects.get().return_by
    for day, count in ((due - timedelta(days=1), 0), (due, 2), (due + timedelta(days=1), 2)):
        with mock.patch("simpel.ledger.clock.today", return_value=day):
            jobs.remind()
        assert Notice.objects.filter(kind="passport_return").count() == count


def test_the_database_itself_knows_one_holder_only(trip):
    def hold():
        Custody.objects.create(
            person=trip.world.person, receipt_no=f"TT-{Custody.objects.count()}", holder="EMBASSY",
            recorded_by=trip.world.dewi, since=clock.now(), reference="AAAA-AAAA", **SIDES,
        )  # fmt: skip

    hold()
    with pytest.raises(IntegrityError), transaction.atomic():
        hold()


def test_a_passport_in_hand_is_an_open_duty_that_the_law_may_ask_about(trip, as_):
    as_(trip.world.dewi).post(trip.url(f"paspor/{trip.seat().pk}/"), {"to": "WITH_TRAVELLER", "expected": "", **SIDES})
    person = trip.seat().person
    duties = list(history.open_passports([person.pk]))
    assert [(one.what, one.due_on) for one in duties] == [("PASSPORT", Custody.objects.get().return_by)]
    assert duties[0].who == traveller_key(person.pk)
