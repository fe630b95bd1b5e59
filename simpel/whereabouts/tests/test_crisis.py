"""A crisis: who is asked, who answers, who needs help."""

from datetime import timedelta

import pytest
from django.test import Client

from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.notices.models import Notice
from simpel.permits.models import Application
from simpel.permits.tests.world import World
from simpel.whereabouts import jobs
from simpel.whereabouts.models import CheckIn, Crisis, LookUp


def fields(file: Application, **changed: object) -> dict[str, object]:
    assert file.departs_on
    day = file.departs_on + timedelta(days=1)
    return {
        "name": "Gempa bumi di Kansai", "countries": ["JP"], "cities": "", "first_on": day.isoformat(),
        "last_on": day.isoformat(), "ahead_days": "0", "message_id": "Tetap di tempat aman.",
        "message_en": "Stay in a safe place.", "key": "satu", **changed,
    }  # fmt: skip


def opened(client: Client, world: World, file: Application, **changed: object) -> Crisis:
    client.force_login(world.bayu)
    response = client.post("/di-luar-negeri/krisis/baru/", fields(file, **changed))
    assert response.status_code == 302, response.text
    return Crisis.objects.get()


def link(person: str = "ratna@contoh.test") -> str:
    return Notice.objects.filter(kind="crisis", address=person).latest("id").path


def test_everybody_there_is_asked_now_and_only_once(client: Client, world: World, away: Application) -> None:
    opened(client, world, away)
    opened(client, world, away)  # the same request again
    assert Notice.objects.filter(kind="crisis").count() == 1
    assert LookUp.objects.get().sightings.get().person == world.person  # they can read that a crisis showed them


@pytest.mark.parametrize(
    ("changed", "asked"),
    [({"cities": "Osaka"}, 0), ({"cities": "osaka, KYOTO"}, 1), ({"countries": ["KR"]}, 0), ({}, 1)],
)
def test_places_choose_who_is_asked(
    client: Client, world: World, away: Application, changed: dict[str, object], asked: int
) -> None:
    assert opened(client, world, away, **changed).check_ins.count() == asked


@pytest.mark.parametrize(("ahead", "asked"), [("9", 0), ("10", 1)])
def test_who_arrives_within_the_days_ahead_is_asked(
    client: Client, world: World, away: Application, ahead: str, asked: int
) -> None:
    today = clock.today().isoformat()
    crisis = opened(client, world, away, first_on=today, last_on=today, ahead_days=ahead)
    assert crisis.check_ins.count() == asked


def test_a_traveller_answers_without_an_account_and_may_change_it(
    client: Client, world: World, away: Application
) -> None:
    crisis = opened(client, world, away)
    client.logout()
    page = client.get(link())
    assert page.status_code == 200 and "Tetap di tempat aman." in page.text
    assert not CheckIn.objects.get().answer  # opening the link is no answer
    client.post(link(), {"answer": "SAFE"})
    for _ in range(2):
        client.post(link(), {"answer": "HELP", "phone": "+81 90 1234", "note": "=HYPERLINK(1)"})
    assert Entry.objects.filter(kind="whereabouts.answer").count() == 2  # a replay is no third one
    client.force_login(world.bayu)
    shown = client.get(f"/di-luar-negeri/krisis/{crisis.reference}/").text
    assert "+81 90 1234" in shown and world.person.name in shown


def test_an_answer_that_is_none_is_refused_and_keeps_what_was_typed(
    client: Client, world: World, away: Application
) -> None:
    opened(client, world, away)
    answer = client.post(link(), {"answer": "SAFE", "phone": "siapa?", "note": "Di hotel"})
    assert answer.status_code == 422 and "Di hotel" in answer.text and not CheckIn.objects.get().answer


def test_a_closed_crisis_takes_no_answer_and_a_made_up_key_opens_nothing(
    client: Client, world: World, away: Application
) -> None:
    crisis = opened(client, world, away)
    path = f"/di-luar-negeri/krisis/{crisis.reference}/"
    assert client.post(f"{path}tutup/").status_code == 302
    assert client.post(f"{path}tutup/").status_code == 409
    assert client.post(f"{path}tanya-lagi/").status_code == 409
    assert client.get(link()).status_code == client.post(link(), {"answer": "SAFE"}).status_code == 410
    assert not CheckIn.objects.get().answer
    assert client.get("/lapor-aman/dikarang/").status_code == 404


def test_only_the_silent_are_asked_again_and_not_before_an_hour(
    client: Client, world: World, away: Application
) -> None:
    crisis = opened(client, world, away)
    path = f"/di-luar-negeri/krisis/{crisis.reference}/tanya-lagi/"
    assert client.post(path).status_code == 409
    for answer, mails in (("", 2), ("SAFE", 2)):
        CheckIn.objects.update(answer=answer)
        Crisis.objects.update(told_at=clock.now() - timedelta(hours=1))
        assert client.post(path).status_code == 302
        assert Notice.objects.filter(kind="crisis").count() == mails


def test_the_list_taken_along_runs_nothing_and_is_recorded(client: Client, world: World, away: Application) -> None:
    crisis = opened(client, world, away)
    client.post(link(), {"answer": "HELP", "phone": "+81 90 1234", "note": "=HYPERLINK(1)"})
    rows = client.post(f"/di-luar-negeri/krisis/{crisis.reference}/unduh/").content.decode()
    assert "'=HYPERLINK(1)" in rows and "'+81 90 1234" in rows
    assert Entry.objects.filter(kind="whereabouts.export", subject=crisis.reference).count() == 1


def test_a_protected_person_is_named_to_named_desks_or_when_calling_for_help(
    client: Client, world: World, away: Application
) -> None:
    Application.objects.filter(pk=away.pk).update(cluster="ECHELON_1")
    crisis = opened(client, world, away)
    path = f"/di-luar-negeri/krisis/{crisis.reference}/"
    assert world.person.name not in client.get(path).text
    client.post(link(), {"answer": "HELP"})
    assert world.person.name in client.get(path).text


def test_wrong_desks_cannot_open_or_read_a_crisis(client: Client, world: World, away: Application) -> None:
    crisis = opened(client, world, away)
    for nobody in (world.tuti, world.siti, world.ratna):
        client.force_login(nobody)
        assert client.post("/di-luar-negeri/krisis/baru/", fields(away, key="dua")).status_code == 404
        assert client.get(f"/di-luar-negeri/krisis/{crisis.reference}/").status_code == 404
        assert client.post(f"/di-luar-negeri/krisis/{crisis.reference}/unduh/").status_code == 404
    assert Crisis.objects.count() == 1


def test_days_out_of_order_and_no_message_are_told_beside_the_form(
    client: Client, world: World, away: Application
) -> None:
    client.force_login(world.bayu)
    answer = client.post("/di-luar-negeri/krisis/baru/", fields(away, last_on="2020-01-01", message_en=""))
    assert answer.status_code == 422 and "Gempa bumi di Kansai" in answer.text and not Crisis.objects.exists()


def test_what_people_wrote_is_forgotten_once_the_crisis_is_long_closed(
    client: Client, world: World, away: Application
) -> None:
    opened(client, world, away)
    client.post(link(), {"answer": "HELP", "phone": "+81 90 1234", "note": "Di hotel"})
    long_ago = clock.now() - timedelta(days=366)
    Crisis.objects.update(opened_at=long_ago)
    assert jobs.forget() == 0  # still open
    Crisis.objects.update(closed_at=long_ago, closed_by=world.bayu)
    assert jobs.forget() == 1
    row = CheckIn.objects.get()
    assert (row.phone, row.note, row.answer) == ("", "", "HELP")
