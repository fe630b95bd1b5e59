"""Consent and advice before a decision, delegated power, regimes: what a pack asks for, through the doors."""

from dataclasses import replace
from datetime import date

import pytest

from simpel.law.routes import Power, Regime
from simpel.law.workflow import Refused, StepRow, Workflow
from simpel.ledger.models import Entry
from simpel.permits import actions, queries
from simpel.permits.models import Step

ASKED = StepRow("concur", ("AT_BUREAU",), "", "REGISTRY", {"id": "Jawab", "en": "Answer"}, ("note", "answer"))


def flow_with(settings, **tables) -> Workflow:
    flow = replace(settings.PACK.workflow, **tables)
    settings.PACK = replace(settings.PACK, workflow=flow)
    return flow


@pytest.fixture
def at_bureau(settings, world):
    """The registry must consent before the head of bureau decides."""
    flow_with(settings, steps=(*settings.PACK.workflow.steps, replace(ASKED, before="approve")))
    return world.passed(world.at_analyst(), "bayu", "sari", "dimas")


def test_the_decision_waits_for_the_desk_that_must_consent(world, at_bureau):
    with pytest.raises(Refused, match="consent_missing"):
        actions.approve(at_bureau, by=world.rahma, note="Setuju.")
    assert "approve" not in {row.verb for row in queries.file(at_bureau, world.rahma).offers}
    assert at_bureau in queries.my_desk(world.tuti).rows
    actions.concur(at_bureau, by=world.tuti, note="Tidak keberatan.", answer="yes")
    assert at_bureau not in queries.my_desk(world.tuti).rows
    assert actions.approve(at_bureau, by=world.rahma, note="Setuju.").state == "APPROVED"
    entry = Entry.objects.get(subject=at_bureau.reference, kind="permit.concur")
    assert entry.facts["answer"] == "yes" and entry.facts["desk"] == "REGISTRY"


def test_a_consent_withheld_holds_the_file_and_stays_bound_to_what_was_read(world, at_bureau):
    actions.concur(at_bureau, by=world.tuti, note="Keberatan.", answer="no")
    with pytest.raises(Refused, match="consent_withheld"):
        actions.approve(at_bureau, by=world.rahma, note="Setuju.")
    back = actions.send_back(at_bureau, by=world.rahma, note="Perbaiki.", reason="PURPOSE_THIN")
    back = actions.change(back, by=world.dewi, purpose="Dirinci: menyajikan makalah dan menandatangani naskah.")
    again = world.passed(actions.send(back, by=world.dewi), "bayu", "sari", "dimas")
    with pytest.raises(Refused, match="consent_missing"):
        actions.approve(again, by=world.rahma, note="Setuju.")


def test_only_the_desk_that_is_asked_answers_and_not_for_its_own_trip_and_with_an_answer(world, at_bureau):
    with pytest.raises(Refused, match="wrong_desk"):
        actions.concur(at_bureau, by=world.hendra, note="Ya.", answer="yes")
    with pytest.raises(Refused, match="needs"):
        actions.concur(at_bureau, by=world.tuti, note="Ya.", answer="perhaps")
    with pytest.raises(Refused, match="wrong_state"):
        actions.concur(world.at_analyst(), by=world.tuti, note="Ya.", answer="yes")


def test_the_page_of_the_asked_desk_offers_yes_and_no(client, world, at_bureau):
    client.force_login(world.tuti)
    url = f"/permohonan/{at_bureau.reference}/persetujuan-meja/"
    page = client.get(f"/permohonan/{at_bureau.reference}/").text
    assert url in page and "Tidak setuju" in page
    typed = {"version": at_bureau.version, "key": "c1", "note": "Tidak keberatan."}
    assert client.post(url, typed).status_code == 422
    for _twice in range(2):
        assert client.post(url, typed | {"answer": "yes"}).status_code == 302
    assert Step.objects.filter(application=at_bureau, verb="concur").count() == 1
    assert "Jawaban Tata usaha" in client.get(f"/permohonan/{at_bureau.reference}/").text


def test_who_holds_a_power_finds_the_file_and_decides_with_it(settings, world):
    power = Power("BUREAU_HEAD", "SECRETARY", "approve", date(2020, 1, 1))
    flow_with(settings, powers=(power,))
    application = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    assert application in queries.my_desk(world.hendra).rows
    decided = actions.approve(application, by=world.hendra, note="Setuju atas kuasa.")
    taken = decided.steps.last()
    assert decided.state == "APPROVED" and (taken.desk, taken.through) == ("BUREAU_HEAD", "SECRETARY")
    flow_with(settings, powers=(replace(power, until=date(2020, 12, 31)),))
    other = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    with pytest.raises(Refused, match="wrong_desk"):
        actions.approve(other, by=world.hendra, note="Setuju atas kuasa.")


def test_travel_that_is_only_notified_is_acknowledged_and_gets_no_letter(settings, world):
    noted = StepRow(
        "acknowledge", ("AT_ANALYST",), "COMPLETED", "ANALYST", {"id": "Catat", "en": "Note"}, effect="acknowledge",
        for_={"regime": ("notify",)},
    )  # fmt: skip
    seminar = Regime({"activity": ("SEMINAR",)}, id="TOLD", mode="notify", needs=("DIRECTION_NOTE",))
    flow_with(settings, steps=(noted, *settings.PACK.workflow.steps), regimes=(seminar,))
    with pytest.raises(Refused, match="DIRECTION_NOTE"):
        world.at_analyst()
    flow_with(settings, regimes=(replace(seminar, needs=()),))
    application = actions.acknowledge(world.at_analyst(), by=world.bayu)
    assert application.decided_on and application.letter_announced and application.state == "COMPLETED"
    assert queries.file(application, world.bayu).letter is None


def test_what_needs_no_permit_is_told_why_and_is_not_sent(settings, world):
    free = Regime({"activity": ("SEMINAR",)}, id="FREE", mode="none", why={"id": "Seminar bebas.", "en": "Free."})
    flow_with(settings, regimes=(free,))
    with pytest.raises(Refused, match="no_permit_needed"):
        world.at_analyst()
