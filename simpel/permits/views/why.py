"""Why a file lies on this desk: the step that brought it, what made that step fit, and the rules that say so."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from simpel.law.routes import Facts
from simpel.law.rules import Finding
from simpel.law.workflow import StepRow

from ..forms.choices import language, named
from ..lifecycle import routing
from ..models import Step
from ..queries import FileView
from .story import desk_name

LISTS = {"cluster": "clusters", "activity": "activities", "institution": "institution_kinds"}


@dataclass(frozen=True)
class Ruled:
    """A rule that speaks about the way: its id, title and where it is written."""

    id: str
    title: str
    cites: list[str]


@dataclass(frozen=True)
class Why:
    """One sentence, and the rules behind it."""

    words: str
    because: list[str]
    rules: list[Ruled]


def why_here(view: FileView) -> Why | None:
    """For a file that somebody holds and that has moved at least once."""
    application = view.application
    if not view.timeline or not settings.PACK.workflow.states[application.state].held_by:
        return None
    last = view.timeline[-1]
    routed = routing(application)
    row = _row(last, routed)
    facts = (*row.for_, *row.unless) if row else ()
    return Why(
        words=_words(last),
        because=[_value(fact, code) for fact in facts if fact in LISTS and isinstance(code := routed[fact], str)],
        rules=[
            Ruled(finding.id, finding.title(language()), finding.cites(language()))
            for finding in view.status.findings
            if _speaks_of_the_way(finding, facts)
        ],
    )


def _row(step: Step, facts: Facts) -> StepRow | None:
    """The row of the table that a step on the timeline followed."""
    for row in settings.PACK.workflow.steps:
        followed = (row.verb, row.desk, row.to) == (step.verb, step.desk, step.after)
        if followed and step.before in row.sources and row.fits(facts):
            return row
    return None


def _words(step: Step) -> str:
    lines = {
        "send": _("Dikirim oleh %(desk)s"),
        "approve": _("Diteruskan oleh %(desk)s"),
        "return": _("Dikembalikan oleh %(desk)s"),
    }
    return lines.get(step.verb, _("Dipindahkan oleh %(desk)s")) % {"desk": desk_name(step.desk)}


def _value(fact: str, code: str) -> str:
    """A routing fact of this file in words: the pack's name of its code."""
    row = getattr(settings.PACK, LISTS[fact]).get(code)
    return named(row) if row else code


def _speaks_of_the_way(finding: Finding, facts: tuple[str, ...]) -> bool:
    """A rule of routing that certainly applies and rests on what chose this step, where anything did."""
    if finding.effect != "route" or not finding.in_scope or finding.state == "unknown":
        return False
    rests_on = {*finding.rule.fields, *finding.rule.scope.for_, *finding.rule.scope.unless}
    return bool(rests_on & set(facts)) if facts else False
