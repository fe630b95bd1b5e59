"""Moving a file on: each verb locks, asks the law where it must, steps, and tells whom it concerns."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.letters import issuing, numbering
from simpel.letters.content import Signer
from simpel.letters.layout import kind_for
from simpel.people.models import User

from .. import assessment, overrides, tellings
from ..amendments import amending
from ..content import digest
from ..facts import is_fast
from ..letter_facts import decider, letter_facts
from ..lifecycle import Move, desks, lock, routing, step
from ..models import Application
from ..searching import index
from ..submissions import keep_submission
from .amending import take_the_place
from .reporting import expect_report, no_report_owed
from .reviewing import bind_decision, nothing_is_returned, reopen_seats


@transaction.atomic
def send(application: Application, *, by: User, version: int | None = None, key: str = "") -> Application:
    """Kirim. To the channel or to the office, whichever is next. Refused while a rule or a gap holds it up."""
    application = lock(application)
    if key and application.steps.filter(request_key=key, by=by).exists():
        return application
    if version is not None and version != application.version:
        raise Refused("stale", {"state": application.state})
    target = _target_of_sending(application, by)
    at_office = settings.PACK.workflow.states[target].at_office
    changes: dict[str, Any] = {}
    if at_office and application.filed_on is None:
        if not application.amends_id:  # to change or call off a trip is no new filing
            no_report_owed(application)
        changes |= {"filed_on": clock.today(), "reached_office_at": clock.now()}
        application.filed_on = changes["filed_on"]
    if application.register_no is None:
        changes["register_no"] = numbering.take("REGISTER", 0)
    now = assessment.status(application, to=target)
    _ready(now, lacking=_lacking_under_its_regime(application))
    if at_office:
        _printable(application, by)
    changes |= {"content_sha256": digest(application), "finding_counts": now.counts, "fast": is_fast(application)}
    move = step(application, "send", by=by, key=key, changes=changes)
    assessment.freeze(move.application, now)
    keep_submission(move.application, at=move.step.at)
    if move.planned and move.planned.row.effect == "own_decision":
        return _decided_at_home(move.application)
    tellings.sent(move)
    return move.application


def _decided_at_home(application: Application) -> Application:
    """Travel that its own institution decides: sending it is telling us; no letter follows."""
    application.decided_on, application.letter_announced = clock.today(), True
    application.save(update_fields=["decided_on", "letter_announced"])
    return application


@transaction.atomic
def send_back(
    application: Application,
    *,
    by: User,
    note: str,
    reason: str,
    points_at: Sequence[str] = (),
    version: int | None = None,
    key: str = "",
) -> Application:
    """Kembalikan. With a reason from the list, a sentence, and the fields or documents it is about."""
    move = step(application, "return", by=by, version=version, key=key, note=note, reason=reason, points_at=points_at)
    if not move.repeated:
        reopen_seats(move.application)
        tellings.returned(move)
    return move.application


@transaction.atomic
def approve(
    application: Application,
    *,
    by: User,
    note: str,
    copies: Sequence[str] = (),
    permission_no: str = "",
    permission_on: date | None = None,
    version: int | None = None,
    key: str = "",
) -> Application:
    """Setujui. Passes the file on; at the deciding desk it also prepares the letter, in this same transaction."""
    law_still_holds(application, "approve", by)
    nothing_is_returned(application)
    changes: dict[str, Any] = {}
    if copies:
        changes["copies"] = list(copies)
    if permission_no or permission_on:
        changes |= {"permission_no": permission_no, "permission_on": permission_on}
    move = step(application, "approve", by=by, version=version, key=key, note=note, changes=changes)
    if not move.repeated:
        bind_decision(move.application, step=move.step.pk, by=by)
    return _decided_or_passed_on(move, by)


@transaction.atomic
def register(
    application: Application, *, by: User, note: str = "", version: int | None = None, key: str = ""
) -> Application:
    """Daftarkan. The registry gives number and date to a letter that its signer has approved."""
    law_still_holds(application, "register", by)
    move = step(application, "register", by=by, version=version, key=key, note=note)
    return _decided_or_passed_on(move, by)


@transaction.atomic
def reject(
    application: Application,
    *,
    by: User,
    note: str,
    reason: str,
    points_at: Sequence[str] = (),
    version: int | None = None,
    key: str = "",
) -> Application:
    """Tolak. Final, with a reason; the applicant may file anew."""
    move = step(
        application, "reject", by=by, version=version, key=key, note=note, reason=reason, points_at=points_at,
        changes={"decided_on": clock.today(), "letter_announced": True},
    )  # fmt: skip
    if not move.repeated:
        tellings.rejected(move)
    return move.application


@transaction.atomic
def withdraw(
    application: Application, *, by: User, note: str, version: int | None = None, key: str = ""
) -> Application:
    """Tarik. The applicant's side takes the file back before it is decided."""
    move = step(application, "withdraw", by=by, version=version, key=key, note=note)
    if not move.repeated:
        tellings.withdrawn(move)
    return move.application


@transaction.atomic
def archive(
    application: Application, *, by: User, note: str = "", version: int | None = None, key: str = ""
) -> Application:
    """Arsipkan. A returned file that will not be taken up again."""
    return step(application, "archive", by=by, version=version, key=key, note=note).application


def _target_of_sending(application: Application, by: User) -> str:
    """Where sending leads from here, for this person."""
    return settings.PACK.workflow.plan(
        "send", set(desks(by, application)), application.state, routing(application)
    ).target


def _lacking_under_its_regime(application: Application) -> list[str]:
    """Papers that the file's regime wants and that are not there; where no permit is needed, nothing is sent at all."""
    regime = settings.PACK.workflow.regime(routing(application), application.filed_on or clock.today())
    if regime.mode == "none":
        raise Refused("no_permit_needed", {"why": dict(regime.why)})
    there = set(application.attachments.values_list("slot", flat=True)) if regime.needs else set()
    return [code for code in regime.needs if code not in there]


def _ready(now: assessment.Status, *, lacking: Sequence[str]) -> None:
    """Refuse with everything that holds the file up, all at once."""
    slots = list(dict.fromkeys([*(item.code for item in now.lacking), *lacking]))
    if now.missing or slots or now.blocking:
        raise Refused(
            "not_ready", {"fields": now.missing, "slots": slots, "rules": [finding.id for finding in now.blocking]}
        )


def _printable(application: Application, by: User) -> None:
    """What no type of the letter can print is said to those who can mend it, not to the last desk."""
    facts = letter_facts(application, signer=Signer(name=by.name, desk=""))
    if signs := issuing.unprintable(facts):
        raise Refused("unprintable", {"signs": signs})


def law_still_holds(application: Application, verb: str, by: User) -> None:
    """A rule that holds a file up holds it up at every desk: the law of the filing date is asked again."""
    workflow = settings.PACK.workflow
    try:
        held = set(desks(by, application))
        planned = workflow.plan(verb, held, application.state, routing(application), on=clock.today())
    except Refused:
        return  # the step itself says what is in its way
    found = assessment.findings(application)
    blocking = overrides.bars_passing_on(application, found, overrides.standing(application), to=planned.target)
    if blocking:
        raise Refused("blocked", {"rules": [finding.id for finding in blocking]})


def _decided_or_passed_on(move: Move, by: User) -> Application:
    """After an approval: the letter is prepared if this was the deciding desk, else the next desk is told."""
    if move.repeated or move.planned is None:
        return move.application
    application = move.application
    if move.planned.row.effect != "issue_letter":
        tellings.passed_on(move)
        return application
    application.decided_on = clock.today()
    application.save(update_fields=["decided_on"])
    _prepare_letter(application, by=by, on=application.decided_on)
    index(application)  # now by the number of its letter, too
    take_the_place(application, on=application.decided_on)
    expect_report(application, by=by)
    tellings.approved(move)
    return application


def _prepare_letter(application: Application, *, by: User, on: date) -> None:
    """Number and freeze the letter in this transaction; the worker signs it. What cannot be printed is refused here."""
    protected = application.cluster in settings.PACK.protected_clusters
    facts = letter_facts(application, signer=decider(application))
    kind = kind_for(application.kind, amends=bool(application.amends_id))
    try:
        issuing.prepare(
            application.reference, facts=facts, protected=protected, by=by, on=on, kind=kind,
            amending=amending(application),
        )  # fmt: skip
    except issuing.CannotIssue as problem:
        raise Refused(problem.code, problem.values) from problem
