"""One file with everything a page about it shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from simpel.law.workflow import StepRow
from simpel.ledger import clock
from simpel.letters.issuing import letter_of
from simpel.letters.models import Letter
from simpel.people.models import User

from .. import access, assessment, voices
from ..actions.reviewing import reviewing_desk
from ..lifecycle import desks, routing, said
from ..models import Application, Assessment, Attachment, Duty, Message, Participant, Report, Step
from ..undo import standing


@dataclass(frozen=True)
class FileView:
    """A file as its page shows it to one person."""

    application: Application
    timeline: list[Step]
    participants: list[Participant]
    attachments: list[Attachment]
    status: assessment.Status
    frozen: Assessment | None
    offers: list[StepRow]
    letter: Letter | None
    report: Report | None
    may_edit: bool
    reviewing_desk: str | None  # the desk from which the reader may judge documents now
    messages: list[Message]
    unread: int
    voice: str | None  # the desk the reader may write messages from
    internal: bool  # the reader also reads what the office says among itself
    days_left: int | None

    @property
    def last_return(self) -> Step | None:
        """The return that the applicant still has to answer, if the file lies with them because of one."""
        steps = standing(self.timeline)
        last = steps[-1] if steps else None
        return last if last and last.verb == "return" else None

    @property
    def office_desk(self) -> str:
        """The desk of the office from which the reader acts on this file now; empty for everybody else."""
        state = settings.PACK.workflow.states[self.application.state]
        here = state.at_office and any(row.desk == state.held_by for row in self.offers)
        return state.held_by if here else ""

    @property
    def returned_at(self) -> datetime | None:
        """When the file was last sent back, whoever has it now."""
        return next((step.at for step in reversed(self.timeline) if step.verb == "return"), None)

    def attached(self, slot: str) -> list[Attachment]:
        return [attachment for attachment in self.attachments if attachment.slot == slot]


def file(application: Application, user: User) -> FileView:
    """Everything around one file. `application` comes from access.get, so it may be seen."""
    departs = application.departs_on
    return FileView(
        application=application,
        timeline=list(application.steps.select_related("by", "deputises")),
        participants=list(application.participants.select_related("person").prefetch_related("decisions")),
        attachments=list(
            application.attachments.select_related("file", "participant__person", "reading", "verdict__by")
        ),
        status=assessment.status(application),
        frozen=application.assessments.last(),
        offers=offers(application, user),
        letter=letter_of(application.reference),
        report=Report.objects.filter(application=application).select_related("file").first(),
        may_edit=access.may_edit(user, application),
        reviewing_desk=reviewing_desk(application, user),
        messages=list(voices.heard_by(user, application)),
        unread=voices.unread(user, application),
        voice=voices.voice(user, application),
        internal=voices.reads_internal(user, application),
        days_left=(departs - clock.today()).days if departs else None,
    )


def offers(application: Application, user: User) -> list[StepRow]:
    """The steps to offer this person: the table's, less those refused because of an earlier act of theirs."""
    held = set(desks(user, application))
    duty = Duty.objects.filter(application=application, user=user).values_list("desk", flat=True).first()
    mine = {duty} & held if duty else held
    return settings.PACK.workflow.offers(
        mine, application.state, routing(application), said=said(application), on=clock.today()
    )
