"""Looking at a file closely: each document accepted or returned, each traveller permitted or not."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TypeGuard

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import User

from .. import lifecycle
from ..lifecycle import lock
from ..models import Application, Attachment, Duty, Participant, SeatDecision, Verdict


@dataclass(frozen=True)
class Answer:
    """What is decided about one traveller."""

    refused: bool
    reason: str = ""
    note: str = ""
    condition: str = ""


@transaction.atomic
def judge(attachment: Attachment, *, by: User, outcome: str, note: str = "", version: int | None = None) -> Verdict:
    """Terima atau kembalikan satu dokumen. For whoever holds the file and could return it; a return says why."""
    application = lock(attachment.application, version=version)
    desk = reviewing_desk(application, by)
    if desk is None:
        raise Refused("not_on_your_desk", {"state": application.state})
    _not_over_the_office(attachment, desk)
    note = note.strip()
    if outcome == Verdict.Outcome.RETURNED and not note:
        raise Refused("needs", {"field": "note"})
    if outcome == Verdict.Outcome.ACCEPTED:
        note = ""
    verdict, _new = Verdict.objects.update_or_create(
        attachment=attachment,
        defaults={"outcome": outcome, "note": note, "by": by, "desk": desk, "at": clock.now()},
    )
    record("permit.judge_document", application.reference, actor=by, document=attachment.pk, verdict=outcome, desk=desk)
    return verdict


@transaction.atomic
def decide_seats(
    application: Application, *, by: User, answers: dict[int, Answer], version: int | None = None
) -> Application:
    """Putusan per peserta, by a desk that decides. `answers` by the participant's id; who is not named stays as is.

    The approval binds to what was sent; this is an act of its own, with a hash of its own in the record.
    """
    application = lock(application, version=version)
    desk = reviewing_desk(application, by)
    if not decides_seats(desk):
        raise Refused("not_on_your_desk", {"state": application.state})
    seats = list(application.participants.select_related("person"))
    changed = [(seat, answers[seat.pk]) for seat in seats if seat.pk in answers and _differs(seat, answers[seat.pk])]
    _sensible(seats, {seat.pk: answer for seat, answer in changed})
    if not changed:
        return application
    for seat, answer in changed:
        _decide(application, seat, answer, by=by, desk=desk)
    application.version += 1
    application.changed_at = clock.now()
    application.save(update_fields=["version", "changed_at"])
    record(
        "permit.decide_travellers", application.reference, actor=by,
        desk=desk, content=application.content_sha256, decision=decision_sha256(application),
    )  # fmt: skip
    return application


def reviewing_desk(application: Application, user: User) -> str | None:
    """The desk from which this person may send the file back now, which is what looking closely is for."""
    if application.participants.filter(person__user=user).exists():
        return None
    held = set(lifecycle.desks(user, application))
    duty = Duty.objects.filter(application=application, user=user).values_list("desk", flat=True).first()
    rows = settings.PACK.workflow.offers(
        {duty} & held if duty else held, application.state, lifecycle.routing(application)
    )
    return next((row.desk for row in rows if row.verb == "return"), None)


def _not_over_the_office(attachment: Attachment, desk: str) -> None:
    """What the office said of a document is not for the channel to change; a new document is."""
    desks = settings.PACK.workflow.desks
    before = Verdict.objects.filter(attachment=attachment).values_list("desk", flat=True).first()
    if before and before in desks and desks[before].scope == "office" != desks[desk].scope:
        raise Refused("judged_by_the_office", {"desk": before})


def decides_seats(desk: str | None) -> TypeGuard[str]:
    """Whether a desk decides, and with that also about each traveller."""
    return desk is not None and settings.PACK.workflow.desks[desk].decides


def returned_documents(application: Application) -> QuerySet[Verdict]:
    """Documents that a desk wants replaced and that still lie in the file."""
    return Verdict.objects.filter(attachment__application=application, outcome=Verdict.Outcome.RETURNED)


def nothing_is_returned(application: Application) -> None:
    """No desk passes on a file while one of its documents is to be replaced."""
    slots = list(dict.fromkeys(returned_documents(application).values_list("attachment__slot", flat=True)))
    if slots:
        raise Refused("documents_returned", {"slots": slots})


def decision_sha256(application: Application) -> str:
    """A hash over what holds for every traveller, in the order of the list."""
    rows = application.participants.order_by("place").values_list("person_id", "refused", "condition")
    return sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()


def bind_decision(application: Application, *, step: int, by: User) -> None:
    """At an approval: which decision about the travellers it approved, if one was taken."""
    if application.seat_decisions.exists():
        record(
            "permit.approve_travellers", application.reference, actor=by,
            step=step, decision=decision_sha256(application),
        )  # fmt: skip


def reopen_seats(application: Application) -> None:
    """A file that goes back is decided anew: nobody stays refused, no condition stays."""
    application.participants.exclude(refused=False, condition="").update(refused=False, condition="")


def _decide(application: Application, seat: Participant, answer: Answer, *, by: User, desk: str) -> None:
    SeatDecision.objects.create(
        application=application, participant=seat, by=by, desk=desk, at=clock.now(),
        content_sha256=application.content_sha256, **asdict(answer),
    )  # fmt: skip
    seat.refused, seat.condition = answer.refused, answer.condition
    seat.save(update_fields=["refused", "condition"])


def _differs(seat: Participant, answer: Answer) -> bool:
    if seat.refused != answer.refused or seat.condition != answer.condition:
        return True
    last = seat.decisions.last()
    return answer.refused and (last is None or (last.reason, last.note) != (answer.reason, answer.note))


def _sensible(seats: Iterable[Participant], answers: dict[int, Answer]) -> None:
    """A refusal has its reason and a sentence, and somebody still travels."""
    reasons = {reason.code for reason in settings.PACK.workflow.reasons_for("reject")}
    for answer in answers.values():
        if answer.refused and (answer.reason not in reasons or not answer.note.strip()):
            raise Refused("needs", {"field": "reason"})
    if all(answers[seat.pk].refused if seat.pk in answers else seat.refused for seat in seats):
        raise Refused("nobody_left", {})
