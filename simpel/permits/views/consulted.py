"""Which desks are consulted where a file lies now: who is asked for what, and what each has answered."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from simpel.law.workflow import CONSULTING, Answers, StepRow

from ..lifecycle import routing
from ..models import Step
from ..queries import FileView
from .rows import Mark
from .story import desk_name


@dataclass(frozen=True)
class Consulted:
    """One desk that is asked. `at`, `by` and `note` are its answer's; none while it has not spoken."""

    desk: str
    binds: bool  # consent, without which nothing goes on; else advice
    mark: Mark
    at: datetime | None = None
    by: str = ""
    note: str = ""


def consulted(view: FileView) -> list[Consulted]:
    """The consultations of the file's present state; answers count while the content they read is unchanged."""
    application, workflow = view.application, settings.PACK.workflow
    rows = workflow.asked(application.state, routing(application))
    taken = [step for step in view.timeline if step.verb in CONSULTING]
    heard = {(step.verb, step.desk): step for step in taken if step.content_sha256 == application.content_sha256}
    answers = {key: step.answer for key, step in heard.items()}
    return [_consulted(row, heard.get((row.verb, row.desk)), answers) for row in rows]


def _consulted(row: StepRow, step: Step | None, answers: Answers) -> Consulted:
    desk, binds = desk_name(row.desk), row.verb == "concur"
    if step is None:
        return Consulted(desk, binds, _waiting(row, answers))
    return Consulted(desk, binds, _answered(step, binds=binds), step.at, step.by.name, step.note)


def _answered(step: Step, *, binds: bool) -> Mark:
    if step.answer == "yes":
        return Mark("ok", "check-circle-fill", _("Setuju") if binds else _("Menyarankan ya"))
    return Mark("stop" if binds else "warn", "x-octagon-fill", _("Tidak setuju") if binds else _("Menyarankan tidak"))


def _waiting(row: StepRow, answers: Answers) -> Mark:
    """Its turn, or whose answer comes first."""
    if settings.PACK.workflow.turn_of(row, answers):
        return Mark("open", "hourglass-split", _("Belum menjawab"))
    return Mark("open", "hourglass-split", _("Menunggu %(desks)s") % {"desks": ", ".join(map(desk_name, row.after))})
