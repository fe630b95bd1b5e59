"""The world of the tests and the usual files in it."""

import pytest

from simpel.permits.models import Application

from .world import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def siti(world: World):
    return world.siti


@pytest.fixture
def dewi(world: World):
    return world.dewi


@pytest.fixture
def bayu(world: World):
    return world.bayu


@pytest.fixture
def rahma(world: World):
    return world.rahma


@pytest.fixture
def orang_lain(world: World):
    return world.orang_lain


@pytest.fixture
def draft(world: World) -> Application:
    return world.draft()


@pytest.fixture
def ready(world: World) -> Application:
    return world.ready()


@pytest.fixture
def at_analyst(world: World) -> Application:
    return world.at_analyst()


@pytest.fixture
def approved(world: World) -> Application:
    return world.approved()
