"""A decided trip of two travellers to a country that asks for a visa; its letter is out, its documents are open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings as site
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from simpel.ledger import clock
from simpel.people.models import User
from simpel.permits import actions
from simpel.permits.jobs import prepare_letters
from simpel.permits.models import Application, Participant
from simpel.permits.tests.conftest import world
from simpel.permits.tests.world import TO_THE_LETTER, World
from simpel.travel import jobs, simulator
from simpel.travel.models import TravelDocument

__all__ = ["world"]


@dataclass
class Trip:
    """The file with shortcuts to what the tests ask for."""

    world: World
    application: Application

    def document(self, kind: str, place: int = 1) -> TravelDocument:
        return TravelDocument.objects.get(application=self.application, participant__place=place, kind=kind)

    def seat(self, place: int = 1) -> Participant:
        return self.application.participants.get(place=place)

    def url(self, rest: str = "") -> str:
        return f"/permohonan/{self.application.reference}/dokumen-perjalanan/{rest}"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Trip]:
    """The file once for all tests of a module: each of them is taken back to here."""
    around = transaction.atomic()
    around._from_testcase = True  # as Django's own: letters are signed in blocks that want to be the outermost
    with django_db_blocker.unblock(), around:
        world = World()
        yield Trip(world, decided(world))
        transaction.set_rollback(True)


@pytest.fixture
def trip(built: Trip, db: None) -> Trip:
    return Trip(built.world, Application.objects.get(pk=built.application.pk))


def decided(world: World, country: str = "AU") -> Application:
    """Ratna has a passport that lasts; Budi's is not known."""
    world.person.passport_expires_on = clock.today() + timedelta(days=900)
    world.person.save()
    budi = world.traveller("Budi Santoso")
    application = world.ready(people=[world.person, budi], notice=60)
    application.activity.country = country
    application.activity.save()
    application = actions.send(application, by=world.siti)
    application = application if application.filed_on else actions.send(application, by=world.dewi)
    application = world.passed(application, *TO_THE_LETTER[application.cluster])
    if application.state == "AT_REGISTRY":
        application = actions.register(application, by=world.tuti)
    prepare_letters()
    jobs.open_files()
    application.refresh_from_db()
    return application


@pytest.fixture
def as_(client: Client) -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def office() -> Ed25519PrivateKey:
    """The simulator's key, believed by this site."""
    return simulator.key(Path(site.KEYS))
