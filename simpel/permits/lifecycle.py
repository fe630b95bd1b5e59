"""The one way through: nothing else writes `Application.state`."""

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from simpel.law.workflow import CONSULTING, ONWARD, Planned, Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.desks import desks_of
from simpel.people.models import Appointment, User

from .content import digest
from .models import Application, Duty, Step
from .searching import index


class Move(NamedTuple):
    """What a step did. `repeated` means that this very request had been carried out before: nothing happened now."""

    application: Application
    step: Step
    planned: Planned | None
    repeated: bool


def _has_left(application: Application) -> bool:
    """Whether somebody travels already: what is filed or decided now comes after the fact."""
    return application.departs_on is not None and application.departs_on < clock.today()


def lock(application: Application, *, version: int | None = None) -> Application:
    """The row as it is now, held until the transaction ends. A page older than the row is refused."""
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("activity", "institution", "unit", "brief__institution")
        .get(pk=application.pk)
    )
    if version is not None and version != row.version:
        raise Refused("stale", {"state": row.state})
    return row


@transaction.atomic
def step(
    application: Application,
    verb: str,
    *,
    by: User,
    version: int | None = None,
    key: str = "",
    note: str = "",
    reason: str = "",
    answer: str = "",
    points_at: Iterable[str] = (),
    changes: Mapping[str, Any] | None = None,
) -> Move:
    """Lock, plan, move, record. Refuses with a reason; never half-moves.

    `key` names the request: the same request sent twice is carried out once and answered twice.
    `changes` are facts given on the way (copy list, registration number), saved with the move.
    """
    application = lock(application)
    if key and (done := application.steps.filter(request_key=key, by=by).first()):
        return Move(application, done, None, repeated=True)
    if version is not None and version != application.version:
        raise Refused("stale", {"state": application.state})
    duties = dict(application.duties.values_list("user_id", "desk"))
    planned, appointment = _planned(application, verb, by, duty=duties.get(by.pk))
    for field, value in (changes or {}).items():
        setattr(application, field, value)
    _asked_for(planned, application, note=note, reason=reason, answer=answer)
    _nobody_decides_alone(application, by, planned.through or planned.desk, duties)
    taken = Step(
        application=application, verb=verb, before=application.state, after=planned.target, by=by, desk=planned.desk,
        through=planned.through, answer=answer if planned.row.consults else "",
        acting=appointment.acting if appointment else "", deputises=stood_in_for(appointment),
        note=note.strip(), reason=reason, points_at=list(points_at),
        content_sha256=_unchanged_content(application), request_key=key, at=clock.now(),
    )  # fmt: skip
    taken.save(force_insert=True)
    application.state = planned.target
    if settings.PACK.workflow.states[planned.target].phase in ("decided", "closed"):
        application.open_amendment_of = None  # its turn is over: another amendment may begin
    application.version += 1
    application.changed_at = taken.at
    if not planned.row.consults:
        application.held_since = taken.at
    moved = ["state", "version", "held_since", "changed_at", "open_amendment_of"]
    application.save(update_fields=[*moved, *(changes or {})])
    if changes:
        index(application)  # a number given on the way is one to be found by
    record(
        f"permit.{verb}", application.reference, actor=by,
        step=taken.pk, before=taken.before, after=taken.after, desk=taken.desk, content=taken.content_sha256,
        **({"answer": taken.answer} if taken.answer else {}), **({"through": taken.through} if taken.through else {}),
        **({"after_departure": True} if verb in ONWARD and _has_left(application) else {}),
    )  # fmt: skip
    return Move(application, taken, planned, repeated=False)


def foreseen(application: Application, verb: str, *, by: User) -> Planned:
    """The move as it would be taken now, or the refusal it would meet. Nothing is locked and nothing is written."""
    duties = dict(application.duties.values_list("user_id", "desk"))
    planned, _appointment = _planned(application, verb, by, duty=duties.get(by.pk))
    _not_on_own_trip(application, by, planned.through or planned.desk, duties)
    _unchanged_content(application)
    return planned


def acting_at(application: Application, by: User, *, allowed: Collection[str]) -> tuple[str, Appointment | None]:
    """The desk from which somebody acts on the locked file without moving it: one of `allowed`, and their only one."""
    held = desks(by, application)
    duties = dict(application.duties.values_list("user_id", "desk"))
    mine = [desk for desk in allowed if desk in held]
    if not mine:
        raise Refused("wrong_desk", {"state": application.state})
    duty = duties.get(by.pk, mine[0])
    if duty not in mine:
        raise Refused("acted_before", {"desk": duty})
    _nobody_decides_alone(application, by, duty, duties)
    return duty, held[duty]


def take_back(application: Application, taken: Step, *, key: str, changes: Mapping[str, Any]) -> Application:
    """Undo the last step of a locked row: back to the state it left, held since when it was held before. Recorded.

    Whether that may be done now is `undo.last_step`'s to say; the desk held then is still this person's desk.
    """
    earlier = application.steps.filter(pk__lt=taken.pk).last()
    undone = Step(
        application=application, verb="undo", before=application.state, after=taken.before, by=taken.by,
        desk=taken.desk, acting=taken.acting, content_sha256=taken.content_sha256, request_key=key, at=clock.now(),
    )  # fmt: skip
    undone.save(force_insert=True)
    for field, value in changes.items():
        setattr(application, field, value)
    application.state = taken.before
    application.version += 1
    application.changed_at = undone.at
    application.held_since = earlier.at if earlier else application.created_at
    application.save(update_fields=["state", "version", "held_since", "changed_at", *changes])
    record(
        "permit.undo", application.reference, actor=taken.by, step=undone.pk, undone=taken.pk,
        before=undone.before, after=undone.after, desk=undone.desk, content=undone.content_sha256,
    )  # fmt: skip
    return application


def stood_in_for(appointment: Appointment | None) -> User | None:
    """Whose seat somebody acts from, where it is another person's."""
    return appointment.deputises.user if appointment and appointment.deputises else None


def desks(user: User, application: Application) -> dict[str, Appointment | None]:
    """The desks a user holds towards this file today."""
    travellers = application.participants.exclude(person__user=None).values_list("person__user_id", flat=True)
    return desks_of(
        user,
        unit_id=application.unit_id,
        channel_id=application.channel_id,
        traveller_user_ids=set(travellers),
        on=clock.today(),
    )


def routing(application: Application) -> dict[str, str | tuple[str, ...] | None]:
    """The facts that choose a route, under the tables of the day that chooses the law."""
    departs, returns = application.departs_on, application.returns_on
    facts: dict[str, str | tuple[str, ...] | None] = {
        "kind": application.kind,
        "payers": tuple(application.payers) or None,
        "country": application.activity.country if application.activity else None,
        "cluster": application.cluster,
        "activity": application.activity_type,
        "institution": application.institution.kind,
        "origin": "unit" if application.unit_id else "focal_point",
    }
    days = (returns - departs).days + 1 if departs and returns else None
    return settings.PACK.workflow.settled(facts, on=application.filed_on or clock.today(), days=days)


def said(application: Application) -> dict[tuple[str, str], str]:
    """What the consulted desks answered about the file as it was sent: an answer binds to the content it read."""
    answers = application.steps.filter(verb__in=CONSULTING, content_sha256=application.content_sha256)
    return {(verb, desk): answer for verb, desk, answer in answers.values_list("verb", "desk", "answer")}


def _planned(application: Application, verb: str, by: User, *, duty: str | None) -> tuple[Planned, Appointment | None]:
    """The planned move, from the desk this person already holds on this file if there is one."""
    held = desks(by, application)
    facts, answers = routing(application), said(application)
    plan = partial(settings.PACK.workflow.plan, verb, state=application.state, facts=facts, said=answers)
    planned = plan(desks=set(held), on=clock.today())
    if duty and duty != (planned.through or planned.desk):
        try:
            planned = plan(desks={duty} & set(held), on=clock.today())
        except Refused:
            raise Refused("acted_before", {"desk": duty}) from None
    return planned, held[planned.through or planned.desk]


def _asked_for(planned: Planned, application: Application, *, note: str, reason: str, answer: str) -> None:
    """What the table asks of this step must be there: a note, a reason, a copy list, a permission from above."""
    given = {
        "note": note.strip(),
        "answer": answer in ("yes", "no"),
        "reason": reason in settings.PACK.reasons,
        "copies": application.copies,
        "permission": application.permission_no and application.permission_on,
    }
    for ask in planned.row.asks:
        if not given[ask]:
            raise Refused("needs", {"field": ask})


def _nobody_decides_alone(application: Application, by: User, desk: str, duties: Mapping[int, str]) -> None:
    """One desk a person for the file's whole life, and nobody decides on their own trip (INV-4).

    `duties` is read under the file's lock; the unique constraint on Duty holds even if this code should not.
    """
    _not_on_own_trip(application, by, desk, duties)
    if by.pk not in duties:
        Duty.objects.create(application=application, user=by, desk=desk)


def _not_on_own_trip(application: Application, by: User, desk: str, duties: Mapping[int, str]) -> None:
    """Whoever travels may fill in, and move nothing else."""
    scope = settings.PACK.workflow.desks[desk].scope
    as_applicant = scope == "traveller" or desk == duties.get(application.created_by_id)
    if not as_applicant and application.participants.filter(person__user=by).exists():
        raise Refused("own_trip", {})


def _unchanged_content(application: Application) -> str:
    """The hash an approval binds to. What changed after it was sent is not what was sent."""
    if not settings.PACK.workflow.states[application.state].at_office:
        return application.content_sha256
    if digest(application) != application.content_sha256:
        raise Refused("content_changed", {})
    return application.content_sha256
