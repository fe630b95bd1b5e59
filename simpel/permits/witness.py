"""The files held against the record: a state that no sealed step led to was written by somebody else.

Imported files were never stepped and are left out until their first step. The version is not compared: it grows with
every keystroke that is saved, which the record does not keep.
"""

from django.conf import settings

from simpel.ledger.recall import Disagreement, Subjects, acts, settled

from .models import Application

Place = tuple[str, str]  # state, and the hash of what was sent


def disagreements() -> list[Disagreement]:
    """Every file that does not stand where its last sealed step left it."""
    return settled(_compare)


def _compare(references: Subjects) -> list[Disagreement]:
    sealed = _sealed(references)
    files = Application.objects.order_by("pk")
    if references is not None:
        files = files.filter(reference__in=references)
    stand = {ref: (state, sent) for ref, state, sent in files.values_list("reference", "state", "content_sha256")}
    return [
        Disagreement(reference, f"file {reference}", fact, here, there)
        for reference, place in sealed.items()
        for fact, here, there in zip(("state", "content"), stand.get(reference, ("gone", place[1])), place, strict=True)
        if here != there
    ]


def _sealed(references: Subjects) -> dict[str, Place]:
    """Where the last act left each file."""
    places: dict[str, Place] = {}
    for act in acts("permit.", references):
        if act.kind == "permit.create":
            places[act.subject] = (settings.PACK.workflow.initial, "")
        elif act.kind == "permit.delete_draft":
            places.pop(act.subject, None)
        elif "after" in act.facts:
            places[act.subject] = (act.facts["after"], act.facts["content"])
    return places
