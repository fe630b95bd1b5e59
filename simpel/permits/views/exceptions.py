"""A finding's exception as pages show it: who granted it and why, who asks for it, and the form of whoever may act."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from simpel.law.rules import Finding
from simpel.people.models import Appointment

from ..assessment import Status
from ..forms.choices import language
from ..forms.override import OverrideForm
from ..models import Application, Override

DOORS = {"overrule": "permits:overrule", "take_back": "permits:take_back", "plead": "permits:plead"}


@dataclass(frozen=True)
class Told:
    """One act about a rule, in words."""

    by: str
    desk: str
    at: datetime
    ground: str
    reason: str
    paper: str  # address of the paper given with it


@dataclass(frozen=True)
class Exceptional:
    """What a page says about the exception from one rule. `form` is there for whoever may act now."""

    rule: str
    granted: Told | None
    asked: Told | None
    form: OverrideForm | None
    url: str
    label: str
    open: bool

    @property
    def element(self) -> str:
        """Its place on the page."""
        return f"pengecualian-{self.rule}"


def exceptional(
    application: Application, status: Status, finding: Finding, *, verb: str, bound: OverrideForm | None = None
) -> Exceptional | None:
    """The exception of one broken rule; nothing for rules that nobody can pass over. `verb`: what the reader may do."""
    if finding.state != "broken" or not finding.overrulable:
        return None
    granted, asked = status.overruled.get(finding.id), status.exceptions.asked.get(finding.id)
    labels = {
        "overrule": _("Kecualikan dari ketentuan ini"),
        "take_back": _("Cabut pengecualian"),
        "plead": _("Ubah permintaan pengecualian") if asked else _("Minta pengecualian"),
    }
    form = _form(application, finding.id, verb, bound) if verb else None
    return Exceptional(
        rule=finding.id,
        granted=told(application, granted) if granted else None,
        asked=told(application, asked) if asked else None,
        form=form,
        url=reverse(DOORS[verb], args=[application.reference]) if verb else "",
        label=labels.get(verb, ""),
        open=form is not None and form.is_bound,
    )


def pleas(
    application: Application, status: Status, *, bound: OverrideForm | None = None
) -> list[tuple[Finding, Exceptional]]:
    """The broken rules from which the desk that now fills the file in may ask for an exception."""
    holder = settings.PACK.workflow.states[application.state].held_by
    found = []
    for finding in status.findings:
        verb = "plead" if holder in finding.rule.pleaded_by or _drafted_by(application, finding) else ""
        exception = exceptional(application, status, finding, verb=verb, bound=bound) if verb else None
        if exception:
            found.append((finding, exception))
    return found


def _drafted_by(application: Application, finding: Finding) -> bool:
    """A draft of a channel lies with the channel, whatever desk the table names for drafts."""
    if application.state != settings.PACK.workflow.initial or application.unit_id is not None:
        return False
    desks = settings.PACK.workflow.desks
    return any(desks[desk].scope == "channel" for desk in finding.rule.pleaded_by)


def office_verb(status: Status, finding: Finding, desk: str) -> str:
    """What somebody at this desk of the office may do about a finding; nothing where the rule does not name it."""
    if desk not in finding.rule.overruled_by:
        return ""
    return "take_back" if finding.id in status.overruled else "overrule"


def told(application: Application, act: Override) -> Told:
    """An act as pages tell it."""
    acting = f", {Appointment.Acting(act.acting).label}" if act.acting else ""
    desk = settings.PACK.workflow.desks.get(act.desk)
    ground = settings.PACK.reasons.get(act.ground)
    return Told(
        by=f"{act.by.name}{acting}",
        desk=desk.name(language()) if desk else act.desk,
        at=act.at,
        ground=ground.label(language()) if ground else "",
        reason=act.reason,
        paper=reverse("permits:override_file", args=[application.reference, act.pk]) if act.file else "",
    )


def answered(verb: str, data: Mapping[str, object], files: Mapping[str, object]) -> OverrideForm:
    """The form as it came back, with the identifiers it has on its page."""
    return OverrideForm(data, files, verb=verb, auto_id=f"{data.get('rule', '')}-%s")


def _form(application: Application, rule: str, verb: str, bound: OverrideForm | None) -> OverrideForm:
    if bound is not None and bound.verb == verb and bound.data.get("rule") == rule:
        return bound
    fresh = {"version": application.version, "key": secrets.token_urlsafe(16), "rule": rule}
    return OverrideForm(initial=fresh, verb=verb, auto_id=f"{rule}-%s")
