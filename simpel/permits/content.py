"""What exactly was sent: the hash every approval binds to."""

import hashlib
import json
from typing import Any

from .models import Application

FORM_FIELDS = (
    "kind", "cluster", "unit_letter_no", "unit_letter_on", "letter_no", "letter_on", "requesting_position",
    "requesting_city", "activity_type", "departs_on", "returns_on", "purpose", "working_groups", "regional_reference",
    "answers", "head_of_institution", "deputy_abroad", "funding", "payers", "donor", "state_budget_idr",
    "lodging_provided", "responsible",
)  # fmt: skip
ACTIVITY_FIELDS = ("name", "organiser", "country", "city", "starts_on", "ends_on")
PARTICIPANT_FIELDS = ("place", "starts_on", "ends_on", "golongan", "home_institution")


def content(application: Application) -> dict[str, Any]:
    """The file's content as plain data: the form, the people, the fingerprints of the documents."""
    activity = application.activity
    return {
        "reference": application.reference,
        "form": {name: getattr(application, name) for name in FORM_FIELDS},
        "activity": {name: getattr(activity, name) for name in ACTIVITY_FIELDS} if activity else None,
        "participants": [
            {
                "person": p.person_id, "name": p.person.name, "position": p.person.position, "employee_no": p.person.employee_no,
                **{name: getattr(p, name) for name in PARTICIPANT_FIELDS},
            }
            for p in application.participants.select_related("person")
        ],
        "documents": sorted(
            application.attachments.values_list("slot", "participant__place", "file__sha256"), key=lambda row: (row[0], row[1] or 0, row[2])
        ),
    }  # fmt: skip


def digest(application: Application) -> str:
    """SHA-256 over the content in canonical JSON."""
    text = json.dumps(content(application), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
