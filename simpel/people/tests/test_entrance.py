"""The door in front of every page, and sessions that end in the middle of work."""

import pytest
from django.test import Client

from .cast import Cast

pytestmark = pytest.mark.django_db


def test_a_page_leads_to_the_door_and_back(client: Client) -> None:
    assert client.get("/akun/").headers["Location"] == "/masuk/?next=/akun/"


def test_a_piece_of_a_page_is_answered_401_so_that_the_page_can_say_it(client: Client) -> None:
    assert client.post("/akun/", headers={"HX-Request": "true"}).status_code == 401


def test_a_form_leads_back_to_the_page_it_stood_on_and_says_that_it_was_not_taken(client: Client, cast: Cast) -> None:
    answer = client.post("/akun/sesi/akhiri/", headers={"Referer": "http://testserver/akun/?a=1"}, follow=True)
    assert answer.redirect_chain == [("/masuk/?next=/akun/%3Fa%3D1", 302)]
    assert "belum terkirim" in answer.text


@pytest.mark.parametrize("referer", ["", "https://lain.test/akun/"])
def test_a_form_from_nowhere_leads_to_the_desk(client: Client, referer: str) -> None:
    answer = client.post("/akun/sesi/akhiri/", headers={"Referer": referer})
    assert answer.headers["Location"] == "/masuk/?next=/meja/"
