"""What the public sees: closed quarters, frozen, and nothing of a group under ten."""

from datetime import date, timedelta

import pytest
from django.test import Client

from simpel.figures import jobs, publishing
from simpel.figures.models import Journey, Publication
from simpel.figures.safety import ENOUGH
from simpel.permits.models import Application, Participant
from simpel.permits.tests.world import World

CLOSED = date(2025, 5, 14)  # in the second quarter of 2025


def travelled(world: World, people: int) -> None:
    """One decided trip of so many people, in a quarter that is closed."""
    file = world.approved()
    for number in range(1, people):
        Participant.objects.create(application=file, person=world.traveller(f"Peserta {number}"), place=number + 1)
    Application.objects.filter(pk=file.pk).update(decided_on=CLOSED)
    jobs.count_files()


@pytest.mark.parametrize(("people", "shown"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_a_quarter_is_shown_from_ten_people_on(world: World, client: Client, people: int, shown: bool) -> None:
    travelled(world, people)
    assert publishing.publish_quarters() > 0
    page = client.get("/angka/publik/").text
    assert ("Jepang" in page) is shown
    assert ("Belum ada triwulan yang terbit" in page) is not shown
    assert client.get("/angka/publik/2025-2/").status_code == (200 if shown else 404)


def test_a_quarter_is_published_once_whatever_happens_later(world: World) -> None:
    travelled(world, ENOUGH)
    publishing.publish_quarters()
    before = Publication.objects.get(starts_on=date(2025, 4, 1)).content
    Journey.objects.update(stands=False)
    assert publishing.publish_quarters() == 0
    assert Publication.objects.get(starts_on=date(2025, 4, 1)).content == before


@pytest.mark.parametrize(("days", "due"), [(30, 0), (31, 1)])
def test_a_quarter_is_due_thirty_days_after_it_closed(world: World, days: int, due: int) -> None:
    travelled(world, 1)
    assert len(list(publishing.due(date(2025, 6, 30) + timedelta(days=days)))) == due


def test_nothing_is_published_while_files_wait_to_be_counted(world: World) -> None:
    travelled(world, ENOUGH)
    Application.objects.update(version=99)
    assert publishing.publish_quarters() == 0


def test_the_page_is_for_everybody_even_before_there_is_anything(client: Client, db: None) -> None:
    assert "Belum ada triwulan yang terbit" in client.get("/angka/publik/").text
    assert client.get("/angka/publik/1999-9/").status_code == 404
