"""Papers for a scenario: real PDFs with readable text about that very trip, plainly marked as examples."""

import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.formats import date_format

from .scenario import Scenario

TEMPLATE = Path(__file__).with_name("document.typ")


def paper(scenario: Scenario, slot: str, *, traveller: str = "") -> bytes:
    """The PDF for one slot of the checklist, of one traveller or of the whole trip."""
    return typst.compile(
        str(TEMPLATE), sys_inputs={"data": json.dumps(_data(scenario, slot, traveller))}, ignore_system_fonts=True
    )


def _data(scenario: Scenario, slot: str, traveller: str) -> dict[str, Any]:
    event, form = scenario.event, scenario.form
    language = settings.PACK.languages[0]
    dates = f"{date_format(event['starts_on'], 'j F Y')} – {date_format(event['ends_on'], 'j F Y')}"
    facts = [
        ["Kegiatan", event["name"]],
        ["Penyelenggara", event["organiser"]],
        ["Tempat", f"{event['city']}, {event['country']}"],
        ["Tanggal", dates],
    ]
    if traveller:
        facts.insert(0, ["Nama", traveller])
    return {
        "issuer": event["organiser"]
        if slot in {"INVITATION", "INDIVIDUAL_CONFIRMATION", "SCHEDULE", "LOA"}
        else form["requesting_position"],
        "title": settings.PACK.documents[slot].name(language),
        "facts": facts,
        "text": [
            form["purpose"],
            "Dokumen ini dibuat untuk peragaan. Semua nama, nomor, dan tanggal di dalamnya rekaan.",
        ],
        "place": f"{form['requesting_city']}, {date_format(scenario.begins_at, 'j F Y')}",
    }
