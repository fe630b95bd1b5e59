"""Figures for management: what is counted, who sees which numbers, what a filter leaves."""

import csv
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from simpel.figures import jobs
from simpel.figures.access import scope_of
from simpel.figures.models import Journey, Return, Stay
from simpel.ledger import clock
from simpel.permits import access, actions
from simpel.permits.models import Application
from simpel.permits.tests.world import World


@pytest.fixture
def decided(world: World) -> Application:
    """A file that is approved and counted: one traveller, Kyoto, mixed funding."""
    file = world.approved()
    jobs.count_files()
    return file


def a_reason(verb: str) -> str:
    return settings.PACK.workflow.reasons_for(verb)[0].code


def looked(client: Client, who: object, address: str = "/angka/") -> str:
    client.force_login(who)  # type: ignore[arg-type]
    with translation.override("id"):
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_decided_file_is_counted_once_and_again_when_it_changes(world: World, decided: Application) -> None:
    journey = Journey.objects.get()
    assert (journey.stands, journey.travellers, journey.letters, journey.country) == (True, 1, 1, "JP")
    assert (journey.payer, journey.actual) == (Journey.MIXED, Decimal(0))
    assert journey.estimate > 0
    assert jobs.count_files() == 0
    Application.objects.filter(pk=decided.pk).update(version=decided.version + 1, state_budget=5_000_000)
    assert (jobs.count_files(), Journey.objects.get().state_budget) == (1, Decimal(5_000_000))


def test_an_undecided_file_is_no_figure(world: World) -> None:
    world.at_analyst()
    assert (jobs.count_files(), Journey.objects.count()) == (0, 0)


def test_a_refused_file_counts_as_a_file_but_not_as_a_trip(world: World, client: Client) -> None:
    file = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    actions.reject(file, by=world.rahma, note="Tidak mendesak.", reason=a_reason("reject"))
    jobs.count_files()
    journey = Journey.objects.get()
    assert (journey.granted, journey.stands) == (False, False)
    page = looked(client, world.rahma, f"/angka/?first={journey.day}&last={journey.day}")
    assert "Ditolak" in page


def test_what_an_amendment_replaces_is_no_trip_any_more(decided: Application) -> None:
    Application.objects.filter(pk=decided.pk).update(superseded_on=clock.today())
    jobs.count_files()
    assert not Journey.objects.get().stands


def test_desks_and_reasons_are_counted(world: World) -> None:
    file = actions.send_back(world.at_analyst(), by=world.bayu, note="Kurang.", reason=a_reason("return"))
    file = actions.send(file, by=world.dewi)
    world.passed(file, "bayu", "sari", "dimas", "rahma")
    jobs.count_files()
    assert [one.reason for one in Return.objects.all()] == [a_reason("return")]
    assert set(Stay.objects.values_list("desk", flat=True)) >= {"FOCAL_POINT", "ANALYST", "BUREAU_HEAD"}


def test_everybody_counts_what_they_could_open(world: World, decided: Application) -> None:
    for who in (world.siti, world.dewi, world.bayu, world.rahma, world.orang_lain):
        scope = scope_of(who)
        assert scope is not None
        counted = set(Journey.objects.filter(scope.rows).values_list("pk", flat=True))
        seen = access.visible_to(who).filter(decided_on__isnull=False)
        assert counted == set(seen.values_list("pk", flat=True)), who


def test_a_traveller_without_a_desk_has_no_figures(world: World, decided: Application, client: Client) -> None:
    client.force_login(world.ratna)
    assert client.get("/angka/").status_code == 404
    assert client.get("/angka/tabel/bulan.csv").status_code == 404
    client.logout()
    assert client.get("/angka/").status_code == 302


@pytest.mark.parametrize(("shift", "trips"), [(0, 1), (1, 0)])
def test_a_period_has_a_first_day(world: World, decided: Application, client: Client, shift: int, trips: int) -> None:
    assert decided.departs_on
    first = decided.departs_on + timedelta(days=shift)
    client.force_login(world.rahma)
    text = client.get(f"/angka/tabel/negara.csv?first={first}&last={first + timedelta(days=9)}").getvalue().decode()
    rows = list(csv.reader(text.lstrip("\ufeff").splitlines()))
    assert [row[1] for row in rows[1:]] == ["1"] * trips


def test_a_day_that_is_none_is_refused_in_words(world: World, decided: Application, client: Client) -> None:
    client.force_login(world.rahma)
    answer = client.get("/angka/?first=2026-05-02&last=2026-05-01")
    assert answer.status_code == 422
    assert "Isi tanggal sesudah yang pertama" in answer.text


def test_the_page_asks_the_same_number_of_questions_however_many_files(world: World, client: Client) -> None:
    world.approved()
    jobs.count_files()
    client.force_login(world.rahma)
    address = f"/angka/?first={clock.today()}&last={clock.today() + timedelta(days=90)}"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    world.approved(notice=40)
    jobs.count_files()
    with CaptureQueriesContext(connection) as two:
        client.get(address)
    assert len(one) == len(two)
