"""What is seen at filing and beside the documents: who else goes, decided files alike, by when a file is decided."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from simpel.ledger import clock
from simpel.permits import actions, assessment
from simpel.permits.models import Application, Step
from simpel.permits.queries.promise import promise
from simpel.permits.queries.similar import similar
from simpel.permits.queries.together import together
from simpel.permits.views.status import panel

pytestmark = pytest.mark.django_db


def second_file(world, **changes):
    """A file of another unit's own event, written a little differently, three people strong."""
    people = [world.traveller(f"Peserta {number}") for number in range(3)]
    application = world.ready(people=people)
    event = application.activity
    twin = actions.add_activity(
        by=world.siti, institution=world.university, name=f"{event.name} 2026", organiser=event.organiser,
        country=event.country, city=event.city, starts_on=event.starts_on, ends_on=event.ends_on,
    )  # fmt: skip
    return actions.change(application, by=world.siti, activity=twin, **changes)


def company(application):
    now = assessment.status(application)
    return together(application, headcount=now.trip.headcount or 0, findings=now.findings)


def test_a_split_delegation_is_told_at_filing_and_never_holds_the_file_up(client, world, at_analyst):
    mine = second_file(world)
    found = company(mine)
    assert found and (found.headcount, found.seats, found.beyond) == (4, 3, 1)
    assert not found.neighbours[0].picked and "name" in found.neighbours[0].signs
    client.force_login(world.siti)
    page = client.get(f"/permohonan/{mine.reference}/konfirmasi/").text
    assert "Mungkin satu rombongan yang dipecah" in page and at_analyst.reference not in page
    sent = actions.send(mine, by=world.siti)
    assert sent.register_no and "Ratna" not in page


def test_drafts_and_withdrawn_files_are_no_company(world, at_analyst):
    mine = second_file(world)
    actions.withdraw(at_analyst, by=world.dewi, note="Batal.")
    assert company(mine) is None
    world.draft()
    assert company(mine) is None


def test_the_same_event_a_week_later_is_another_one(world, at_analyst):
    mine = second_file(world)
    event = mine.activity
    for days, seen in ((6, True), (7, False)):
        event.starts_on = at_analyst.activity.starts_on + timedelta(days=days)
        event.ends_on = event.starts_on + timedelta(days=2)
        event.save()
        assert (company(mine) is not None) is seen


def test_reviewers_see_it_with_references_and_applicants_without(client, world, at_analyst):
    mine = actions.send(actions.send(second_file(world), by=world.siti), by=world.dewi)
    client.force_login(world.bayu)
    page = client.get(f"/permohonan/{mine.reference}/telaah/").text
    assert "Kegiatan yang sama" in page and f"/permohonan/{at_analyst.reference}/" in page
    assert "Kegiatan yang sama" in client.get(f"/permohonan/{mine.reference}/putusan/").text


def test_decided_files_alike_come_with_outcome_time_and_what_they_were_returned_for(client, world, approved):
    refused = world.passed(world.at_analyst(notice=50), "bayu", "sari", "dimas")
    reason = settings.PACK.workflow.reasons_for("reject")[0].code
    actions.reject(refused, by=world.rahma, note="Tidak mendesak.", reason=reason)
    mine = world.at_analyst(notice=60)
    cases = similar(mine, world.bayu, headcount=1)
    assert {case.application.reference: case.granted for case in cases} == {
        approved.reference: True, refused.reference: False,
    }  # fmt: skip
    assert [case.objections[0].note for case in cases if not case.granted] == ["Tidak mendesak."]
    assert similar(mine, world.orang_lain, headcount=1) == []
    client.force_login(world.bayu)
    page = client.get(f"/permohonan/{mine.reference}/telaah/").text
    assert "Perkara serupa" in page and "Tidak mendesak." in page


def test_with_few_cases_the_law_says_by_when_and_with_many_they_do(client, world, approved):
    mine = world.at_analyst(notice=40)
    first = promise(mine)
    assert first and first.based_on == "law" and first.half_by is None
    client.force_login(world.siti)
    assert "menurut aturan" in client.get(f"/permohonan/{mine.reference}/").text
    _past(approved, 30)
    told = promise(mine)
    assert told and told.based_on == "cases" and told.half_by and told.half_by <= told.by
    assert "9 dari 10 berkas" in client.get(f"/permohonan/{mine.reference}/").text
    draft = world.draft()
    assert (asked := panel(draft).promise) and asked.based_on == "cases"
    assert promise(approved) is None


def _past(application: Application, count: int) -> None:
    """Decided files on the same way, each a day slower than the one before."""
    now, today = clock.now(), clock.today()
    for number in range(1, count + 1):
        copy = Application.objects.get(pk=application.pk)
        copy.pk, copy.reference, copy.register_no = None, f"P{number:03d}-0000", 5000 + number
        copy.decided_on = today
        copy.save(force_insert=True)
        for verb, after in (("send", "AT_FOCAL_POINT"), ("send", "AT_ANALYST")):
            Step.objects.create(
                application=copy, verb=verb, before="DRAFT", after=after, by=copy.created_by, desk="UNIT",
                at=now - timedelta(days=number),
            )  # fmt: skip


def test_the_number_of_queries_does_not_depend_on_the_number_of_files(world, at_analyst):
    past = world.approved(notice=29)
    mine = world.at_analyst(notice=29)
    assert (one := _queries(mine, world.bayu)) <= 9
    _past(past, 30)
    assert _queries(mine, world.bayu) == one


def _queries(application: Application, user) -> int:
    application = Application.objects.select_related("activity", "institution").get(pk=application.pk)
    with CaptureQueriesContext(connection) as asked:
        together(application, headcount=1)
        similar(application, user, headcount=1)
        promise(application)
    return len(asked)
