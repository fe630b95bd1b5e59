"""Taking a step back: for five minutes, by whoever took it, while nothing came of it, and on the record."""

from datetime import timedelta

import pytest

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.notices.models import Notice
from simpel.permits import actions
from simpel.permits.models import Application

MOMENT = timedelta(seconds=1)
WINDOW = timedelta(minutes=5)


@pytest.fixture
def later(settings, tmp_path):
    """Let some time pass on the office's clock."""
    clock_file = tmp_path / "clock"

    def pass_by(time: timedelta) -> None:
        clock_file.write_text(str(time.total_seconds()))
        settings.CLOCK_FILE = str(clock_file)

    return pass_by


def test_a_sending_taken_back_is_as_if_not_filed_but_stays_on_record(world, ready):
    first = actions.send(actions.send(ready, by=world.siti), by=world.dewi)
    held, number = first.steps.first().at, first.register_no
    back = actions.undo(first, by=world.dewi)
    back.refresh_from_db()
    assert (back.state, back.filed_on, back.reached_office_at, back.held_since) == ("AT_FOCAL_POINT", None, None, held)
    assert [step.verb for step in back.steps.all()] == ["send", "send", "undo"]
    entry = Entry.objects.get(kind="permit.undo")
    assert (entry.facts["before"], entry.facts["after"], entry.actor) == ("AT_ANALYST", "AT_FOCAL_POINT", world.dewi.pk)
    again = actions.send(back, by=world.dewi)
    assert (again.state, again.register_no, again.filed_on) == ("AT_ANALYST", number, clock.today())


def test_nobody_is_told_of_a_step_taken_back_and_everybody_of_the_one_that_stays(world, ready):
    sent = actions.send(actions.send(ready, by=world.siti), by=world.dewi)
    waiting = Notice.objects.filter(kind="arrived", user=world.bayu)
    assert waiting.get().due_at == sent.steps.last().at + WINDOW
    actions.undo(sent, by=world.dewi)
    assert not waiting.exists() and not Notice.objects.filter(kind="traveller_added").exists()
    actions.send(sent, by=world.dewi)
    assert waiting.count() == 1 and Notice.objects.filter(kind="traveller_added").count() == 1


def test_a_return_and_an_approval_can_be_taken_back(world, at_analyst):
    returned = actions.send_back(at_analyst, by=world.bayu, note="Kurang.", reason="DOCUMENT_MISSING")
    assert actions.undo(returned, by=world.bayu).state == "AT_ANALYST"
    passed = world.passed(at_analyst, "bayu")
    assert actions.undo(passed, by=world.bayu).state == "AT_ANALYST"
    assert world.passed(at_analyst, "bayu", "sari").state == "AT_DIVISION"


@pytest.mark.parametrize(("after", "refused"), [(WINDOW - MOMENT, False), (WINDOW + MOMENT, True)])
def test_the_way_back_is_open_for_five_minutes(world, at_analyst, later, after, refused):
    passed = world.passed(at_analyst, "bayu")
    later(after)
    if refused:
        with pytest.raises(Refused, match="undo_too_late"):
            actions.undo(passed, by=world.bayu)
    else:
        assert actions.undo(passed, by=world.bayu).state == "AT_ANALYST"


def test_only_the_last_step_only_by_its_taker_and_only_once(world, at_analyst):
    passed = world.passed(at_analyst, "bayu")
    with pytest.raises(Refused, match="undo_not_yours"):
        actions.undo(passed, by=world.sari)
    actions.undo(passed, by=world.bayu, key="same")
    assert actions.undo(passed, by=world.bayu, key="same").state == "AT_ANALYST"  # answered twice, done once
    with pytest.raises(Refused, match="nothing_to_undo"):
        actions.undo(passed, by=world.bayu)
    on = world.passed(passed, "bayu", "sari")
    with pytest.raises(Refused, match="undo_not_yours"):
        actions.undo(on, by=world.bayu)


def test_what_the_next_desk_has_taken_up_stays(world, ready):
    sent = actions.send(ready, by=world.siti)
    actions.change(sent, by=world.dewi, letter_no="0772/KS.02/2026")
    with pytest.raises(Refused, match="undo_taken_up"):
        actions.undo(sent, by=world.siti)


def test_a_number_given_is_not_taken_back(approved: Application, world):
    with pytest.raises(Refused, match="undo_numbered"):
        actions.undo(approved, by=world.rahma)


def test_a_return_undone_and_a_sending_undone_show_the_applicant_the_return_again(client, world, at_analyst):
    returned = actions.send_back(at_analyst, by=world.bayu, note="KAK belum ada.", reason="DOCUMENT_MISSING")
    sent = actions.send(returned, by=world.dewi)
    actions.undo(sent, by=world.dewi)
    client.force_login(world.dewi)
    assert "KAK belum ada." in client.get(f"/permohonan/{sent.reference}/").text.split("Di mana berkas ini")[0]


def test_the_button_says_how_long_and_leads_back(client, world, at_analyst, later):
    client.force_login(world.bayu)
    passed = world.passed(at_analyst, "bayu")
    here = f"/permohonan/{passed.reference}/"
    assert "Batalkan (5 menit lagi)" in client.get(here).text
    later(timedelta(minutes=4, seconds=1))
    assert "Batalkan (1 menit lagi)" in client.get(here).text
    client.force_login(world.sari)
    assert "batalkan-langkah" not in client.get(here).text
    assert client.post(f"{here}batalkan-langkah/").status_code == 409
    client.force_login(world.bayu)
    done = client.post(f"{here}batalkan-langkah/", {"key": "k"}, follow=True)
    assert "Langkah Anda dibatalkan." in done.text and "Langkah dibatalkan oleh Analis" in done.text
