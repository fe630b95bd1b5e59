"""Janji waktu: by when a file is decided, told from how long earlier ones took, else from what the law allows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from simpel.law.pack import Pack
from simpel.law.working_days import WorkingDays

ENOUGH = 20  # cases below which the past says nothing yet
HALF, MOST = 0.5, 0.9
_TIMED = ("within_working_days", "within_days")


@dataclass(frozen=True, slots=True)
class Promise:
    """The days of a decision: half of all cases are decided by `half_by`, nine of ten by `by`.

    `based_on` says what it rests on: `cases` of the past, or `law`, the time the law allows (then `half_by` is open).
    """

    by: date
    half_by: date | None
    based_on: Literal["cases", "law"]
    cases: int

    def misses(self, departs_on: date | None) -> bool:
        """Whether the decision may come only after somebody has left."""
        return departs_on is not None and self.by > departs_on


def promise(durations: Sequence[int], *, since: date, today: date, calendar: WorkingDays) -> Promise | None:
    """The promise for a file that came to its present place on `since`; None while too few cases tell.

    `durations` are working days that earlier files still needed from the same place. Files that were done sooner than
    this one has been waiting say nothing about it any more, so only the slower ones count.
    """
    waited = calendar.between(since, today) if today > since else 0
    slower = sorted(days for days in durations if days >= waited)
    if len(slower) < ENOUGH:
        return None
    return Promise(
        by=max(calendar.after(since, _share(slower, MOST)), today),
        half_by=max(calendar.after(since, _share(slower, HALF)), today),
        based_on="cases",
        cases=len(slower),
    )


def _share(ordered: Sequence[int], share: float) -> int:
    """The value that a share of all *future* cases does not exceed: one case more is counted than was seen."""
    place = math.ceil(share * (len(ordered) + 1))
    return ordered[min(place, len(ordered)) - 1]


def allowed(pack: Pack, *, reached_on: date, on: date) -> Promise | None:
    """The day by which the law wants a decision, for a file that reaches the office on a day; None: it names none."""
    days = [
        pack.calendar.after(reached_on, rule.parameters["days"])
        if rule.check == "within_working_days"
        else date.fromordinal(reached_on.toordinal() + rule.parameters["days"])
        for rule in pack.rules
        if rule.check in _TIMED and rule.parameters["end"] == "decided_on" and rule.binds(on)
        and rule.parameters["start"] == "reached_office_on"
    ]  # fmt: skip
    return Promise(by=min(days), half_by=None, based_on="law", cases=0) if days else None
