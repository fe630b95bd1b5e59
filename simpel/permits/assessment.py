"""What the law says about a file: asked live while it is filled in, frozen when it is sent."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from simpel.law.calendar import latest_safe_filing
from simpel.law.checklist import Item, checklist
from simpel.law.costs import Estimate, estimate
from simpel.law.facts import Trip
from simpel.law.rules import Finding, assess
from simpel.ledger import clock

from . import amendments
from .budget import hand_rates
from .facts import trip_of
from .lifecycle import routing
from .models import Application, Assessment, Override
from .overrides import Standing, bars_sending, standing

REQUIRED = (
    "cluster", "letter_no", "letter_on", "requesting_position", "requesting_city", "activity_type", "activity",
    "departs_on", "returns_on", "purpose", "funding", "payers", "responsible",
)  # fmt: skip
REQUIRED_OF_A_UNIT = ("unit_letter_no", "unit_letter_on")
REQUIRED_OF_THE_CHANNEL = ("letter_no", "letter_on")


@dataclass(frozen=True)
class Status:
    """Everything the side panel shows, from one reading of the file."""

    trip: Trip
    on: date
    findings: list[Finding]
    checklist: list[Item]
    latest_safe: date | None
    estimate: Estimate
    route: list[str]
    missing: list[str]
    with_channel: bool  # the channel has it, or started it
    exceptions: Standing
    blocking: list[Finding]  # what holds its sending up
    at_office: bool

    @property
    def overruled(self) -> dict[str, Override]:
        """Rules that an official passed over on this file, with the act that says who and why."""
        passed = [finding.id for finding in self.findings if self.exceptions.overrules(finding)]
        return {rule: self.exceptions.granted[rule] for rule in passed}

    def kind_of(self, finding: Finding) -> str:
        """How a finding is shown on this file: what was passed over is `waived`, what only binds later a warning."""
        if self.exceptions.overrules(finding):
            return "waived"
        if finding.blocks and not self.at_office and finding not in self.blocking:
            return "warn"
        return kind_of(finding)

    @property
    def lacking(self) -> list[Item]:
        """Documents that this file cannot be sent without from where it lies, and that are not there."""
        wanted = [item for item in self.checklist if item.is_open and item.requirement != "optional"]
        return [item for item in wanted if self.with_channel or not item.document.from_channel]

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each kind, for lists: blocking, warnings, passed over, unknown, met."""
        return dict(Counter(self.kind_of(finding) for finding in self.findings))


def kind_of(finding: Finding) -> str:
    """How a finding is shown: `stop` holds it up, `warn` wants a look, `open` is not known, `ok` is met."""
    if finding.state == "met":
        return "ok"
    if finding.state == "unknown":
        return "open"
    return "stop" if finding.blocks else "warn"


def law_date(application: Application) -> date:
    """The day whose law holds: the first filing, or today while it has not been filed."""
    return application.filed_on or clock.today()


def status(application: Application, *, to: str = "") -> Status:
    """The law's whole answer about a file as it stands. `to` is the state it is being sent to, if that is known."""
    on = law_date(application)
    trip = trip_of(application, filed_on=on)
    pack = settings.PACK
    findings, now = assess(pack, trip, on), standing(application)
    return Status(
        trip=trip,
        on=on,
        findings=findings,
        checklist=checklist(pack, trip),
        latest_safe=latest_safe_filing(pack, trip),
        estimate=estimate(pack, trip, by_hand=hand_rates(application)),
        route=pack.workflow.route(routing(application)),
        missing=missing(application),
        with_channel=_is_with_the_channel(application),
        exceptions=now,
        blocking=bars_sending(application, findings, now, to=to or _next_state(application)),
        at_office=pack.workflow.states[application.state].at_office,
    )


def findings(application: Application) -> list[Finding]:
    """Only the findings: what an approval asks again."""
    on = law_date(application)
    return assess(settings.PACK, trip_of(application, filed_on=on), on)


def required(application: Application) -> list[str]:
    """Form fields that this file cannot be sent without from where it lies now."""
    wanted = [name for name in REQUIRED if name not in REQUIRED_OF_THE_CHANNEL or _is_with_the_channel(application)]
    return [*wanted, *(REQUIRED_OF_A_UNIT if application.unit_id else ()), *amendments.required(application)]


def missing(application: Application) -> list[str]:
    """Form fields still empty that this file cannot be sent without."""
    empty = [name for name in required(application) if not getattr(application, name)]
    participants = list(application.participants.all())
    if not participants:
        empty.append("participants")
    if any(not (p.starts_on and p.ends_on and p.golongan) for p in participants):
        empty.append("participant_details")
    return [*empty, *amendments.gaps(application)]


def freeze(application: Application, now: Status) -> None:
    """Keep what the law said at this sending, under this pack. Rows are only ever added."""
    language = get_language() or "id"
    Assessment.objects.create(
        application=application,
        pack=settings.PACK.id,
        pack_version=settings.PACK.version,
        on=now.on,
        at=clock.now(),
        findings=[_frozen(finding, now, language) for finding in now.findings],
    )


def _frozen(finding: Finding, now: Status, language: str) -> dict[str, Any]:
    """A finding as it is kept, with who passed over it, why and when."""
    plain = finding.as_json(language)
    if act := now.overruled.get(finding.id):
        plain["overruled"] = {
            "by": act.by.name, "desk": act.desk, "acting": act.acting, "ground": act.ground, "reason": act.reason,
            "at": act.at.isoformat(), "file": act.file.sha256 if act.file else "",
        }  # fmt: skip
    return plain


def _next_state(application: Application) -> str:
    """Where the table would take the file from here; empty where nobody said so yet."""
    step = settings.PACK.workflow.onward(application.state, routing(application))
    return step.to if step else ""


def _is_with_the_channel(application: Application) -> bool:
    """The focal point's own letter is theirs to add, once the file is with them."""
    desks = settings.PACK.workflow.desks
    holder = desks.get(settings.PACK.workflow.states[application.state].held_by)
    goes_through_one = any(desk.scope == "channel" for desk in desks.values())
    return application.unit_id is None or not goes_through_one or not holder or holder.scope != "unit"
