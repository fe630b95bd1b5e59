"""The world of the permits room, seen from this one, and somebody who is away."""

import pytest

from simpel.ledger import clock
from simpel.permits import actions
from simpel.permits.models import Application
from simpel.permits.tests.conftest import world
from simpel.permits.tests.world import World

__all__ = ["world"]


@pytest.fixture
def away(world: World) -> Application:
    """A seminar in Kyoto, ten days from now, decided; its way there is other tests' business."""
    file = world.draft(notice=10)
    actions.add_participant(file, by=world.siti, person=world.person)
    Application.objects.filter(pk=file.pk).update(state="APPROVED", reached_office_at=clock.now(), register_no=1)
    file.refresh_from_db()
    return file
