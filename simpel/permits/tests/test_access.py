"""Who sees which file. What may not be seen does not exist."""

import pytest
from django.http import Http404

from simpel.ledger import clock
from simpel.permits import access, actions
from simpel.permits.models import Application

from .world import appoint, user

pytestmark = pytest.mark.django_db


def sees(who, application) -> bool:
    return access.visible_to(who).filter(pk=application.pk).exists()


def test_a_draft_of_a_unit_is_the_unit_s_alone(world, draft):
    assert sees(world.siti, draft)
    for who in (world.dewi, world.bayu, world.rahma, world.ratna, world.orang_lain):
        assert not sees(who, draft)


def test_each_sending_lets_the_next_ones_see_it(world, ready):
    at_channel = actions.send(ready, by=world.siti)
    assert sees(world.dewi, at_channel) and sees(world.ratna, at_channel) and not sees(world.bayu, at_channel)
    at_office = actions.send(at_channel, by=world.dewi)
    assert sees(world.bayu, at_office) and not sees(world.orang_lain, at_office)


def test_an_administrator_sees_no_files_and_an_auditor_moves_none(world, at_analyst):
    admin, auditor = user("Wira", "wira@contoh.test"), user("Agus", "agus@contoh.test")
    appoint(admin, "ADMIN")
    appoint(auditor, "AUDITOR")
    assert not sees(admin, at_analyst)
    assert sees(auditor, at_analyst)
    from simpel.permits.queries.file import offers

    assert offers(at_analyst, auditor) == []


def test_an_appointment_that_has_ended_opens_nothing(world, at_analyst):
    world.bayu.appointments.update(until=clock.today().replace(year=clock.today().year - 1))
    world.bayu.__dict__.pop("_appointments", None)
    assert not sees(world.bayu, at_analyst)


def test_somebody_elses_file_and_no_file_answer_with_the_same_bytes(client, world, at_analyst):
    client.force_login(world.orang_lain)
    foreign = client.get(f"/permohonan/{at_analyst.reference}/")
    missing = client.get("/permohonan/ZZZZ-ZZZZ/")
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.content == missing.content


@pytest.mark.parametrize(
    "path", ["", "umum/", "telaah/", "surat/", "surat/pdf/", "laporan/", "resi/", "keadaan/", "dokumen/1/", "setujui/"]
)
def test_every_door_of_a_foreign_file_is_closed(client, world, approved, path):
    client.force_login(world.orang_lain)
    answer = (
        client.post(f"/permohonan/{approved.reference}/{path}")
        if path == "setujui/"
        else client.get(f"/permohonan/{approved.reference}/{path}")
    )
    assert answer.status_code == 404


def test_a_document_of_another_file_is_not_served_through_mine(client, world):
    mine, other = world.ready(), world.ready(by=world.dewi)
    foreign = other.attachments.first()
    client.force_login(world.siti)
    assert client.get(f"/permohonan/{mine.reference}/dokumen/{foreign.pk}/").status_code == 404


def test_a_traveller_s_link_shows_where_the_file_is_until_the_person_leaves_it(client, world, at_analyst):
    token = access.follow_token(at_analyst, world.person)
    page = client.get(f"/ikuti/{token}/")
    assert page.status_code == 200 and world.person.name not in page.text.replace(world.person.name, "", 1)
    assert client.get(f"/ikuti/{token}x/").status_code == 404
    at_analyst.participants.all().delete()
    with pytest.raises(Http404):
        access.by_follow_token(token)


def test_only_people_of_the_channel_may_be_taken_along(world, draft):
    stranger = world.traveller("Orang Asing", institution=world.elsewhere)
    assert not access.may_take_along(draft, stranger)
    assert access.may_take_along(draft, world.traveller("Rekan Kementerian", institution=world.ministry))
    assert Application.objects.count() == 1
