"""Two at once, and the other house over real HTTP: tests that need transactions of their own."""

import threading

import httpx
import pytest
from django.conf import settings as site
from django.db import connection

from simpel.documents import storage
from simpel.law.workflow import Refused
from simpel.people.custody import Custody
from simpel.people.keeping import hand_over
from simpel.people.models import Institution, Person
from simpel.permits.tests.world import user
from simpel.travel import simulator
from simpel.travel.actions import make_package
from simpel.travel.models import TravelDocument
from simpel.travel.tests.conftest import decided

SIDES = {"handed_by": "Ratna", "taken_by": "Dewi"}


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told_that_the_passport_has_moved():
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


@pytest.mark.django_db(transaction=True)
def test_package_and_replies_travel_over_real_http(live_server, world):
    one = make_package(decided(world), by=world.dewi)
    secret = simulator.key(site.KEYS)
    with simulator.Office(("127.0.0.1", 0), site=live_server.url, secret=secret) as there:
        threading.Thread(target=there.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{there.server_port}"
        try:
            assert "SIMULATOR" in httpx.get(base).text
            assert httpx.post(f"{base}/packages", content=b"no zip").status_code == 422
            assert httpx.post(f"{base}/packages", content=storage.read(one.file)).status_code == 202
            answers = [httpx.post(f"{base}/packages/{one.number}/next").status_code for _ in range(3)]
        finally:
            there.shutdown()
    assert answers == [200, 200, 409]
    states = set(TravelDocument.objects.exclude(kind="VISA").values_list("state", flat=True))
    assert states == {"READY"}
