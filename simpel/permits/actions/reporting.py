"""Reporting back: what came of the trip, handed in and looked at."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from simpel.documents.actions import remove
from simpel.law.calendar import report_due
from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import User

from .. import access, amendments, tellings
from ..lifecycle import lock, step
from ..models import Application, Commitment, Report
from ..queries.reports import owed_by
from .accounting import freeze_flags, keep_costs
from .promising import keep_commitments

REQUIRED = ("substance", "follow_up", "impact", "recommendations")


def expect_report(application: Application, *, by: User) -> None:
    """When the decided trip must be reported on.

    An amendment takes over the report of the file it amends, with what was written of it and a new day; a cancelled
    trip is not reported on, so what was expected is let go, and that is recorded.
    """
    waiting = Report.objects.filter(application=application.amends_id).first() if application.amends_id else None
    due_on = report_due(settings.PACK, application.returns_on) if application.returns_on else None
    if amendments.effect(application) == amendments.CANCELS or due_on is None:
        if waiting:
            _let_go(waiting, application, by=by)
        return
    report = waiting or Report()
    if waiting and application.amends_id:
        waiting.costs.all().delete()  # accounts of the first file's seats: they begin anew with this file's
        Commitment.objects.filter(application=application.amends_id).update(application=application)
    report.application, report.due_on, report.chase_on = application, due_on, application.returns_on
    report.save()


def _let_go(report: Report, application: Application, *, by: User) -> None:
    record("report.not_due", report.application.reference, actor=by, cancelled_by=application.reference)
    file = report.file
    report.delete()
    if file:
        remove(file)


@transaction.atomic
def save_report(
    report: Report,
    *,
    by: User,
    version: int | None = None,
    costs: Mapping[int, Mapping[str, Any]] | None = None,
    commitments: Iterable[Mapping[str, Any]] | None = None,
    **fields: Any,
) -> Report:
    """Keep what was written so far. Only while the report is with its writers.

    `costs` are changes to the travellers' accounts by place on the list, `commitments` all that are promised so far;
    without them both stay as they are.
    """
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
    if costs is not None:
        keep_costs(report, costs)
    if commitments is not None:
        keep_commitments(report, commitments)
    return report


@transaction.atomic
def submit_report(application: Application, *, by: User, version: int | None = None, key: str = "") -> Application:
    """Serahkan laporan. Not before the trip is over, and not with a chapter missing."""
    application = lock(application)
    report = Report.objects.filter(application=application).first()
    if report is None:
        raise Refused("no_report", {"state": application.state})
    if application.returns_on and clock.today() < application.returns_on:
        raise Refused("not_back_yet", {"returns_on": application.returns_on})
    empty = [name for name in REQUIRED if not getattr(report, name).strip()]
    if empty:
        raise Refused("incomplete", {"fields": empty})
    move = step(application, "report", by=by, version=version, key=key)
    if not move.repeated:
        report.submitted_on = clock.today()
        keep_costs(report, {})
        freeze_flags(report)
        report.save(update_fields=["submitted_on", "flags", "flag_count"])
        tellings.report_submitted(move)
    return move.application


@transaction.atomic
def accept_report(
    application: Application,
    *,
    by: User,
    note: str,
    rating: int | None = None,
    version: int | None = None,
    key: str = "",
) -> Application:
    """Terima laporan. The file is complete. `rating` is the reader's mark, from 1 to 4 (best)."""
    move = step(application, "accept_report", by=by, version=version, key=key, note=note)
    if not move.repeated:
        Report.objects.filter(application=application).update(accepted_on=clock.today(), rating=rating)
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


def no_report_owed(application: Application) -> None:
    """Where the installation says so, an institution with overdue reports files nothing new until they are in."""
    if settings.BLOCK_OVERDUE_REPORTS and (owed := owed_by(application.institution)):
        raise Refused("reports_owed", {"count": owed, "institution": application.institution.name})
