"""What all tests share: a throwaway place for files and keys, a real database, and honesty about what was left out.

Runs before Django loads. `SIMPEL_TEST_DATABASE_URL` chooses PostgreSQL; without it tests use SQLite in a file, as the
site does. `SIMPEL_NOTHING_LEFT_OUT=1` turns a part that cannot run here into a failure.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tools import browser as chromium
from tools import parts

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
PLACE = Path(os.environ.get("SIMPEL_TEST_PLACE") or tempfile.mkdtemp(prefix="simpel-test-"))
os.environ["SIMPEL_TEST_PLACE"] = str(PLACE)  # workers started by this process share it, each in a folder of its own
VAR = PLACE / (WORKER or "alone")

for name in [name for name in os.environ if name.startswith("SIMPEL_") and not name.startswith("SIMPEL_TEST_")]:
    if name not in {"SIMPEL_CHROMIUM", "SIMPEL_NOTHING_LEFT_OUT"}:
        del os.environ[name]  # an installation's choices must not colour the tests
os.environ["SIMPEL_VAR"] = str(VAR)
os.environ["DJANGO_SETTINGS_MODULE"] = "simpel.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's driver runs an event loop in the tests' thread
if os.environ.get("SIMPEL_TEST_DATABASE_URL"):
    os.environ["SIMPEL_DATABASE_URL"] = os.environ["SIMPEL_TEST_DATABASE_URL"]

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In memory, threads would not meet.
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(VAR / "test.sqlite3")
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # or every request of every test warns that it is not there

django.setup()  # before the rooms' own conftests, which import models
# Inherited by xdist's workers, this would load the settings before they have a place of their own.
del os.environ["DJANGO_SETTINGS_MODULE"]

hypothesis.settings.register_profile("house", deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser its journeys are left out, aloud."""
    if chromium.find():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=chromium.why_not()))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if parts.left_out() and os.environ.get("SIMPEL_NOTHING_LEFT_OUT") and not WORKER and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for part in parts.left_out():
        terminalreporter.write_line(f"LEFT OUT  {part}")


def pytest_unconfigure() -> None:
    if not WORKER:
        shutil.rmtree(PLACE, ignore_errors=True)


_flush = TransactionTestCase._fixture_teardown


def _flush_with_guards_lifted(case: TransactionTestCase) -> None:
    """The ledger refuses to be emptied, even after a test; only here its guards step aside."""
    from simpel.ledger import triggers  # holds models, which can be imported only once Django is set up

    with triggers.emptying():
        _flush(case)


TransactionTestCase._fixture_teardown = _flush_with_guards_lifted


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, started once, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.QUIET))
        yield started
        started.close()
