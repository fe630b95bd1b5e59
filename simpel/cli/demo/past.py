"""Three years of closed files, so that lists look like life. Drawn from a fixed seed: the same on every run."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from simpel.law.calendar import report_due
from simpel.people.models import Person
from simpel.permits.actions.drafting import ALPHABET
from simpel.permits.past import PastFile, import_files

from .people import Cast, read

SEED = 20260101


def import_past(cast: Cast, *, today: date, count: int) -> int:
    """Bring in `count` closed files that ended before today."""
    draw = random.Random(SEED)  # noqa: S311  (made-up data, not a secret)
    stock = read(settings.PACK.path / "demo")["past"]
    return import_files(_file(draw, cast, stock, today, number) for number in range(count))


def _file(draw: random.Random, cast: Cast, stock: dict[str, Any], today: date, number: int) -> PastFile:
    home = draw.choice(sorted({person.institution_id for person in cast.persons.values()}))
    people = tuple(person for person in cast.persons.values() if person.institution_id == home)
    institution = people[0].institution
    unit = next((unit for unit in cast.units.values() if unit.institution_id == institution.pk), None)
    theme = draw.choice(stock["themes"])
    country, city = draw.choice(stock["places"])
    departs = today - timedelta(days=40 + number * 3 + draw.randrange(3))
    starts, length = departs + timedelta(days=1), draw.randrange(2, 6)
    ends = starts + timedelta(days=length - 1)
    returns = ends + timedelta(days=1)
    filed = departs - timedelta(days=draw.randrange(9, 40))
    writer = cast.users[stock["writers"][institution.code]]
    verdict = draw.choices(["completed", "rejected", "withdrawn"], [94, 3, 3])[0]
    way = tuple(_way(draw, cast, stock, writer, filed, returns, verdict, from_unit=unit is not None))
    return PastFile(
        reference="".join(draw.choice(ALPHABET) for _ in range(4)) + "-" + "".join(draw.choice(ALPHABET) for _ in range(4)),
        institution=institution,
        unit=unit,
        created_by=writer,
        event={"name": f"{theme['name']} {starts.year}", "organiser": theme["organiser"], "country": country, "city": city, "starts_on": starts, "ends_on": ends},
        form=_form(draw, theme, departs, returns, filed, number),
        people=_travellers(draw, people),
        way=way,
        filed_on=filed,
        decided_on=way[-2][0] if verdict == "completed" else way[-1][0] if verdict == "rejected" else None,
        report=_report(draw, theme, returns) if verdict == "completed" else {},
    )  # fmt: skip


def _travellers(draw: random.Random, people: tuple[Person, ...]) -> tuple[Person, ...]:
    return tuple(draw.sample(people, min(len(people), draw.choices([1, 2, 3], [6, 3, 1])[0])))


def _form(
    draw: random.Random, theme: dict[str, Any], departs: date, returns: date, filed: date, number: int
) -> dict[str, Any]:
    return {
        "cluster": list(settings.PACK.clusters)[-1],
        "unit_letter_no": f"{400 + number}/LN/{filed.year}",
        "unit_letter_on": filed - timedelta(days=8),
        "letter_no": f"B-{1200 + number}/SJ/{filed.year}",
        "letter_on": filed - timedelta(days=1),
        "requesting_position": "Sekretaris Jenderal",
        "requesting_city": "Jakarta",
        "activity_type": theme["activity"],
        "departs_on": departs,
        "returns_on": returns,
        "purpose": theme["purpose"],
        "funding": "SINGLE",
        "payers": [draw.choice(list(settings.PACK.payers)[:2])],
        "copies": ["Arsip"],
    }


def _way(
    draw: random.Random,
    cast: Cast,
    stock: dict[str, Any],
    writer: Any,
    filed: date,
    returns: date,
    verdict: str,
    *,
    from_unit: bool,
) -> Iterator[tuple[date, str, str, str, Any]]:
    """The states such a file passed, from `[past.way]` of the pack's demonstration."""
    rows = stock["way"]["unit" if from_unit else "channel"] + stock["way"][verdict]
    day = filed
    for row in rows:
        if row.get("after_return"):
            day = returns + timedelta(days=draw.randrange(3, 14))
        elif row.get("days"):
            day += timedelta(days=draw.randrange(row["days"] + 1))
        by = writer if row["by"] == "writer" else cast.users[row["by"]]
        yield day, row["verb"], row["desk"], row["to"], by


def _report(draw: random.Random, theme: dict[str, Any], returns: date) -> dict[str, Any]:
    due_on = report_due(settings.PACK, returns)
    if due_on is None:  # the law of that time set no day
        return {}
    handed_in = returns + timedelta(days=draw.randrange(3, 14))
    return {
        "due_on": due_on,
        "substance": theme["purpose"],
        "follow_up": "Hasil dibahas di unit dan dimasukkan ke rencana kerja.",
        "impact": "Jejaring dan bahan pembanding untuk perbaikan layanan.",
        "recommendations": "Dilanjutkan lewat pertemuan daring.",
        "submitted_on": handed_in,
        "accepted_on": handed_in + timedelta(days=3),
    }
