"""Pengecualian: asking for one, granting it, taking it back. No rule is passed over in silence."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from simpel.documents.intake import take_in
from simpel.law.rules import Finding
from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import Appointment, User

from .. import access, assessment
from ..lifecycle import acting_at, lock
from ..models import Application, Override
from ..overrides import seen, standing

Upload = UploadedFile[Any] | None


@transaction.atomic
def overrule(
    application: Application,
    rule: str,
    *,
    by: User,
    reason: str,
    ground: str = "",
    upload: Upload = None,
    version: int | None = None,
    key: str = "",
) -> Override:
    """Kecualikan. The official at whose desk the file lies passes over one broken rule that names this desk."""
    if done := _done(application, by, key):
        return done
    application = lock(application, version=version)
    finding = _broken(application, rule)
    holder = _office_desk(application)
    if holder not in finding.rule.overruled_by:
        raise Refused("not_overrulable", {"rule": rule, "desks": finding.rule.overruled_by})
    if standing(application).overrules(finding):
        raise Refused("overruled_already", {"rule": rule})
    desk, appointment = acting_at(application, by, allowed=[holder])
    _grounded("overrule", reason, ground)
    act = _kept(
        application, Override.Act.GRANTED, finding, by=by, desk=desk, appointment=appointment, reason=reason,
        ground=ground, upload=upload, key=key,
    )  # fmt: skip
    _told_anew(application)
    return act


@transaction.atomic
def take_back(
    application: Application, rule: str, *, by: User, reason: str, version: int | None = None, key: str = ""
) -> Override:
    """Cabut pengecualian. Before the decision, by a desk that could have granted it; the rule binds again."""
    if done := _done(application, by, key):
        return done
    application = lock(application, version=version)
    finding = _broken(application, rule)
    if not standing(application).overrules(finding):
        raise Refused("nothing_overruled", {"rule": rule})
    holder = _office_desk(application)
    if holder not in finding.rule.overruled_by:
        raise Refused("not_overrulable", {"rule": rule, "desks": finding.rule.overruled_by})
    desk, appointment = acting_at(application, by, allowed=[holder])
    _grounded("", reason, "")
    act = _kept(
        application, Override.Act.TAKEN_BACK, finding, by=by, desk=desk, appointment=appointment, reason=reason, key=key
    )
    _told_anew(application)
    return act


@transaction.atomic
def plead(
    application: Application,
    rule: str,
    *,
    by: User,
    reason: str,
    ground: str = "",
    upload: Upload = None,
    version: int | None = None,
    key: str = "",
) -> Override:
    """Minta pengecualian. The applicants' side says why a broken rule should be passed over; the office decides."""
    if done := _done(application, by, key):
        return done
    application = lock(application, version=version)
    if not access.may_edit(by, application):
        raise Refused("not_editable", {"state": application.state})
    finding = _broken(application, rule)
    if not finding.rule.pleaded_by:
        raise Refused("not_pleadable", {"rule": rule})
    desk, appointment = acting_at(application, by, allowed=finding.rule.pleaded_by)
    _grounded("overrule", reason, ground)
    act = _kept(
        application, Override.Act.ASKED, finding, by=by, desk=desk, appointment=appointment, reason=reason,
        ground=ground, upload=upload, key=key,
    )  # fmt: skip
    _touched(application)
    return act


def _done(application: Application, by: User, key: str) -> Override | None:
    """The act of this very request, if it was carried out before."""
    return application.overrides.filter(request_key=key, by=by).first() if key else None


def _broken(application: Application, rule: str) -> Finding:
    """The finding to speak about: what is met, or not in the law of this file, needs no exception."""
    for finding in assessment.findings(application):
        if finding.id == rule and finding.state == "broken":
            return finding
    raise Refused("nothing_broken", {"rule": rule})


def _office_desk(application: Application) -> str:
    """The desk of the office that has the file: exceptions are granted nowhere else, and not after the decision."""
    state = settings.PACK.workflow.states[application.state]
    if not state.at_office:
        raise Refused("wrong_state", {"state": application.state})
    return state.held_by


def _grounded(verb: str, reason: str, ground: str) -> None:
    """A sentence, and a ground from the pack's list where it keeps one."""
    grounds = {one.code for one in settings.PACK.workflow.reasons_for(verb)}
    if not reason.strip() or (grounds and ground not in grounds):
        raise Refused("needs", {"field": "reason"})


def _kept(
    application: Application,
    act: Override.Act,
    finding: Finding,
    *,
    by: User,
    desk: str,
    appointment: Appointment | None,
    reason: str,
    ground: str = "",
    upload: Upload = None,
    key: str = "",
) -> Override:
    """The row and the entry of the record, which holds references and digests only."""
    at = clock.now()
    file = take_in(upload, name=upload.name or "", by=by, at=at) if upload else None
    row = Override.objects.create(
        application=application, rule=finding.id, act=act, by=by, desk=desk,
        acting=appointment.acting if appointment else "", ground=ground, reason=reason.strip(), file=file,
        seen=seen(finding), request_key=key, at=at,
    )  # fmt: skip
    kind = {Override.Act.ASKED: "plead", Override.Act.GRANTED: "overrule", Override.Act.TAKEN_BACK: "take_back"}[act]
    record(
        f"permit.{kind}", application.reference, actor=by,
        override=row.pk, rule=finding.id, desk=desk, ground=ground, file=file.sha256 if file else "",
    )  # fmt: skip
    return row


def _told_anew(application: Application) -> None:
    """What the law says about the file is kept once more, and its lists are told."""
    now = assessment.status(application)
    assessment.freeze(application, now)
    application.finding_counts = now.counts
    _touched(application, "finding_counts")


def _touched(application: Application, *fields: str) -> None:
    application.version += 1
    application.changed_at = clock.now()
    application.save(update_fields=["version", "changed_at", *fields])
