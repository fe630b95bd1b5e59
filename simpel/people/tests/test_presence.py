"""An unattended session ends; where a second factor is demanded, nobody works without one."""

import time

import pytest

from simpel.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def siti():
    return User.objects.create(email="siti@contoh.test", name="Siti Rahmawati")


def last_seen(client, seconds_ago: float) -> None:
    session = client.session
    session["seen"] = time.time() - seconds_ago
    session.save()


def test_half_an_hour_without_a_request_ends_the_session_and_says_so(client, siti):
    client.force_login(siti)
    assert client.get("/akun/").status_code == 200
    last_seen(client, 30 * 60 + 5)
    answer = client.get("/akun/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/masuk/")
    assert "30 menit" in answer.text


def test_a_minute_less_keeps_it(client, siti):
    client.force_login(siti)
    last_seen(client, 29 * 60)
    assert client.get("/akun/").status_code == 200
    assert time.time() - client.session["seen"] < 60


def test_a_second_factor_is_demanded_where_the_installation_says_so(client, siti, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(siti)
    answer = client.get("/meja/")
    assert (answer.status_code, answer["Location"]) == (302, "/akun/pengaman/")
    assert client.get("/akun/").status_code == 200


def test_it_is_not_demanded_in_a_demonstration(client, siti):
    client.force_login(siti)
    assert client.get("/meja/").status_code == 200
