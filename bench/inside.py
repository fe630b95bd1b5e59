"""What is asked of the house directly: queries of a page, all rules on one trip, one letter."""

import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.figures import Row, timed
from bench.over_http import DESKS
from simpel.cli.demo.people import Cast
from simpel.law import facts
from simpel.law.rules import assess
from simpel.letters import issuing

TRIP = Path(__file__).resolve().parent.parent / "docs" / "reference" / "trip.toml"
WARM_UP = 2


def rows(cast: Cast) -> list[Row]:
    return [*queries(cast), rules(), letters()]


def queries(cast: Cast) -> list[Row]:
    """How many questions My desk asks the database."""
    return [Row(f"My desk of the {desk}, queries", count(cast, key), "queries") for desk, key in DESKS.items()]


def count(cast: Cast, key: str) -> int:
    browser = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    browser.force_login(cast.users[key])
    browser.get("/meja/")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/meja/").status_code == 200
    return len(asked)


def rules() -> Row:
    """Every rule of the pack on one trip."""
    trip, on = facts.read(TRIP), date(2026, 8, 3)
    found = []
    for _ in range(500):
        started = time.perf_counter()
        assess(settings.PACK, trip, on)
        found.append(time.perf_counter() - started)
    return timed("all rules on one trip", found, 50, 1)


def letters() -> Row:
    """Build, compare, sign, verify and store the letters that the approvals have prepared."""
    found = []
    for letter in issuing.waiting(limit=1000):
        started = time.perf_counter()
        issuing.produce(letter)
        found.append(time.perf_counter() - started)
    return timed("one letter rendered, signed and stored", found[WARM_UP:], 50, 200)
