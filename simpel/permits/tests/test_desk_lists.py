"""Meja saya: departure first, the same list for every role, a fixed number of queries."""

from datetime import timedelta

import pytest

from simpel.ledger import clock
from simpel.permits import actions
from simpel.permits.models import Application

pytestmark = pytest.mark.django_db


def queries_of(client, django_assert_max_num_queries, url: str, most: int = 40) -> int:
    with django_assert_max_num_queries(most) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_analyst_sees_what_waits_for_the_desk_nearest_departure_first(client, world):
    later, sooner = world.at_analyst(notice=40), world.at_analyst(notice=20)
    client.force_login(world.bayu)
    page = client.get("/meja/").text
    assert page.index(sooner.reference) < page.index(later.reference)
    assert "Mengapa urutannya begini?" in page


def test_a_departure_close_by_must_be_finished_today_and_a_far_one_later(client, world):
    far = world.at_analyst(notice=40)
    near = world.at_analyst(notice=20)
    Application.objects.filter(pk=near.pk).update(departs_on=clock.today() + timedelta(days=2))
    client.force_login(world.bayu)
    page = client.get("/meja/").text
    assert (
        page.index("Harus selesai hari ini")
        < page.index(near.reference)
        < page.index("Sesudah pekan ini")
        < page.index(far.reference)
    )


def test_a_stranger_sees_nothing_and_is_told_so(client, world, at_analyst):
    client.force_login(world.orang_lain)
    page = client.get("/meja/").text
    assert at_analyst.reference not in page and "Meja Anda kosong" in page
    assert client.get(f"/permohonan/{at_analyst.reference}/").status_code == 404


def test_a_traveller_follows_without_a_desk_of_their_own(client, world, at_analyst):
    client.force_login(world.ratna)
    page = client.get("/meja/").text
    assert (
        at_analyst.reference in page and "Perlu tindakan" not in page and "Sedang berjalan" in page and "Lihat" in page
    )


def test_the_list_asks_as_often_for_fifty_files_as_for_five(client, world, django_assert_max_num_queries):
    for notice in range(20, 25):
        world.at_analyst(notice=notice)
    client.force_login(world.bayu)
    few = queries_of(client, django_assert_max_num_queries, "/meja/")
    copies = [world.at_analyst(notice=25 + i % 5) for i in range(20)]
    assert len(copies) == 20
    assert queries_of(client, django_assert_max_num_queries, "/meja/") == few


def test_search_and_filter_narrow_the_list_and_can_be_cleared(client, world, at_analyst):
    client.force_login(world.bayu)
    assert at_analyst.reference in client.get("/meja/", {"q": "Kyoto"}).text
    empty = client.get("/meja/", {"q": "Antartika"}).text
    assert at_analyst.reference not in empty and "Hapus saringan" in empty
    assert client.get("/meja/", {"tab": "x", "cluster": "y", "after": "z", "q": "\x00"}).status_code == 200


def test_htmx_receives_the_list_alone(client, world, at_analyst):
    client.force_login(world.bayu)
    part = client.get("/meja/", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="daftar">') and "<html" not in part


def test_the_next_page_goes_on_where_the_first_ended(client, world):
    files = {world.at_analyst(notice=20 + i).reference for i in range(27)}
    client.force_login(world.bayu)
    first = client.get("/meja/")
    rest = client.get(f"/meja/?{first.context['more'].split('?')[1]}")
    shown = [
        row.application.reference for page in (first, rest) for group in page.context["groups"] for row in group.rows
    ]
    assert set(shown) == files and len(shown) == 27


def test_all_files_are_listed_with_the_newest_departure_on_top(client, world):
    sooner, later = world.at_analyst(notice=20), world.at_analyst(notice=40)
    client.force_login(world.dewi)
    page = client.get("/permohonan/").text
    assert page.index(later.reference) < page.index(sooner.reference)


def test_a_returned_file_is_back_on_the_focal_points_desk(client, world, at_analyst):
    actions.send_back(at_analyst, by=world.bayu, note="Lengkapi.", reason="DOCUMENT_MISSING", points_at=["TOR"])
    client.force_login(world.dewi)
    page = client.get("/meja/").text
    assert at_analyst.reference in page and "Perbaiki" in page


def test_only_those_who_apply_are_offered_a_new_application(client, world):
    for who, offered in ((world.siti, True), (world.dewi, True), (world.bayu, False), (world.ratna, False)):
        client.force_login(who)
        assert ("/permohonan/baru/" in client.get("/meja/").text) is offered
