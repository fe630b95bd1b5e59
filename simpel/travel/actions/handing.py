"""Handing over: the package for the passport office, and the passport itself."""

import secrets
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from simpel.documents import storage
from simpel.documents.models import File
from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.letters.issuing import letter_of
from simpel.letters.models import Letter
from simpel.letters.office import token_key
from simpel.people.custody import Custody
from simpel.people.keeping import hand_over
from simpel.people.models import User
from simpel.permits.itinerary import stops
from simpel.permits.models import Application, Attachment, Participant

from .. import access
from ..models import Package, TravelDocument
from ..package import LETTER, Part, TooLarge, pack
from ..states import State
from .moving import take_step


@transaction.atomic
def make_package(application: Application, *, by: User) -> Package:
    """Sign and keep the package of all documents that the office makes and that are still needed; they are handed over.

    Refused: `not_yours`, `nothing_to_hand_over`, `letter_not_out`, `package_too_large`. Its bytes never change: when
    something is needed later, that is another package.
    """
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not access.handles(by, application):
        raise Refused("not_yours", {})
    documents = _to_hand_over(application)
    if not documents:
        raise Refused("nothing_to_hand_over", {})
    number, now = f"P-{secrets.token_hex(5).upper()}", clock.now()
    letter = _letter(application)
    said = {
        "package": number, "issued_at": now.isoformat(timespec="seconds"), "site": settings.SITE_URL,
        "letter": {"number": letter.number, "issued_on": letter.issued_on.isoformat(), "file": LETTER},
        "trip": _trip(application), "travellers": list(_travellers(documents)),
    }  # fmt: skip
    try:
        data = pack(said, _parts(application, letter, documents), token_key().secret)
    except TooLarge:
        raise Refused("package_too_large", {}) from None
    made = Package.objects.create(
        number=number, application=application, file=_kept(number, data, by=by), made_by=by, made_at=now
    )
    made.documents.set(documents)
    record("travel.package", application.reference, actor=by, package=number, sha256=made.file.sha256)
    for document in documents:
        take_step(document, State.HANDED_OVER, by=by, note=number)
    return made


def hand_passport(
    seat: Participant, *, to: str, expected: int | None, by: User, handed_by: str, taken_by: str
) -> Custody:
    """Note that a passport went from one holder to another. In the traveller's hands it has a day to return."""
    application, rules = seat.application, settings.PACK.travel_documents
    if not access.handles(by, application):
        raise Refused("not_yours", {})
    return hand_over(
        seat.person, to=to, expected=expected, by=by, handed_by=handed_by, taken_by=taken_by,
        reference=application.reference, return_by=_return_by(application) if to == rules.traveller else None,
    )  # fmt: skip


def _return_by(application: Application) -> date | None:
    rules = settings.PACK.travel_documents
    return rules.must_return(application.returns_on) if application.returns_on else None


def _to_hand_over(application: Application) -> list[TravelDocument]:
    rows = TravelDocument.objects.select_for_update(of=("self",)).filter(application=application, state=State.NEEDED)
    papers = settings.PACK.travel_documents.papers
    made_by_office = [code for code, paper in papers.items() if paper.maker == "office"]
    return list(rows.filter(kind__in=made_by_office).select_related("application", "participant__person"))


def _letter(application: Application) -> Letter:
    letter = letter_of(application.reference)
    if letter is None or letter.file is None or letter.state != Letter.State.ISSUED:
        raise Refused("letter_not_out", {})
    return letter


def _trip(application: Application) -> dict[str, Any]:
    departs_on, returns_on = application.departs_on, application.returns_on
    return {
        "reference": application.reference,
        "institution": application.institution.name,
        "departs_on": departs_on.isoformat() if departs_on else "",
        "returns_on": returns_on.isoformat() if returns_on else "",
        "countries": sorted({place.country for place in stops(application)}),
    }


def _travellers(documents: list[TravelDocument]) -> Iterator[dict[str, Any]]:
    seats = {document.participant_id: document.participant for document in documents}
    papers, language = settings.PACK.travel_documents.papers, settings.PACK.languages[0]
    for seat in seats.values():
        mine = [document for document in documents if document.participant_id == seat.pk]
        yield {
            "place": seat.place, "name": seat.person.name, "position": seat.person.position,
            "employee_no": seat.person.employee_no,
            "items": [
                {
                    "item": f"D{document.pk}", "kind": document.kind, "called": papers[document.kind].name(language),
                    "sort": papers[document.kind].sort, "ready_by": document.ready_by.isoformat(),
                }
                for document in mine
            ],
        }  # fmt: skip


def _parts(application: Application, letter: Letter, documents: list[TravelDocument]) -> Iterator[Part]:
    """The letter, then the papers that the pack sends along: of the whole trip and of the travellers concerned."""
    if letter.file:
        yield Part(LETTER, storage.read(letter.file))
    rules = settings.PACK.travel_documents
    wanted = {code for document in documents for code in rules.papers[document.kind].papers}
    seats = {document.participant_id for document in documents}
    rows = Attachment.objects.filter(application=application, slot__in=wanted).select_related("file", "participant")
    for paper in rows:
        if paper.participant_id is None or paper.participant_id in seats:
            yield Part(_named(paper), storage.read(paper.file))


def _named(paper: Attachment) -> str:
    place = paper.participant.place if paper.participant else 0
    return f"papers/{place:03d}-{paper.slot}-{paper.pk}{PurePosixPath(paper.file.name).suffix.lower()}"


def _kept(number: str, data: bytes, *, by: User) -> File:
    """The bytes on disk, then their row: as every file of the house."""
    file = File(
        id=uuid4(), name=f"{number}.zip", kind="application/zip", size=len(data), sha256=sha256(data).hexdigest(),
        added_by=by, added_at=clock.now(),
    )  # fmt: skip
    storage.write(file.pk, data)
    file.save(force_insert=True)
    return file
