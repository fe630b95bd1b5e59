"""Reporting back: what came of the trip, handed in and looked at."""

from typing import Any

from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people.models import User

from .. import access, tellings
from ..lifecycle import lock, step
from ..models import Application, Report

REQUIRED = ("substance", "follow_up", "impact", "recommendations")


@transaction.atomic
def save_report(report: Report, *, by: User, version: int | None = None, **fields: Any) -> Report:
    """Keep what was written so far. Only while the report is with its writers."""
    application = lock(report.application)
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if version is not None and version != report.version:
        raise Refused("stale", {"state": application.state})
    if not access.may_report(by, application):
        raise Refused("not_editable", {"state": application.state})
    for name, value in fields.items():
        setattr(report, name, value)
    report.version += 1
    report.save()
    return report


@transaction.atomic
def submit_report(application: Application, *, by: User, version: int | None = None, key: str = "") -> Application:
    """Serahkan laporan. Not before the trip is over, and not with a chapter missing."""
    application = lock(application)
    report = application.report
    if application.returns_on and clock.today() < application.returns_on:
        raise Refused("not_back_yet", {"returns_on": application.returns_on})
    empty = [name for name in REQUIRED if not getattr(report, name).strip()]
    if empty:
        raise Refused("incomplete", {"fields": empty})
    move = step(application, "report", by=by, version=version, key=key)
    if not move.repeated:
        report.submitted_on = clock.today()
        report.save(update_fields=["submitted_on"])
        tellings.report_submitted(move)
    return move.application


@transaction.atomic
def accept_report(
    application: Application, *, by: User, note: str, version: int | None = None, key: str = ""
) -> Application:
    """Terima laporan. The file is complete."""
    move = step(application, "accept_report", by=by, version=version, key=key, note=note)
    if not move.repeated:
        Report.objects.filter(application=application).update(accepted_on=clock.today())
        tellings.report_accepted(move)
    return move.application


@transaction.atomic
def return_report(
    application: Application, *, by: User, note: str, version: int | None = None, key: str = ""
) -> Application:
    """Kembalikan laporan. Says what is missing; the writers go on from what they had."""
    move = step(application, "return_report", by=by, version=version, key=key, note=note)
    if not move.repeated:
        tellings.report_returned(move)
    return move.application
