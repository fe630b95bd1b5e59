"""A passport has one holder at any time, also when two hand it over at once."""

import threading
from datetime import timedelta
from unittest import mock

import pytest
from django.db import IntegrityError, connection, transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.notices.models import Notice
from simpel.people.custody import Custody
from simpel.people.keeping import hand_over
from simpel.permits import history
from simpel.permits.facts import traveller_key
from simpel.permits.tests.world import user
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


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told_that_the_passport_has_moved():
    from simpel.people.models import Institution, Person

    home = Institution.objects.create(code="k", name="Kementerian", kind="ministry", city="Jakarta")
    person = Person.objects.create(institution=home, name="Ratna", position="Dosen")
    clerk = user("Dewi", "dewi@contoh.test")
    ended, start = [], threading.Barrier(2)

    def take(to: str) -> None:
        start.wait(5)
        try:
            ended.append(hand_over(person, to=to, expected=None, by=clerk, reference="AAAA-AAAA", **SIDES).holder)
        except Refused as refusal:
            ended.append(refusal.code)
        finally:
            connection.close()

    both = [threading.Thread(target=take, args=[to]) for to in ("EMBASSY", "INSTITUTION")]
    for one in both:
        one.start()
    for one in both:
        one.join(20)
    assert ended.count("passport_moved") == 1
    assert Custody.objects.get(until=None).holder in ended


def test_a_passport_in_hand_is_an_open_duty_that_the_law_may_ask_about(trip, as_):
    as_(trip.world.dewi).post(trip.url(f"paspor/{trip.seat().pk}/"), {"to": "WITH_TRAVELLER", "expected": "", **SIDES})
    person = trip.seat().person
    duties = list(history.open_passports([person.pk]))
    assert [(one.what, one.due_on) for one in duties] == [("PASSPORT", Custody.objects.get().return_by)]
    assert duties[0].who == traveller_key(person.pk)
