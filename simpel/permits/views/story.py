"""A file's timeline as it is told: who did what, when, in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from simpel.people.models import Appointment

from ..forms.choices import language
from ..models import Application, Step
from .pointers import Pointer, pointers

BACK = {"return", "return_report", "reject"}


@dataclass(frozen=True)
class Happening:
    """One row of the timeline. `kind` is its mark: done, back (a return or refusal) or now."""

    title: str
    at: datetime
    by: str
    note: str
    reason: str
    points: list[Pointer]
    kind: str


def told(application: Application, steps: Iterable[Step]) -> list[Happening]:
    """The steps, newest first."""
    return [happening(application, step) for step in reversed(list(steps))]


def reason_label(code: str) -> str:
    """The words of a return or refusal reason."""
    reason = settings.PACK.reasons.get(code)
    return reason.label(language()) if reason else ""


def happening(application: Application, step: Step) -> Happening:
    """One step in words."""
    acting = f", {Appointment.Acting(step.acting).label}" if step.acting else ""
    return Happening(
        title=_title(step),
        at=step.at,
        by=f"{step.by.name}{acting}",
        note=step.note,
        reason=reason_label(step.reason),
        points=pointers(application, step.points_at),
        kind="back" if step.verb in BACK else "done",
    )


def _title(step: Step) -> str:
    """What a step did, in one line."""
    desk = settings.PACK.workflow.desks[step.desk].name(language())
    lines = {
        "send": _("Dikirim oleh %(desk)s"),
        "return": _("Dikembalikan oleh %(desk)s"),
        "approve": _("Disetujui %(desk)s"),
        "register": _("Diberi nomor oleh %(desk)s"),
        "reject": _("Ditolak %(desk)s"),
        "withdraw": _("Ditarik oleh %(desk)s"),
        "archive": _("Diarsipkan oleh %(desk)s"),
        "report": _("Laporan dikirim oleh %(desk)s"),
        "accept_report": _("Laporan diterima %(desk)s"),
        "return_report": _("Laporan dikembalikan oleh %(desk)s"),
    }
    return lines.get(step.verb, "%(desk)s") % {"desk": desk}
