"""What a return points at: fields and documents by name, with the link to the place on the form that clears it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from simpel.law.checklist import Item

from ..forms.choices import language
from ..forms.places import place_of
from ..models import Application

POINTABLE = (  # in the order of the form
    "cluster", "unit_letter_no", "letter_no", "requesting_position", "requesting_city", "activity_type", "activity",
    "departs_on", "returns_on", "purpose", "working_groups", "regional_reference", "participants",
    "participant_details", "payers", "state_budget", "head_of_institution",
)  # fmt: skip


class Pointer(NamedTuple):
    """One thing to mend: what it is called and where it is mended."""

    label: str
    url: str


def pointers(application: Application, codes: Iterable[str]) -> list[Pointer]:
    """The things named by codes, those that this pack and form know."""
    return [found for code in codes if (found := pointer(application, code))]


def pointer(application: Application, code: str) -> Pointer | None:
    """One document or field, with the link to its place on the form."""
    place = place_of(application, code)
    if place is None:
        return None
    document = settings.PACK.documents.get(code)
    return Pointer(document.name(language()) if document else place.label, place.url)


def targets(application: Application, checklist: Iterable[Item]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be pointed at on this file, documents first: choices in two groups."""
    documents = [(item.code, item.name(language())) for item in checklist if item.needed or item.present]
    skip = () if application.unit_id else ("unit_letter_no",)
    fields = [(code, found.label) for code in POINTABLE if code not in skip and (found := pointer(application, code))]
    return [(_("Dokumen"), documents), (_("Isian"), fields)]


def every_target() -> list[tuple[str, str]]:
    """All codes that may be pointed at on any file: what an answer is checked against."""
    return [(code, code) for code in (*settings.PACK.documents, *POINTABLE)]
