"""What exactly was sent: the hash every approval binds to."""

import hashlib
import json
from typing import Any

from .costs import borne
from .models import AdInterimRequest, Application, BudgetCharge, HandRate, Participant

FORM_FIELDS = (
    "kind", "amendment_reason",
    "cluster", "unit_letter_no", "unit_letter_on", "letter_no", "letter_on", "requesting_position",
    "requesting_city", "activity_type", "departs_on", "returns_on", "purpose", "working_groups", "regional_reference",
    "answers", "head_of_institution", "deputy_abroad", "funding", "payers", "donor", "state_budget",
    "lodging_provided", "responsible",
)  # fmt: skip
ACTIVITY_FIELDS = ("name", "organiser", "country", "city", "starts_on", "ends_on")
PERSON_FIELDS = ("name", "position", "employee_no")
PARTICIPANT_FIELDS = (
    "place", "starts_on", "ends_on", "golongan", "home_institution", "role", "state_leader", "replaced",
)  # fmt: skip
LEG_FIELDS = ("place", "country", "city", "arrives_on", "leaves_on")
COST_FIELDS = ("item", "payer", "amount", "currency", "note", "participant__place")
BRIEF_FIELDS = ("why", "position", "expected")
AD_INTERIM_FIELDS = ("name", "position", "starts_on", "ends_on")


def content(application: Application) -> dict[str, Any]:
    """The file's content as plain data: the form, the people, the fingerprints of the documents."""
    activity = application.activity
    return {
        "reference": application.reference,
        "amends": application.amends_id,
        "form": {name: getattr(application, name) for name in FORM_FIELDS},
        "activity": {name: getattr(activity, name) for name in ACTIVITY_FIELDS} if activity else None,
        "participants": [_seat(seat) for seat in application.participants.select_related("person")],
        "legs": list(application.legs.values(*LEG_FIELDS)),
        "costs": list(borne(application).order_by("item", "payer", "participant__place").values(*COST_FIELDS)),
        "ad_interim": AdInterimRequest.objects.filter(application=application).values(*AD_INTERIM_FIELDS).first(),
        "brief": {name: getattr(application.brief, name) for name in BRIEF_FIELDS} if application.brief else None,
        "documents": sorted(_papers(application)),
        "rates": list(HandRate.objects.filter(application=application).values("country", "amount", "reason")),
        "budget_line": BudgetCharge.objects.filter(application=application)
        .values_list("line__code", flat=True)
        .first(),
    }


def _seat(seat: Participant) -> dict[str, Any]:
    fields = {name: getattr(seat, name) for name in PARTICIPANT_FIELDS}
    person = {name: getattr(seat.person, name) for name in PERSON_FIELDS}
    return {"person": seat.person_id, **person, **fields}


def _papers(application: Application) -> list[tuple[str, int, str]]:
    """Slot, place on the list (0 for the whole trip) and fingerprint of every document."""
    rows = application.attachments.values_list("slot", "participant__place", "file__sha256")
    return [(slot, place or 0, sha256) for slot, place, sha256 in rows]


def digest(application: Application) -> str:
    """SHA-256 over the content in canonical JSON."""
    text = json.dumps(content(application), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
