"""Everybody at once: sixteen decisions on one file are one letter, thirty-two files are numbers 1 to 32."""

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import pytest
from django.db import connection

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.verify import verify
from simpel.letters import issuing
from simpel.letters.models import Letter
from simpel.people import administering
from simpel.people.actions import appoint
from simpel.people.administering import Seat
from simpel.people.models import Grant
from simpel.permits import actions
from simpel.permits.batching import Wish, approve_each
from simpel.permits.models import Application, Step
from simpel.permits.tests.world import World
from tests.copies import copies_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
AT_ONCE = 8


def at_once(act, arguments, workers=AT_ONCE):
    """Run `act` for every argument in several threads, each with a database connection of its own."""

    def alone(argument):
        try:
            return act(argument)
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(alone, arguments))


def at_the_bureau() -> tuple[World, Application]:
    world = World()
    return world, world.passed(world.at_analyst(), "bayu", "sari", "dimas")


def test_sixteen_approvals_of_one_file_make_one_letter():
    world, application = at_the_bureau()
    answers = at_once(
        lambda n: (
            actions.approve(application, by=world.rahma, note="Ya.", version=application.version, key=f"k{n}").state
        ),
        range(16),
        workers=16,
    )
    assert answers.count("APPROVED") == 1, answers
    assert set(answers) - {"APPROVED"} <= {"stale", "wrong_state", "wrong_desk"}
    assert Letter.objects.filter(case=application.reference).count() == 1
    assert Application.objects.get(pk=application.pk).steps.filter(after="APPROVED").count() == 1


def test_one_request_sent_sixteen_times_is_answered_sixteen_times_and_done_once():
    world, application = at_the_bureau()
    answers = at_once(
        lambda key: (
            actions.approve(application, by=world.rahma, note="Ya.", version=application.version, key=key).state
        ),
        repeat("same", 16),
        workers=16,
    )
    assert answers == ["APPROVED"] * 16
    assert Letter.objects.filter(case=application.reference).count() == 1


def test_thirty_two_files_approved_by_eight_workers_get_thirty_two_numbers():
    world, pattern = at_the_bureau()
    files = copies_of(pattern, 32)
    answers = at_once(lambda file: actions.approve(file, by=world.rahma, note="Ya.").state, files)
    assert answers == ["APPROVED"] * 32
    assert sorted(Letter.objects.values_list("serial", flat=True)) == list(range(1, 33))
    made = at_once(
        lambda letter: issuing.produce(letter).state, [*issuing.waiting(), *issuing.waiting()]
    )  # each asked for twice
    assert len(made) == 64
    assert Letter.objects.filter(state="ISSUED").count() == 32
    assert Letter.objects.values("sha256").distinct().count() == 32
    assert verify().ok


def test_two_people_saving_one_draft_never_overwrite_each_other():
    world = World()
    draft = world.draft()
    answers = at_once(
        lambda n: actions.change(draft, by=world.siti, version=draft.version, purpose=f"Tujuan {n}").purpose, range(8)
    )
    assert answers.count("stale") == 7


def test_an_amendment_begun_by_several_at_once_is_one_file_to_which_all_are_led():
    world, application = at_the_bureau()
    given = actions.approve(application, by=world.rahma, note="Ya.")
    issuing.produce(issuing.letter_of(given.reference).pk)
    kinds = ["CORRECTION", "CANCELLATION", "EXTENSION"] * 3
    answers = at_once(lambda kind: actions.begin(given, kind, by=world.siti).reference, kinds)
    drafts = Application.objects.filter(amends=given)
    assert set(answers) == {draft.reference for draft in drafts} and len(drafts) == 1
    assert drafts[0].open_amendment_of == given and verify().ok


def test_one_batch_pressed_eight_times_at_once_approves_every_file_once():
    world, application = at_the_bureau()
    files = [application, *copies_of(application, 2)]
    wishes = [Wish(file, file.version, f"batch-{file.pk}", "Ya.") for file in files]
    answers = at_once(lambda _n: [one.refusal for one in approve_each(wishes, by=world.rahma)], range(AT_ONCE))
    assert answers == [[None] * 3] * AT_ONCE
    steps = Step.objects.filter(application__in=files, desk="BUREAU_HEAD")
    assert sorted(steps.values_list("application", flat=True)) == sorted(file.pk for file in files)


def test_a_grant_confirmed_and_refused_at_once_has_one_answer():
    world, today = World(), clock.today()
    for one in (world.tuti, world.hendra, world.mira):
        appoint(one, "ADMIN", since=today)
    grant = administering.give(world.ratna, Seat("SECRETARY", today), by=world.tuti)
    acts = [(administering.confirm, world.hendra), (administering.refuse, world.mira)] * 4
    answers = at_once(lambda act: act[0](grant, by=act[1]).pk, acts)
    assert answers.count("grant_decided") == len(acts) - 1, answers
    assert world.ratna.appointments.count() == Grant.objects.filter(status=Grant.CONFIRMED).count()
