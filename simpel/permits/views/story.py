"""A file's timeline as it is told: who did what, when, in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from simpel.people.models import Appointment

from ..forms.choices import language
from ..models import Application, Message, Step
from .pointers import Pointer, pointers

BACK = {"return", "return_report", "reject"}


@dataclass(frozen=True)
class Happening:
    """One row of the timeline. `kind` is its mark: done, back (a return or refusal) or said (a message)."""

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


def story(application: Application, steps: Iterable[Step], messages: Iterable[Message]) -> list[Happening]:
    """Steps and messages together, newest first."""
    rows = [*told(application, steps), *(_said(message) for message in messages)]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _said(message: Message) -> Happening:
    """A message as a row of the timeline."""
    desk = desk_name(message.desk)
    title = _("Pesan internal dari %(desk)s") if message.internal else _("Pesan dari %(desk)s")
    return Happening(title % {"desk": desk}, message.at, message.by.name, message.text, "", [], "said")


def desk_name(code: str) -> str:
    """What a desk is called; its code where the pack no longer knows it."""
    desk = settings.PACK.workflow.desks.get(code)
    return desk.name(language()) if desk else code


def reason_label(code: str) -> str:
    """The words of a return or refusal reason."""
    reason = settings.PACK.reasons.get(code)
    return reason.label(language()) if reason else ""


def happening(application: Application, step: Step) -> Happening:
    """One step in words."""
    acting = f", {Appointment.Acting(step.acting).label}" if step.acting else ""
    if step.deputises:
        acting += f" {_('untuk')} {step.deputises.name}"
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
        "concur": _("Jawaban %(desk)s atas permintaan persetujuan"),
        "advise": _("Pertimbangan %(desk)s"),
        "acknowledge": _("Pemberitahuan diterima %(desk)s"),
        "register": _("Diberi nomor oleh %(desk)s"),
        "reject": _("Ditolak %(desk)s"),
        "withdraw": _("Ditarik oleh %(desk)s"),
        "archive": _("Diarsipkan oleh %(desk)s"),
        "report": _("Laporan dikirim oleh %(desk)s"),
        "accept_report": _("Laporan diterima %(desk)s"),
        "return_report": _("Laporan dikembalikan oleh %(desk)s"),
        "undo": _("Langkah dibatalkan oleh %(desk)s"),
    }
    return lines.get(step.verb, "%(desk)s") % {"desk": desk}
