"""Changing a letter that was given: a linked file, one at a time, and the earlier letter answers otherwise."""

from datetime import timedelta

import pytest

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.letters import issuing, witness
from simpel.letters.models import Letter
from simpel.letters.verification import check_code
from simpel.permits import access, actions, amendments, assessment
from simpel.permits.models import Application, Report
from simpel.permits.tests.world import World, upload

WAY = ("bayu", "sari", "dimas", "rahma")


def signed(application: Application) -> Letter:
    """The letter of a decided file, made by the worker."""
    return issuing.produce(issuing.letter_of(application.reference).pk)


@pytest.fixture
def given(approved: Application) -> Application:
    """A file whose letter is out."""
    signed(approved)
    return approved


def asked(world: World, draft: Application, **fields) -> Application:
    """An amendment with its new letters, its papers and everything else it needs."""
    today = clock.today()
    draft = actions.change(
        draft, by=world.siti, unit_letter_no="1200/UCR.3/LN/2026", unit_letter_on=today, letter_no="0801/KS.02/2026",
        letter_on=today, responsible=True, **fields,
    )  # fmt: skip
    world.attach_what_is_asked(draft, by=world.siti)
    draft.refresh_from_db()
    return draft


def decided(world: World, draft: Application) -> Application:
    draft = actions.send(actions.send(draft, by=world.siti), by=world.dewi)
    return world.passed(draft, *WAY)


def cancelled(world: World, given: Application) -> Application:
    draft = actions.begin(given, "CANCELLATION", by=world.siti)
    return decided(world, asked(world, draft, amendment_reason="Penyelenggara menunda acara."))


def longer(world: World, given: Application, days: int = 30) -> Application:
    draft = actions.begin(given, "EXTENSION", by=world.siti)
    ends = given.activity.ends_on + timedelta(days=days)
    draft = actions.extend(draft, by=world.siti, ends_on=ends, returns_on=given.returns_on + timedelta(days=days))
    return decided(world, asked(world, draft))


def test_an_amendment_starts_as_a_copy_with_the_letter_attached_by_the_system(world, given):
    draft = actions.begin(given, "CORRECTION", by=world.siti)
    assert (draft.amends, draft.kind, draft.activity) == (given, "CORRECTION", given.activity)
    assert (draft.purpose, draft.letter_no, draft.responsible, draft.filed_on) == (given.purpose, "", False, None)
    assert [seat.person_id for seat in draft.participants.all()] == [world.person.pk]
    letter = issuing.letter_of(given.reference)
    attached = draft.attachments.get(slot="EARLIER_SP").file
    assert (attached.sha256, attached.pk != letter.file_id) == (letter.sha256, True)
    assert {change.name for change in amendments.changes(draft) if change.part == "form"} == {
        "letter_no", "letter_on", "unit_letter_no", "unit_letter_on",
    }  # fmt: skip
    assert Entry.objects.get(kind="permit.amend").facts["amendment"] == draft.reference


def test_throwing_the_draft_away_leaves_the_first_file_its_papers_and_frees_the_way(world, given):
    draft = actions.begin(given, "CORRECTION", by=world.siti)
    actions.delete_draft(draft, by=world.siti)
    assert all(paper.file.pk for paper in given.attachments.select_related("file"))
    assert actions.begin(given, "CANCELLATION", by=world.siti).kind == "CANCELLATION"


def test_whoever_comes_second_is_led_to_the_amendment_that_is_open(world, given):
    first = actions.begin(given, "CORRECTION", by=world.siti)
    assert actions.begin(given, "CANCELLATION", by=world.siti) == first
    assert given.amendments.count() == 1


@pytest.mark.parametrize(
    ("who", "code"), [("dewi", "wrong_desk"), ("bayu", "wrong_desk"), ("orang_lain", "wrong_desk")]
)
def test_only_the_desk_that_drafted_may_begin(world, given, who, code):
    with pytest.raises(Refused) as refused:
        actions.begin(given, "CORRECTION", by=getattr(world, who))
    assert refused.value.code == code


def test_there_must_be_a_letter_out_and_in_force(world, approved):
    with pytest.raises(Refused, match="not_in_force"):  # numbered, not signed yet
        actions.begin(approved, "CORRECTION", by=world.siti)
    signed(approved)
    with pytest.raises(Refused, match="unknown_kind"):
        actions.begin(approved, "NEW", by=world.siti)
    gone = cancelled(world, approved)
    for file in (approved, gone):  # on its way, then out; and a cancellation is no trip
        with pytest.raises(Refused, match="not_in_force"):
            actions.begin(file, "CORRECTION", by=world.siti)
    signed(gone)
    with pytest.raises(Refused, match="not_in_force"):
        actions.begin(approved, "CORRECTION", by=world.siti)


def test_a_cancellation_takes_letter_and_reason_and_nothing_else(world, given):
    draft = actions.begin(given, "CANCELLATION", by=world.siti)
    for act in (
        lambda: actions.change(draft, by=world.siti, purpose="Lain"),
        lambda: actions.remove_participant(draft.participants.get(), by=world.siti),
        lambda: actions.attach(draft, by=world.siti, slot="EARLIER_SP", upload=upload("lain")),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code in ("fixed_by_kind", "attached_by_system")
    assert "amendment_reason" in assessment.missing(draft)


def test_a_cancelled_letter_says_so_under_its_own_code_and_no_report_is_due(world, given):
    code = issuing.letter_of(given.reference).code
    assert check_code(code).kind == "registered"
    gone = cancelled(world, given)
    assert check_code(code).kind == "registered"  # decided, but the letter that says so is not out yet
    later = signed(gone)
    answer = check_code(code)
    assert (answer.kind, answer.facts.later_no, answer.facts.later_code) == ("cancelled", later.number, later.code)
    assert check_code(later.code).kind == "cancellation"
    assert not Report.objects.filter(application__in=[given, gone]).exists()
    assert Entry.objects.get(kind="report.not_due").facts["cancelled_by"] == gone.reference
    assert witness.disagreements() == []


def test_the_letter_of_an_amendment_names_the_earlier_one_and_keeps_its_conditions(world, given):
    first = issuing.letter_of(given.reference)
    text = " ".join(signed(longer(world, given)).content["paragraphs"])
    assert first.number in text and "tetap berlaku" in text


def test_an_extension_must_end_later_and_moves_report_and_expiry(world, given):
    draft = actions.begin(given, "EXTENSION", by=world.siti)
    assert "longer" in assessment.missing(draft)
    actions.delete_draft(draft, by=world.siti)
    due = Report.objects.get(application=given).due_on
    later = longer(world, given)
    report = Report.objects.get()
    assert (report.application, report.due_on) == (later, due + timedelta(days=30))
    assert signed(later).expires_on == given.returns_on + timedelta(days=30)
    given.refresh_from_db()
    assert (given.superseded_on, later.open_amendment_of) == (clock.today(), None)
    assert given.activity.ends_on < later.activity.ends_on  # the shared event stays as it is for others
    with pytest.raises(Refused, match="no_report"):
        actions.submit_report(given, by=world.siti)


def test_a_replaced_traveller_needs_a_confirmation_and_an_amendment_can_be_amended(world, given):
    draft = actions.begin(given, "CORRECTION", by=world.siti)
    actions.remove_participant(draft.participants.get(), by=world.siti)
    actions.add_participant(draft, by=world.siti, person=world.traveller("Bima Prakoso"))
    item = next(one for one in assessment.status(draft).checklist if one.code == "INDIVIDUAL_CONFIRMATION")
    assert item.is_open
    corrected = decided(world, asked(world, draft, head_of_institution=False))
    second = signed(corrected)
    third = signed(cancelled(world, corrected))
    kinds = [check_code(issuing.letter_of(given.reference).code), check_code(second.code)]
    assert [(one.kind, one.facts.later_no) for one in kinds] == [
        ("corrected", second.number), ("cancelled", third.number),
    ]  # fmt: skip


def test_a_withdrawn_amendment_leaves_the_letter_in_force_and_the_way_free(world, given):
    draft = actions.begin(given, "CANCELLATION", by=world.siti)
    sent = actions.send(asked(world, draft, amendment_reason="Ditunda."), by=world.siti)
    actions.withdraw(sent, by=world.dewi, note="Jadi berangkat.")
    assert check_code(issuing.letter_of(given.reference).code).kind == "registered"
    assert access.get(world.siti, actions.begin(given, "CORRECTION", by=world.siti).reference)
