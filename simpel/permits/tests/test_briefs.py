"""One event, one brief: written once, offered to the next institution, taken over with hardly anything to type."""

import pytest

from simpel.permits import actions, assessment
from simpel.permits.content import digest
from simpel.permits.models import Brief

pytestmark = pytest.mark.django_db
STEP = ("activity_type", "activity", "departs_on", "returns_on", "purpose")  # what the step of the event asks


@pytest.fixture
def first(world):
    """A file of the university that was sent with a brief of its own."""
    ready = actions.write_brief(world.ready(), by=world.siti, position="Mendukung rancangan.", expected="Kerja sama.")
    return actions.send(ready, by=world.siti)


@pytest.fixture
def second(world, first):
    """A fresh draft of another institution that picked the same event and nothing else."""
    draft = actions.create(by=world.orang_lain, unit=world.other_unit)
    return actions.change(draft, by=world.orang_lain, activity=first.activity)


def test_a_second_institution_is_told_who_goes_and_takes_the_brief_over(client, world, first, second):
    client.force_login(world.orang_lain)
    url = f"/permohonan/{second.reference}/"
    page = client.get(f"{url}kegiatan/").text
    assert "Mendukung rancangan." in page and "Universitas Cendana Raya" in page
    assert "Ratna" not in page and first.reference not in page
    assert client.post(f"{url}ringkasan/pakai/").status_code == 302
    second.refresh_from_db()
    assert second.brief == first.brief and second.purpose == first.purpose
    left = [name for name in assessment.missing(second) if name in STEP]
    assert len(left) <= 3 and left == ["departs_on", "returns_on"]
    assert client.post(f"{url}ringkasan/pakai/", follow=True).text.count("Tidak ada ringkasan")


def test_what_was_typed_already_is_kept(world, second):
    typed = actions.change(second, by=world.orang_lain, purpose="Tujuan sendiri.")
    assert actions.take_brief(typed, by=world.orang_lain).purpose == "Tujuan sendiri."


def test_a_brief_of_a_draft_is_nobodys_yet(client, world):
    mine = actions.write_brief(world.ready(), by=world.siti, position="Rahasia dahulu.", expected="Ada.")
    other = actions.create(by=world.orang_lain, unit=world.other_unit)
    actions.change(other, by=world.orang_lain, activity=mine.activity)
    client.force_login(world.orang_lain)
    assert "Rahasia dahulu." not in client.get(f"/permohonan/{other.reference}/kegiatan/").text


def test_a_new_brief_is_a_new_row_and_the_sent_file_keeps_its_own(world, first, second):
    before = digest(first)
    taken = actions.take_brief(second, by=world.orang_lain)
    actions.write_brief(taken, by=world.orang_lain, position="Lain.", expected="Lain.")
    first.refresh_from_db()
    assert Brief.objects.count() == 2 and digest(first) == before


def test_writing_asks_for_both_texts_and_only_of_whoever_fills_in(client, world):
    ready = world.ready()
    url = f"/permohonan/{ready.reference}/ringkasan/"
    client.force_login(world.siti)
    assert client.get(url).status_code == 200
    assert client.post(url, {"position": "", "expected": "Ada."}).status_code == 422
    stale = client.post(url, {"position": "Ya.", "expected": "Ada.", "version": ready.version - 1})
    assert stale.status_code == 409 and "Ya." in stale.text
    assert client.post(url, {"position": "Ya.", "expected": "Ada.", "version": ready.version}).status_code == 302
    client.force_login(world.orang_lain)
    assert client.get(url).status_code == 404
