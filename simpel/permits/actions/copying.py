"""Beginning from what was filled in before: last year's file as a new draft, and a paper out of an earlier file."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from simpel.documents import storage
from simpel.documents.models import File
from simpel.law.checklist import NEW
from simpel.law.workflow import Refused
from simpel.ledger.record import record
from simpel.people.models import User

from .. import access
from ..models import Application, Attachment, CostItem, Participant
from .drafting import attach, create, touched

COPIED = (  # what may be the same again; letters, dates, the event and the statement are given anew
    "cluster", "requesting_position", "requesting_city", "activity_type", "purpose", "working_groups",
    "head_of_institution", "funding", "payers", "donor", "lodging_provided",
)  # fmt: skip
OF_A_SEAT = ("place", "golongan", "home_institution", "role", "state_leader")


@transaction.atomic
def copy_file(source: Application, *, by: User, request_key: str = "") -> Application:
    """Salin berkas: a new draft of the same body with what stays the same; days, letters and decisions do not."""
    if source.kind != NEW:
        raise Refused("not_to_be_copied", {})
    body = None if source.unit else source.institution
    draft = create(by=by, unit=source.unit, institution=body, request_key=request_key)
    if draft.copied_from_id:
        return draft  # the same request again
    for name in COPIED:
        setattr(draft, name, getattr(source, name))
    draft.copied_from = source
    draft = touched(draft, *COPIED, "copied_from")
    seats = _copy_people(source, draft)
    for paper in source.attachments.select_related("file"):
        if paper.participant_id in seats and _is_reusable(paper.slot):
            _copy_paper(paper.file, draft, by=by, slot=paper.slot, participant=seats[paper.participant_id])
    record("permit.copy", draft.reference, actor=by, source=source.reference)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def reuse(
    application: Application, *, by: User, paper: Attachment, participant: Participant | None = None
) -> Attachment:
    """Ambil dari berkas sebelumnya: put a copy of an earlier paper into the same place of this file."""
    if not access.visible_to(by).filter(pk=paper.application_id).exists():
        raise Refused("not_yours", {})
    return _copy_paper(paper.file, application, by=by, slot=paper.slot, participant=participant)


def _copy_people(source: Application, draft: Application) -> dict[int, Participant]:
    """The same people in the same order, as far as they may still be taken along; and what each of them costs."""
    seats: dict[int, Participant] = {}
    for old in source.participants.select_related("person"):
        if access.may_take_along(draft, old.person):
            fields = {name: getattr(old, name) for name in OF_A_SEAT} | {"place": len(seats) + 1}
            seats[old.pk] = Participant.objects.create(application=draft, person=old.person, **fields)
    for cost in source.costs.filter(participant=None):
        CostItem.objects.create(application=draft, item=cost.item, payer=cost.payer, note=cost.note)
    return seats


def _is_reusable(slot: str) -> bool:
    document = settings.PACK.documents.get(slot)
    return document is not None and document.reusable


def _copy_paper(
    file: File, application: Application, *, by: User, slot: str, participant: Participant | None
) -> Attachment:
    """A file of its own with the same bytes: taking out one leaves the other. It is looked at like any new one."""
    upload = SimpleUploadedFile(file.name, storage.read(file), content_type=file.kind)
    return attach(application, by=by, slot=slot, upload=upload, participant=participant)
