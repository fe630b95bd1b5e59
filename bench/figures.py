"""Figures: percentiles of what was timed, and the table they are shown in."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

GROWTH = 1.3


@dataclass(frozen=True)
class Row:
    """One figure: what, how much, and how much it may be."""

    name: str
    value: float
    unit: str
    target: float | None = None
    steady: bool = False  # must not grow with the number of files

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        return "ok" if self.value <= self.target else "OVER"

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def timed(name: str, seconds: Sequence[float], share: int, target: float | None = None, *, steady: bool = False) -> Row:
    """A percentile of many timings, in milliseconds."""
    value = round(percentile(seconds, share) * 1000, 3)
    return Row(f"{name}, p{share} of {len(seconds)}", value, "ms", target, steady)


def grown(small: Sequence[Row], large: Sequence[Row]) -> list[Row]:
    """How much dearer each steady figure is in the larger installation."""
    before = {row.name: row.value for row in small}
    pairs = [(row, before.get(row.name, 0.0)) for row in large if row.steady]
    return [Row(row.name, round(row.value / value, 2), "times", _limit(row)) for row, value in pairs if value]


def _limit(row: Row) -> float:
    """Queries stay the same; a time may be a little longer."""
    return 1.0 if row.unit == "queries" else GROWTH


def table(rows: Sequence[Row]) -> str:
    """The figures for eyes."""
    width = max(len(row.name) for row in rows)
    lines = [f"{'':<{width}}  {'measured':>10}  {'at most':>8}"]
    for row in rows:
        limit = "" if row.target is None else f"{row.target:g}"
        lines.append(f"{row.name:<{width}}  {row.value:>10g}  {limit:>8}  {row.unit:<8} {row.verdict}")
    return "\n".join(lines)
