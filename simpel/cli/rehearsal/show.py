"""What a rehearsal shows: the queue of every desk, and what the law would have said about the past."""

from collections import Counter
from collections.abc import Iterator

from django.conf import settings

from simpel.ledger import clock
from simpel.permits import assessment
from simpel.permits.models import Application

SHOWN = 10
LANGUAGE = "en"


def lines() -> Iterator[str]:
    """Everything there is to say, ready to print."""
    yield from queue()
    yield from verdicts()


def queue() -> Iterator[str]:
    """Per desk how many files wait there, and the next departures."""
    workflow = settings.PACK.workflow
    moving = [state.id for state in workflow.states.values() if state.phase in ("applicant", "office")]
    waiting = Application.objects.filter(state__in=moving).select_related("activity", "institution")
    yield "\nThe queue:"
    held = Counter(workflow.states[state].held_by for state in waiting.values_list("state", flat=True))
    for desk, count in held.most_common():
        yield f"  {workflow.desks[desk].name(LANGUAGE) if desk else 'nobody':<40} {count:>6}"
    if not held:
        yield "  empty: no trip is pending"
    for file in waiting.order_by("leaves_on", "id")[:SHOWN]:
        where = workflow.states[file.state].label(LANGUAGE)
        days = (file.departs_on - clock.today()).days if file.departs_on else 0
        yield f"  {file.departs_on}  {days:>5} days  {where:<32} {file.activity}, {file.institution}"


def verdicts() -> Iterator[str]:
    """Per rule how many files of the past it would have stopped or questioned."""
    stopped: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    files = Application.objects.filter(filed_on__isnull=False).select_related("activity", "institution", "unit")
    for file in files.iterator(chunk_size=500):
        for finding in assessment.findings(file):
            if finding.state == "broken" and not finding.values.get("missing_documents"):
                (stopped if finding.blocks else warned)[finding.id] += 1
    yield "\nWhat the law says about these files (only what the tables tell; papers are not among it):"
    rules = settings.PACK.rules_by_id
    for mark, found in (("stops", stopped), ("questions", warned)):
        for rule, count in found.most_common(SHOWN):
            yield f"  {mark:<10} {count:>6}  {rule:<12} {rules[rule].title(LANGUAGE)}"
    if not stopped and not warned:
        yield "  nothing is broken"
