"""Places for documents: what the checklist asks for, what is there, and what was wrong with the last try."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from simpel.law.checklist import Item
from simpel.permits.forms.choices import language
from simpel.permits.models import Application, Attachment, Participant


@dataclass(frozen=True)
class Slot:
    """One document of the checklist, for the trip or for one participant, with its files."""

    code: str
    name: str
    item: Item | None  # None: the law does not ask for it (any more), but a file lies here
    participant: Participant | None = None
    files: list[Attachment] = field(default_factory=list)
    problem: str = ""

    @property
    def key(self) -> str:
        """The id of this place on its page."""
        return f"dok-{self.code}-{self.participant.pk}" if self.participant else f"dok-{self.code}"

    @property
    def kind(self) -> str:
        """How its state is shown: there, served by another one, lacking, perhaps needed, or free to add."""
        if self.files:
            return "ok"
        if self.item is None or self.item.needed is False or self.item.requirement == "optional":
            return "free"
        if self.item.needed is None:
            return "open"
        return "stop" if self._is_lacking(self.item) else "served"

    def _is_lacking(self, item: Item) -> bool:
        """Whether the law still waits for it here; one paper of the whole trip may serve everybody."""
        return self.participant.place in item.missing_for if self.participant else item.is_open


@dataclass(frozen=True)
class Problem:
    """Why a file was not taken, shown beside the slot it was meant for."""

    slot: str
    participant_id: int | None
    text: str


def trip_slots(application: Application, checklist: Iterable[Item], problem: Problem | None = None) -> list[Slot]:
    """The documents of the whole trip."""
    files = _files(application)
    return _ordered(_slots([i for i in checklist if i.each == "trip"], files, None, problem))


def participant_slots(
    application: Application,
    participants: Iterable[Participant],
    checklist: Iterable[Item],
    problem: Problem | None = None,
) -> dict[int, list[Slot]]:
    """The documents of each participant."""
    files = _files(application)
    items = [item for item in checklist if item.each == "participant"]
    return {p.pk: _ordered(_slots(items, files, p, problem)) for p in participants}


def one_slot(
    application: Application,
    code: str,
    participant: Participant | None,
    checklist: Iterable[Item],
    problem: Problem | None,
) -> Slot:
    """One slot as it stands now, after an upload or a removal."""
    by_code = {item.code: item for item in checklist}
    return _slot(code, by_code.get(code), _files(application), participant, problem)


Files = dict[tuple[str, int | None], list[Attachment]]


def _files(application: Application) -> Files:
    found: Files = defaultdict(list)
    for attachment in application.attachments.select_related("file", "reading", "verdict"):
        found[attachment.slot, attachment.participant_id].append(attachment)
    return found


def _slots(items: list[Item], files: Files, participant: Participant | None, problem: Problem | None) -> list[Slot]:
    owner = participant.pk if participant else None
    asked = {item.code for item in items}
    shown = [
        item
        for item in items
        if item.needed is not False or files.get((item.code, owner)) or item.requirement == "optional"
    ]
    slots = [_slot(item.code, item, files, participant, problem) for item in shown]
    orphans = [code for (code, of), found in files.items() if of == owner and found and code not in asked]
    return slots + [_slot(code, None, files, participant, problem) for code in orphans]


def _slot(code: str, item: Item | None, files: Files, participant: Participant | None, problem: Problem | None) -> Slot:
    owner = participant.pk if participant else None
    said = problem.text if problem and (problem.slot, problem.participant_id) == (code, owner) else ""
    document = settings.PACK.documents.get(code)
    name = document.name(language()) if document else code
    return Slot(code, name, item, participant, list(files.get((code, owner), ())), said)


def _ordered(slots: list[Slot]) -> list[Slot]:
    """What is certainly needed first, what may be added last; otherwise in the order of the pack."""
    rank = {True: 0, None: 1, False: 2}
    return sorted(
        slots,
        key=lambda slot: 3 if slot.item is None or slot.item.requirement == "optional" else rank[slot.item.needed],
    )
