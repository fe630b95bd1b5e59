"""Nothing is typed twice: what the last file said, a file copied, a paper taken from an earlier one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from simpel.permits import actions
from simpel.permits.models import Application, Attachment

from .test_form_steps import url
from .world import upload


@pytest.fixture
def at_home(client, siti):
    client.force_login(siti)
    return client


@pytest.fixture
def last_year(world):
    """A file that was sent, with an identity card and terms of reference."""
    return actions.send(world.ready(), by=world.siti)


def test_the_next_file_remembers_who_signs_the_letters(world, draft):
    again = actions.create(by=world.siti, unit=world.unit)
    assert (again.requesting_position, again.requesting_city) == ("Sekretaris Jenderal", "Jakarta")
    elsewhere = actions.create(by=world.orang_lain, unit=world.other_unit)
    assert elsewhere.requesting_position == ""


def test_a_copy_takes_people_words_and_identity_cards_but_no_days_letters_or_other_papers(at_home, last_year):
    assert "Simposium Teknik Pantai" in at_home.get(reverse("permits:create")).text
    answer = at_home.post(url("copy", last_year))
    copy = Application.objects.get(copied_from=last_year)
    assert answer.url == url("general", copy)
    assert (copy.purpose, copy.payers, copy.donor) == (last_year.purpose, last_year.payers, last_year.donor)
    assert (copy.departs_on, copy.activity, copy.unit_letter_no, copy.register_no, copy.responsible) == (
        None, None, "", None, False,
    )  # fmt: skip
    seat = copy.participants.get()
    assert (seat.person, seat.starts_on) == (last_year.participants.get().person, None)
    assert {paper.slot for paper in copy.attachments.all()} == {"ID_CARD"}


def test_the_event_of_a_copy_gives_everybody_its_days_and_begins_with_last_years_name(at_home, last_year, siti):
    at_home.post(url("copy", last_year))
    copy = Application.objects.get(copied_from=last_year)
    page = at_home.get(url("activity", copy)).text
    assert 'value="Simposium Teknik Pantai"' in page and 'value="Forum Teknik Pantai"' in page
    old = last_year.activity
    days = {"starts_on": old.starts_on + timedelta(days=300), "ends_on": old.ends_on + timedelta(days=300)}
    event = actions.add_activity(
        by=siti, institution=copy.institution, name=old.name, organiser="F", country="JP", city="Nara", **days
    )
    actions.change(copy, by=siti, activity=event)
    assert copy.participants.get().starts_on == event.starts_on


def test_days_a_person_chose_stay_when_the_event_changes(world, draft):
    seat = actions.add_participant(draft, by=world.siti, person=world.person)
    actions.change_participant(seat, by=world.siti, ends_on=draft.activity.starts_on)
    event = draft.activity
    event.pk, event.name, event.ends_on = None, "Lain", event.ends_on + timedelta(days=1)
    event.save()
    kept = seat.ends_on
    actions.change(draft, by=world.siti, activity=event)
    seat.refresh_from_db()
    assert seat.ends_on == kept


def test_the_same_request_copies_once(world, last_year):
    first = actions.copy_file(last_year, by=world.siti, request_key="sekali")
    assert actions.copy_file(last_year, by=world.siti, request_key="sekali") == first
    assert first.participants.count() == 1


def test_who_may_not_file_for_the_body_copies_nothing(client, world, at_analyst, orang_lain):
    client.force_login(orang_lain)
    assert client.post(url("copy", at_analyst)).status_code == 404
    client.force_login(world.bayu)
    assert "Salin jadi permohonan baru" not in client.get(url("file", at_analyst)).text
    assert client.post(url("copy", at_analyst)).url == url("file", at_analyst)
    assert Application.objects.count() == 1


def test_a_paper_is_taken_from_an_earlier_file_as_a_copy_of_its_own(at_home, world, last_year):
    draft = world.draft()
    page = at_home.get(url("earlier_papers", draft), {"slot": "TOR"}).text
    old = last_year.attachments.get(slot="TOR")
    assert reverse("permits:take_paper", args=[draft.reference, old.pk]) in page
    at_home.post(reverse("permits:take_paper", args=[draft.reference, old.pk]))
    new = draft.attachments.get(slot="TOR")
    assert new.file.sha256 == old.file.sha256 and new.file.pk != old.file.pk
    assert "Belum ada dokumen serupa" in at_home.get(url("earlier_papers", draft), {"slot": "TOR"}).text


def test_a_card_is_offered_to_its_owner_only_and_strangers_papers_to_nobody(at_home, world, last_year):
    draft = world.draft()
    card = last_year.attachments.get(slot="ID_CARD")
    other = actions.add_participant(draft, by=world.siti, person=world.traveller("Kedua"))
    take = reverse("permits:take_paper", args=[draft.reference, card.pk])
    assert at_home.post(take, {"participant": other.pk}).status_code == 404
    mine = actions.add_participant(draft, by=world.siti, person=world.person)
    assert at_home.post(take, {"participant": mine.pk}).status_code == 302
    foreign = actions.create(by=world.orang_lain, unit=world.other_unit)
    paper = actions.attach(foreign, by=world.orang_lain, slot="TOR", upload=upload())
    assert at_home.post(reverse("permits:take_paper", args=[draft.reference, paper.pk])).status_code == 404
    assert Attachment.objects.filter(application=draft).count() == 1
