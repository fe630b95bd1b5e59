"""The packs of this repository, loaded once, and the trips that many tests start from."""

from pathlib import Path

import pytest

from simpel.law.pack import Pack, load

PACKS = sorted(path.parent for path in (Path(__file__).parents[3] / "packs").glob("*/pack.toml"))


@pytest.fixture(scope="session")
def indonesia() -> Pack:
    return load(next(path for path in PACKS if path.name == "indonesia"))
