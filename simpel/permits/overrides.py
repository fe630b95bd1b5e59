"""Which exceptions stand on a file, and what they mean for a finding."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from simpel.law.rules import Finding, as_plain

from .lifecycle import routing
from .models import Application, Override


@dataclass(frozen=True)
class Standing:
    """The last act about each rule: what has been granted, and what has been asked for and is still open."""

    granted: dict[str, Override] = field(default_factory=dict)
    asked: dict[str, Override] = field(default_factory=dict)

    def overrules(self, finding: Finding) -> bool:
        """Whether an official let exactly this pass: the rule is broken by the numbers they saw."""
        grant = self.granted.get(finding.id)
        return grant is not None and finding.state == "broken" and grant.covers(seen(finding))


def standing(application: Application) -> Standing:
    """The exceptions of a file, in one query."""
    granted: dict[str, Override] = {}
    asked: dict[str, Override] = {}
    for row in application.overrides.select_related("by", "file"):
        granted.pop(row.rule, None)
        if row.act == Override.Act.GRANTED:
            granted[row.rule] = row
        elif row.act == Override.Act.ASKED:
            asked[row.rule] = row
    return Standing(granted, asked)


def seen(finding: Finding) -> dict[str, Any]:
    """The numbers of a finding as they are kept with the exception."""
    plain: dict[str, Any] = as_plain(finding.outcome.values)
    return plain


def bars_sending(application: Application, findings: Iterable[Finding], now: Standing, *, to: str) -> list[Finding]:
    """What holds a file up on its way to the state `to`.

    An exception asked for lets it pass, and so does one that the desk it goes to may still ask for: the office decides.
    """
    holder = settings.PACK.workflow.states[to].held_by if to else ""
    return [
        finding
        for finding in findings
        if finding.bars_sending
        and not now.overrules(finding)
        and finding.id not in now.asked
        and holder not in finding.rule.pleaded_by
    ]


def bars_passing_on(application: Application, findings: Iterable[Finding], now: Standing, *, to: str) -> list[Finding]:
    """What holds a file up at its desk: all that is broken, unless a desk still ahead may pass over it.

    Only what may come to the office broken travels on: a row that binds at the approval, or a plea for an exception.
    """
    ahead = settings.PACK.workflow.route(routing(application), start=to)
    return [
        finding
        for finding in findings
        if finding.blocks and not now.overrules(finding) and not _left_to(ahead, finding, now)
    ]


def _left_to(ahead: Collection[str], finding: Finding, now: Standing) -> bool:
    travels = finding.rule.at == "approve" or finding.id in now.asked
    return travels and bool({*ahead} & {*finding.rule.overruled_by})
