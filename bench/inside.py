"""What is asked of the house directly: queries of a page, all rules on one trip, one letter."""

import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.figures import Row, timed
from bench.over_http import DESKS, SEARCHES, search_address
from simpel.cli.demo.people import Cast
from simpel.law import facts
from simpel.law.rules import assess
from simpel.letters import issuing
from simpel.permits import assessment
from simpel.permits.models import Application

TRIP = Path(__file__).resolve().parent.parent / "docs" / "reference" / "trip.toml"
WARM_UP = 2


def rows(cast: Cast) -> list[Row]:
    return [*queries(cast), rules(), letters()]


def queries(cast: Cast) -> list[Row]:
    """How many questions My desk and a search ask the database."""
    desks = [
        Row(f"My desk of the {desk}, queries", count(cast, key, "/meja/"), "queries", steady=True)
        for desk, key in DESKS.items()
    ]
    searched = count(cast, DESKS["analyst"], search_address(SEARCHES[0]))
    return [*desks, Row("search, queries", searched, "queries", steady=True)]


def count(cast: Cast, key: str, path: str) -> int:
    browser = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    browser.force_login(cast.users[key])
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


def guards(files: list[Application]) -> list[Row]:
    """The law with all that surrounds a file: who is away, who else goes to the same event."""
    found = []
    for file in files:
        started = time.perf_counter()
        assessment.findings(file)
        found.append(time.perf_counter() - started)
    with CaptureQueriesContext(connection) as asked:
        assessment.findings(files[0])
    return [
        timed("findings with what surrounds a file", found, 95, 1000, steady=True),
        Row("findings, queries", len(asked), "queries", steady=True),
    ]


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
