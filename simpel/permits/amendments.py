"""What makes a file an amendment: the letter it changes, what it may change, who is new on it. Nothing here writes.

Which kinds of application there are, and whether one extends, corrects or cancels, is the pack's (`pack.amendments`).
"""

from collections.abc import Iterable

from django.conf import settings

from simpel.letters.issuing import Amending, letter_of
from simpel.letters.models import Letter

from .content import content
from .difference import Change, difference
from .models import Application, Participant

EXTENDS, CORRECTS, CANCELS = "extends", "corrects", "cancels"
MAKES = {
    EXTENDS: Letter.Standing.EXTENDED,
    CORRECTS: Letter.Standing.CORRECTED,
    CANCELS: Letter.Standing.CANCELLED,
}
ASKING = frozenset(  # who asks, by which letters, and why: said anew by every amendment
    {
        "unit_letter_no", "unit_letter_on", "letter_no", "letter_on", "requesting_position", "requesting_city",
        "amendment_reason", "responsible",
    }
)  # fmt: skip


def effect(application: Application) -> str:
    """What this file does to an earlier letter: extends, corrects, cancels; empty for a new application."""
    return settings.PACK.amendments.get(application.kind, "") if application.amends_id else ""


def is_narrow(application: Application) -> bool:
    """Whether only its own page may be filled in: an extension and a cancellation leave the trip as it was."""
    return effect(application) in (EXTENDS, CANCELS)


def fixed(application: Application, fields: Iterable[str]) -> list[str]:
    """Those of these fields that this kind of amendment leaves as they were approved."""
    return [name for name in fields if name not in ASKING] if is_narrow(application) else []


def earlier_letter(application: Application) -> Letter | None:
    """The letter that this file changes."""
    return letter_of(application.amends.reference) if application.amends else None


def newcomers(application: Application, participants: Iterable[Participant]) -> set[int]:
    """The people (by key) who were not on the earlier letter."""
    if not application.amends_id:
        return set()
    before = set(Participant.objects.filter(application=application.amends_id).values_list("person_id", flat=True))
    return {seat.person_id for seat in participants} - before


def required(application: Application) -> tuple[str, ...]:
    """Fields that only an amendment cannot be sent without."""
    return ("amendment_reason",) if effect(application) == CANCELS else ()


def gaps(application: Application) -> list[str]:
    """An extension that extends nothing says so: its trip must end later than the one that was approved."""
    if effect(application) != EXTENDS or application.amends is None or application.returns_on is None:
        return []
    before = application.amends.returns_on
    return ["longer"] if before and application.returns_on <= before else []


def changes(application: Application) -> list[Change]:
    """What this amendment changes about the file it amends; nothing for a new application.

    Papers it does not bring are no change: they stay with the earlier file.
    """
    if application.amends is None:
        return []
    found = difference(content(application.amends), content(application))
    return [change for change in found if change.part != "document" or change.after]


def case_that_follows(letter: Letter | None) -> str:
    """The file whose letter changes this one, out or on its way; empty while there is none."""
    following = (
        Letter.objects.filter(amends=letter).exclude(state=Letter.State.VOID) if letter else Letter.objects.none()
    )
    return following.values_list("case", flat=True).first() or ""


def in_force(application: Application) -> Letter | None:
    """The letter of this file, if nothing later changed it and it can be changed now."""
    letter = letter_of(application.reference)
    return letter if letter and letter.state == Letter.State.ISSUED and not letter.standing else None


def amending(application: Application) -> Amending | None:
    """The letter that this file's own will change, and into what; nothing for a new application."""
    earlier = earlier_letter(application)
    return Amending(earlier, MAKES[effect(application)]) if earlier else None
