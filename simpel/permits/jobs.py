"""Work done later, by the worker: letters signed and announced, reports chased. Each may be repeated safely."""

from datetime import date, timedelta

import structlog
from django.db import transaction

from simpel.ledger import clock
from simpel.letters import issuing
from simpel.letters.models import Letter

from . import tellings
from .models import Application, Report

log = structlog.get_logger("simpel.permits")


def prepare_letters(limit: int = 20) -> int:
    """Sign what has been numbered, then tell those who wait for it. Returns how many letters were made.

    A letter that cannot be made now is logged and tried again in a later round; it holds up no other.
    """
    made = 0
    for letter_id in issuing.waiting(limit):
        try:
            issuing.produce(letter_id)
            made += 1
        except Exception:
            log.exception("letters.not_made", letter=letter_id)
    announce_letters(limit)
    return made


def announce_letters(limit: int = 50) -> int:
    """Tell people about letters that are out. Apart from signing, so that a crash between the two loses nothing."""
    waiting = Application.objects.filter(letter_announced=False, decided_on__isnull=False).order_by("decided_on")[
        :limit
    ]
    out = Letter.objects.filter(case__in=[a.reference for a in waiting], state=Letter.State.ISSUED).values_list(
        "case", flat=True
    )
    announced = 0
    for application in waiting:
        if application.reference in out:
            with transaction.atomic():
                tellings.letter_ready(application)
                Application.objects.filter(pk=application.pk).update(letter_announced=True)
            announced += 1
    return announced


def chase_reports(limit: int = 200) -> int:
    """Remind of reports on the day of return, halfway, on the last day and once when overdue.

    With the usual fourteen days these are days 0, 7, 14 and 15. `Report.chase_on` says when next.
    """
    waiting = (
        Report.objects.filter(chase_on__lte=clock.today(), submitted_on=None)
        .select_related("application")
        .order_by("chase_on")
    )
    chased = 0
    for report in waiting[:limit]:
        _chase(report)
        chased += 1
    return chased


@transaction.atomic
def _chase(report: Report) -> None:
    """Say the latest thing that is due; what a stopped worker missed is not said again."""
    days = _chasers(report)
    if reached := [kind for kind, day in days.items() if day <= clock.today()]:
        tellings.report_due(report.application, overdue=reached[-1] == "overdue", once=f"report-{reached[-1]}")
    report.chase_on = next((day for day in days.values() if day > clock.today()), None)
    report.save(update_fields=["chase_on"])


def _chasers(report: Report) -> dict[str, date]:
    """When to remind, in order: return, halfway, last day, the day after it."""
    returned = report.application.returns_on or report.due_on
    return {
        "due": returned,
        "halfway": returned + (report.due_on - returned) // 2,
        "last": report.due_on,
        "overdue": report.due_on + timedelta(days=1),
    }
