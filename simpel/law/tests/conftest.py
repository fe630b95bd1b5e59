"""The packs that tests of the law stand on."""

from pathlib import Path

import pytest

from simpel.law.pack import Pack, load
from simpel.law.tests import harbour as small

PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture(scope="session")
def indonesia() -> Pack:
    return load(PACKS / "indonesia")


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return small.harbour(tmp_path_factory.mktemp("harbour"))
