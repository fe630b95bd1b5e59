"""One decided file as numbers: what the law's table allows its people, what was paid, who had it for how long."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Prefetch, QuerySet
from django.utils.timezone import localdate

from simpel.law.costs import estimate
from simpel.letters.models import Letter
from simpel.permits import amendments, undo
from simpel.permits.facts import trip_alone
from simpel.permits.models import ActualCost, Application, Step
from simpel.permits.replaying import whole

from .models import Journey, Return, Stay

NOTHING = Decimal(0)
WAYS = ("applicant", "office")  # phases in which a desk can keep a file waiting


@dataclass(frozen=True)
class Counted:
    """A file's row, with the rows that hang on it."""

    journey: Journey
    stays: list[Stay]
    returns: list[Return]


def counted(files: QuerySet[Application], *, at: datetime) -> Iterator[Counted]:
    """Decided files as numbers, in a fixed number of queries."""
    rows = list(
        whole(files).select_related("activity", "institution", "report").prefetch_related(
            Prefetch("steps", Step.objects.order_by("id")),
            Prefetch("report__costs", ActualCost.objects.exclude(stayed_home=True)),
        )
    )  # fmt: skip
    letters = _letters([file.reference for file in rows])
    for file in rows:
        yield _count(file, letters.get(file.reference, 0), at)


def _count(file: Application, letters: int, at: datetime) -> Counted:
    assert file.decided_on is not None  # noqa: S101  (only decided files are counted)
    steps = undo.standing(file.steps.all())
    back = [step for step in steps if step.verb == "return" and not _is_report(step)]
    journey = Journey(
        application=file, version=file.version, day=file.departs_on or file.decided_on, decided_on=file.decided_on,
        granted=_is_granted(file, steps), stands=_stands(file, steps),
        reached_office=file.reached_office_at is not None, institution_id=file.institution_id,
        channel_id=file.channel_id, unit_id=file.unit_id, country=file.activity.country if file.activity else "",
        activity_type=file.activity_type, payer=_payer(file),
        travellers=sum(not seat.refused for seat in file.participants.all()), letters=letters,
        state_budget=file.state_budget or NOTHING, estimate=_estimate(file), actual=_actual(file),
        returns=len(back), counted_at=at,
    )  # fmt: skip
    stays = [Stay(journey=journey, desk=desk, days=days) for desk, days in stays_of(steps).items()]
    return Counted(journey, stays, [Return(journey=journey, reason=step.reason) for step in back])


def stays_of(steps: Sequence[Step]) -> dict[str, int]:
    """Working days that each desk had the file before it was decided; waiting in a drawer as a draft does not count."""
    states, calendar = settings.PACK.workflow.states, settings.PACK.calendar
    days: Counter[str] = Counter()
    since: date | None = None
    for step in steps:
        left = localdate(step.at)
        before = states.get(step.before)
        if before and since and before.phase in WAYS and before.held_by:
            days[before.held_by] += calendar.between(since, left)
        since = left
    return dict(days)


def _letters(references: list[str]) -> dict[str, int]:
    """Letters numbered for each file, whatever became of them later; void ones never went out."""
    rows = Letter.objects.filter(case__in=references).exclude(state=Letter.State.VOID)
    return dict(rows.values_list("case").annotate(count=Count("pk")).order_by())


def _is_granted(file: Application, steps: Sequence[Step]) -> bool:
    states = settings.PACK.workflow.states
    passed = [file.state, *(step.after for step in steps)]
    return any(state in states and states[state].phase == "decided" for state in passed)


def _stands(file: Application, steps: Sequence[Step]) -> bool:
    """A trip that may be made: an amendment stands in the place of what it amends, a cancellation leaves none."""
    replaced = file.superseded_on is not None
    return _is_granted(file, steps) and not replaced and amendments.effect(file) != amendments.CANCELS


def _is_report(step: Step) -> bool:
    return settings.PACK.workflow.states[step.before].phase == "decided"


def _payer(file: Application) -> str:
    payers = list(dict.fromkeys(file.payers))
    return payers[0] if len(payers) == 1 else Journey.MIXED if payers else ""


def _estimate(file: Application) -> Decimal:
    on = file.filed_on or file.decided_on
    if on is None:
        return NOTHING
    return estimate(settings.PACK, trip_alone(file, filed_on=on), on=on).per_diem_usd or NOTHING


def _actual(file: Application) -> Decimal:
    """Days × rate of those who went, once the report is handed in."""
    report = getattr(file, "report", None)
    if report is None or report.submitted_on is None:
        return NOTHING
    return sum(((cost.days or NOTHING) * (cost.rate or NOTHING) for cost in report.costs.all()), NOTHING)
