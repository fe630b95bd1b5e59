"""Many files at once: nine tenths long closed, the rest on some desk with departure in the coming weeks."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from simpel.cli.demo import people
from simpel.cli.demo.people import Cast
from simpel.ledger import clock
from simpel.permits.actions.drafting import ALPHABET
from simpel.permits.past import PastFile, import_files

SEED = 7
CLOSED_SHARE = 0.9
YEARS = 3
Way = list[dict[str, Any]]


def fill(count: int) -> Cast:
    """The demonstration's people and `count` files of theirs."""
    folder = settings.PACK.path / "demo"
    cast = people.settle_in(folder, since=clock.today() - timedelta(days=365 * (YEARS + 1)))
    draw = random.Random(SEED)
    stock = people.read(folder)["past"]
    import_files(past_file(draw, cast, stock, number, count) for number in range(count))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does on PostgreSQL; on SQLite the planner otherwise guesses
    return cast


def past_file(draw: random.Random, cast: Cast, stock: dict[str, Any], number: int, count: int) -> PastFile:
    """One file: closed somewhere in the last years, or still on its way."""
    unit = draw.choice(list(cast.units.values()))
    here = [person for person in cast.persons.values() if person.institution_id == unit.institution_id]
    writer = cast.users[stock["writers"][unit.institution.code]]
    closed = number < count * CLOSED_SHARE
    departs = clock.today() + timedelta(days=-draw.randrange(40, 365 * YEARS) if closed else draw.randrange(10, 60))
    filed = departs - timedelta(days=draw.randrange(30, 60))
    way = tuple(steps(cast, stock["way"], writer, filed, closed=closed, draw=draw))
    theme = draw.choice(stock["themes"])
    country, city = draw.choice(stock["places"])
    return PastFile(
        reference=reference(number),
        institution=unit.institution,
        unit=unit,
        created_by=writer,
        event={
            "name": f"{theme['name']} {departs.year}-{number % 97}",
            "organiser": theme["organiser"],
            "country": country,
            "city": city,
            "starts_on": departs + timedelta(days=1),
            "ends_on": departs + timedelta(days=3),
        },
        form=form(theme, departs, number),
        people=tuple(draw.sample(here, min(len(here), draw.randrange(1, 4)))),
        way=way,
        filed_on=filed,
        decided_on=filed + timedelta(days=8) if closed else None,
    )


def form(theme: dict[str, Any], departs: date, number: int) -> dict[str, Any]:
    return {
        "cluster": list(settings.PACK.clusters)[-1],
        "letter_no": f"B-{number}/SJ",
        "letter_on": departs - timedelta(days=40),
        "requesting_position": "Sekretaris Jenderal",
        "requesting_city": "Jakarta",
        "activity_type": theme["activity"],
        "departs_on": departs,
        "returns_on": departs + timedelta(days=4),
        "purpose": theme["purpose"],
        "funding": "SINGLE",
        "payers": list(settings.PACK.payers)[:1],
    }


def steps(
    cast: Cast, ways: dict[str, Way], writer: Any, filed: date, *, closed: bool, draw: random.Random
) -> Iterator[tuple[date, str, str, str, Any]]:
    """The whole way of a closed file; as much of it as an open one has behind it."""
    rows = [*ways["unit"], *ways["completed"]]
    office = len(ways["unit"]) + 3  # a file still waiting at the office has at most three approvals
    for days, row in enumerate(rows if closed else rows[: draw.randrange(1, office + 1)]):
        by = writer if row["by"] == "writer" else cast.users[row["by"]]
        yield filed + timedelta(days=days), row["verb"], row["desk"], row["to"], by


def reference(number: int) -> str:
    """A different reference for each number, in the alphabet of references."""
    letters = []
    for _ in range(8):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters[:4]) + "-" + "".join(letters[4:])
