"""Papers for a scenario: real PDFs with readable text about that very trip, plainly marked as examples."""

import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.formats import date_format

from .people import read
from .scenario import Scenario

TEMPLATE = Path(__file__).with_name("document.typ")


def paper(scenario: Scenario, slot: str, *, traveller: str = "") -> bytes:
    """The PDF for one slot of the checklist, of one traveller or of the whole trip."""
    return typst.compile(
        str(TEMPLATE), sys_inputs={"data": json.dumps(_data(scenario, slot, traveller))}, ignore_system_fonts=True
    )


def _data(scenario: Scenario, slot: str, traveller: str) -> dict[str, Any]:
    event, form, words = scenario.event, scenario.form, read(settings.PACK.path / "demo")["papers"]
    dates = f"{date_format(event['starts_on'], 'j F Y')} – {date_format(event['ends_on'], 'j F Y')}"
    facts = [
        [words["event"], event["name"]],
        [words["organiser"], event["organiser"]],
        [words["place"], f"{event['city']}, {event['country']}"],
        [words["dates"], dates],
    ]
    return {
        "issuer": event["organiser"] if slot in words["by_the_organiser"] else form["requesting_position"],
        "title": settings.PACK.documents[slot].name(settings.PACK.languages[0]),
        "facts": [[words["name"], traveller], *facts] if traveller else facts,
        "text": [form["purpose"], words["note"]],
        "place": f"{form['requesting_city']}, {date_format(scenario.begins_at, 'j F Y')}",
        "footer": words["footer"],
        "language": settings.PACK.languages[0],
    }
