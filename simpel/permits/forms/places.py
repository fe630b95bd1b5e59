"""Where in the form a fact or a document is filled in: what a finding or an empty field links to."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpel.permits import amendments
from simpel.permits.facts import QUESTIONS, field_of
from simpel.permits.models import Application

from .applicant import GeneralForm, MoneyForm, TripForm
from .choices import language
from .questions import label_of

STEP_OF = {
    **dict.fromkeys(GeneralForm.Meta.fields, "general"),
    **dict.fromkeys((*TripForm.Meta.fields, *QUESTIONS), "activity"),
    **dict.fromkeys(MoneyForm.Meta.fields, "participants"),
    "unit_letter_on": "general",
    "amendment_reason": "general",
    "longer": "general",
    "letter_on": "general",
    "activity": "activity",
    "participants": "participants",
    "participant_details": "participants",
    "golongan": "participants",
    "passport_expires_on": "participants",
    **dict.fromkeys(("home_institution", "role", "state_leader", "replaced"), "participants"),
    "cost_items": "participants",
    **dict.fromkeys(("stand_in", "stand_in_from", "stand_in_until"), "participants"),
    "funding": "participants",
    "responsible": "confirm",
}
ANCHOR = {
    "longer": "id_ends_on",
    "activity": "acara",
    "participants": "daftar",
    "participant_details": "daftar",
    "payers": "id_payers",
    **dict.fromkeys(
        ("golongan", "passport_expires_on", "home_institution", "role", "state_leader", "replaced"), "daftar"
    ),
    "cost_items": "biaya",
    **dict.fromkeys(("stand_in", "stand_in_from", "stand_in_until"), "interim"),
}
LABELS = {
    "activity": gettext_lazy("Kegiatan yang diikuti"),
    "amendment_reason": gettext_lazy("Alasan perubahan"),
    "longer": gettext_lazy("Tanggal akhir yang lebih lama daripada yang disetujui"),
    "participants": gettext_lazy("Peserta"),
    "participant_details": gettext_lazy("Tanggal tugas dan golongan setiap peserta"),
    "golongan": gettext_lazy("Golongan peserta"),
    "passport_expires_on": gettext_lazy("Masa berlaku paspor"),
    "home_institution": gettext_lazy("Lembaga asal peserta"),
    "funding": gettext_lazy("Siapa yang membiayai?"),
    "role": gettext_lazy("Peran peserta"),
    "cost_items": gettext_lazy("Siapa membayar apa"),
    **dict.fromkeys(("stand_in", "stand_in_from", "stand_in_until"), gettext_lazy("Pejabat ad interim")),
}


@dataclass(frozen=True)
class Place:
    """A spot in the form: what it is called there and how to get to it."""

    label: str
    url: str
    step: str


def place_of(application: Application, code: str) -> Place | None:
    """The field, list or document slot that answers to this code; None where the form has none."""
    code = code.rsplit(".", 1)[-1]
    if code in settings.PACK.documents:
        return _slot(application, code)
    code = field_of(code)
    step = STEP_OF.get(code)
    if step is None:
        return None
    anchor = ANCHOR.get(code, f"id_{code}")
    return Place(_label(code), f"{reverse(f'permits:{step}', args=[application.reference])}#{anchor}", step)


def places_of(application: Application, codes: tuple[str, ...] | list[str]) -> list[Place]:
    """The spots for several codes, each once."""
    found = (place_of(application, code) for code in codes)
    return list(dict.fromkeys(place for place in found if place))


def _slot(application: Application, code: str) -> Place:
    document = settings.PACK.documents[code]
    step = "participants" if document.each == "participant" else "activity"
    step = "general" if amendments.is_narrow(application) else step
    anchor = "daftar" if document.each == "participant" else f"dok-{code}"
    label = _("Unggah: %(document)s") % {"document": document.name(language())}
    return Place(label, f"{reverse(f'permits:{step}', args=[application.reference])}#{anchor}", step)


def _label(code: str) -> str:
    if code in LABELS:
        return str(LABELS[code])
    fields = {**GeneralForm.base_fields, **TripForm.base_fields, **MoneyForm.base_fields}
    return label_of(code, fields[code].label if code in fields else "")
