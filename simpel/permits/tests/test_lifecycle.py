"""The file's way: what each verb does, who may not, and what the record says afterwards."""

import pytest

from simpel.law.workflow import Refused
from simpel.ledger.models import Entry
from simpel.letters.models import Letter
from simpel.notices.models import Notice
from simpel.permits import actions
from simpel.permits.models import Application, Duty, Participant, Report

pytestmark = pytest.mark.django_db


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def test_a_file_goes_from_the_unit_to_a_numbered_letter(world):
    application = world.approved()
    assert application.state == "APPROVED"
    letter = Letter.objects.get(case=application.reference)
    assert letter.state == "PREPARED" and letter.serial == 1
    assert [step.after for step in application.steps.all()] == [
        "AT_FOCAL_POINT", "AT_ANALYST", "AT_SUBDIVISION", "AT_DIVISION", "AT_BUREAU", "APPROVED",
    ]  # fmt: skip
    assert Report.objects.get(application=application).due_on == application.returns_on + (
        Report.objects.get().due_on - application.returns_on
    )


@pytest.mark.parametrize(
    ("cluster", "desks"), [("ECHELON_1", ["SECRETARY", "REGISTRY"]), ("MINISTER", ["SECRETARY", "REGISTRY"])]
)
def test_higher_clusters_pass_the_secretary_and_the_registry(world, cluster, desks):
    application = world.approved(cluster=cluster)
    assert list(application.steps.values_list("desk", flat=True))[-2:] == desks
    assert Letter.objects.filter(case=application.reference).count() == 1


def test_the_first_filing_gives_a_number_a_date_and_a_frozen_assessment(world, ready):
    sent = actions.send(ready, by=world.siti)
    assert sent.register_no == 1 and sent.filed_on is None
    filed = actions.send(sent, by=world.dewi)
    assert filed.filed_on is not None and filed.register_no == 1
    assert filed.assessments.count() == 2 and len(filed.content_sha256) == 64


def test_what_was_returned_goes_out_again_with_the_same_number_and_filing_date(world, at_analyst):
    returned = actions.send_back(
        at_analyst, by=world.bayu, note="Korespondensi belum ada.", reason=first_reason(), points_at=["TOR"]
    )
    assert returned.state == "RETURNED_TO_FP"
    again = actions.send(returned, by=world.dewi)
    assert (again.register_no, again.filed_on, again.state) == (
        at_analyst.register_no,
        at_analyst.filed_on,
        "AT_ANALYST",
    )


def first_reason() -> str:
    from django.conf import settings

    return next(iter(settings.PACK.reasons))


def test_the_wrong_desk_is_refused(world, at_analyst):
    assert refusal(actions.approve, at_analyst, by=world.sari, note="Lengkap.") == "wrong_desk"
    assert refusal(actions.approve, at_analyst, by=world.orang_lain, note="Lengkap.") == "wrong_desk"


def test_the_wrong_state_is_refused(world, at_analyst):
    world.passed(at_analyst, "bayu")
    assert refusal(actions.approve, at_analyst, by=world.bayu, note="Lagi.") in ("wrong_state", "wrong_desk")


def test_every_approval_needs_a_note_and_the_analyst_a_copy_list(world, at_analyst):
    assert refusal(actions.approve, at_analyst, by=world.bayu, note="  ", copies=["Arsip"]) == "needs"
    assert refusal(actions.approve, at_analyst, by=world.bayu, note="Lengkap.") == "needs"


def test_a_return_needs_a_reason_from_the_list(world, at_analyst):
    assert refusal(actions.send_back, at_analyst, by=world.bayu, note="Kurang.", reason="karangan") == "needs"


def test_a_minister_s_trip_needs_the_presidents_permission(world):
    application = world.passed(world.at_analyst(cluster="MINISTER"), "bayu", "sari", "dimas")
    assert refusal(actions.approve, application, by=world.rahma, note="Lengkap.") == "needs"


def test_a_stale_page_is_refused_and_changes_nothing(world, at_analyst):
    assert (
        refusal(
            actions.approve, at_analyst, by=world.bayu, note="Ya.", copies=["Arsip"], version=at_analyst.version - 1
        )
        == "stale"
    )
    assert Application.objects.get(pk=at_analyst.pk).state == "AT_ANALYST"


def test_the_same_request_twice_is_one_step(world, at_analyst):
    for _ in range(2):
        after = actions.approve(
            at_analyst, by=world.bayu, note="Ya.", copies=["Arsip"], version=at_analyst.version, key="k1"
        )
    assert after.state == "AT_SUBDIVISION" and after.steps.filter(verb="approve").count() == 1


def test_sending_twice_with_one_key_is_one_sending(world, ready):
    first = actions.send(ready, by=world.siti, version=ready.version, key="a")
    second = actions.send(ready, by=world.siti, version=ready.version, key="a")
    assert (first.state, second.state, second.steps.count()) == ("AT_FOCAL_POINT", "AT_FOCAL_POINT", 1)


def test_nobody_acts_from_two_desks_on_one_file(world, at_analyst):
    from .world import appoint

    appoint(world.bayu, "SUBDIVISION_HEAD")
    passed = world.passed(at_analyst, "bayu")
    world.bayu.__dict__.pop("_appointments", None)
    assert refusal(actions.approve, passed, by=world.bayu, note="Ya.") == "acted_before"


def test_the_database_itself_refuses_a_second_desk(world, at_analyst):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(application=at_analyst, user=world.dewi, desk="ANALYST")


def test_nobody_decides_on_their_own_trip(world):
    traveller = world.traveller("Bayu Pramono", account=world.bayu)
    application = world.at_analyst(people=[world.person, traveller])
    assert refusal(actions.approve, application, by=world.bayu, note="Ya.", copies=["Arsip"]) == "own_trip"


def test_a_traveller_may_fill_in_the_own_form(world):
    own = world.traveller("Siti Rahmawati", account=world.siti)
    assert actions.send(world.ready(people=[own]), by=world.siti).state == "AT_FOCAL_POINT"


def test_an_incomplete_file_is_not_sent_and_says_what_is_missing(world, draft):
    with pytest.raises(Refused) as refused:
        actions.send(draft, by=world.siti)
    assert refused.value.code == "not_ready" and "participants" in refused.value.values["fields"]


def test_a_file_that_a_rule_holds_up_is_not_sent(world):
    people = [world.traveller(f"Peserta {n}") for n in range(4)]
    application = world.ready(people=people)
    with pytest.raises(Refused) as refused:
        actions.send(application, by=world.siti)
    assert "CAP-12" in refused.value.values["rules"]


def test_no_edit_while_the_file_is_at_the_office(world, at_analyst):
    for who in (world.siti, world.dewi, world.bayu):
        assert refusal(actions.change, at_analyst, by=who, purpose="Lain") == "not_editable"


def test_a_change_behind_the_applications_back_voids_the_approval(world, at_analyst):
    Participant.objects.filter(application=at_analyst).update(golongan="A")
    assert refusal(actions.approve, at_analyst, by=world.bayu, note="Ya.", copies=["Arsip"]) == "content_changed"


def test_withdrawing_and_archiving_close_a_file(world, at_analyst):
    assert actions.withdraw(at_analyst, by=world.dewi, note="Acara ditunda.").state == "WITHDRAWN"
    returned = actions.send_back(world.at_analyst(), by=world.bayu, note="Kurang.", reason=first_reason())
    assert actions.archive(returned, by=world.dewi).state == "ARCHIVED"


def test_a_refusal_is_final_and_makes_no_letter(world):
    application = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    rejected = actions.reject(application, by=world.rahma, note="Tidak mendesak.", reason=first_reason())
    assert rejected.state == "REJECTED" and not Letter.objects.filter(case=application.reference).exists()
    assert refusal(actions.approve, rejected, by=world.rahma, note="Ya.") in ("wrong_state", "wrong_desk")


def test_each_step_leaves_one_ledger_entry_and_tells_somebody(world, approved):
    verbs = list(
        Entry.objects.filter(subject=approved.reference, kind__startswith="permit.").values_list("kind", flat=True)
    )
    assert verbs == ["permit.create", "permit.send", "permit.send", *["permit.approve"] * 4]
    told = set(Notice.objects.filter(reference=approved.reference).values_list("kind", flat=True))
    assert {"arrived", "traveller_added", "approved"} <= told


def test_a_draft_is_deleted_but_what_was_sent_is_not(world, draft, ready):
    actions.delete_draft(draft, by=world.siti)
    assert not Application.objects.filter(pk=draft.pk).exists()
    sent = actions.send(ready, by=world.siti)
    back = actions.send_back(sent, by=world.dewi, note="Perbaiki.", reason=first_reason())
    assert refusal(actions.delete_draft, back, by=world.siti) == "was_sent"


def test_a_unit_cannot_send_without_the_papers_it_has_to_bring(world):
    application = world.ready()
    application.attachments.filter(slot="ID_CARD").delete()
    with pytest.raises(Refused) as refused:
        actions.send(application, by=world.siti)
    assert refused.value.values["slots"] == ["ID_CARD"]


def test_the_channel_s_own_letter_is_wanted_only_once_the_channel_has_the_file(world):
    application = world.ready()
    application.attachments.filter(slot="PROPOSAL_LETTER_FP").delete()
    sent = actions.send(application, by=world.siti)
    with pytest.raises(Refused) as refused:
        actions.send(sent, by=world.dewi)
    assert refused.value.values["slots"] == ["PROPOSAL_LETTER_FP"]


def test_signs_that_no_letter_can_print_are_refused_before_the_desks_see_the_file(world):
    application = actions.send(world.ready(requesting_position="Sekretaris 你好"), by=world.siti)
    with pytest.raises(Refused) as refused:
        actions.send(application, by=world.dewi)
    assert refused.value.code == "unprintable" and "你" in str(refused.value.values["signs"])


def test_the_letter_answers_the_body_that_sent_the_request(world, approved):
    facts = Letter.objects.get(case=approved.reference).content["facts"]
    assert facts["requested_by"] == world.ministry.name
