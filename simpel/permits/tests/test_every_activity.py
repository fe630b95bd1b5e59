"""Each kind of journey of the pack, from an empty draft to the office, with what its own checklist asks for."""

import pytest
from django.conf import settings

from simpel.law.workflow import Refused
from simpel.permits import actions, assessment
from simpel.permits.facts import QUESTIONS
from simpel.permits.tests.world import World

pytestmark = pytest.mark.django_db

YES = {"by_invitation"}  # every other question of yes or no is answered with no


def test_every_kind_of_journey_is_sent_with_what_its_checklist_asks():
    world = World()
    sent = {code: world_sends(world, code) for code in settings.PACK.activities}
    assert set(sent.values()) == {"AT_ANALYST"}, sent


def world_sends(world: World, code: str) -> str:
    """Fill in one file of this kind and send it; where it then lies, or what held it up."""
    draft = actions.change(world.draft(by=world.dewi), by=world.dewi, activity_type=code, answers=answers())
    actions.add_participant(draft, by=world.dewi, person=world.person)
    assert len(assessment.status(draft).lacking) >= 3, f"{code} asks for next to nothing"
    world.attach_what_is_asked(draft, by=world.dewi)
    try:
        return actions.send(draft, by=world.dewi).state
    except Refused as refusal:
        return str(refusal)


def answers() -> dict[str, bool | int]:
    return {name: name in YES for name, kind in QUESTIONS.items() if kind is bool}
