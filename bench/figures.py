"""Figures: percentiles of what was timed, and the table they are shown in."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One figure: what, how much, and how much it may be."""

    name: str
    value: float
    unit: str
    target: float | None = None

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        return "ok" if self.value <= self.target else "OVER"

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "value": self.value, "unit": self.unit, "target": self.target}


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def timed(name: str, seconds: Sequence[float], share: int, target: float | None = None) -> Row:
    """A percentile of many timings, in milliseconds."""
    return Row(f"{name}, p{share} of {len(seconds)}", round(percentile(seconds, share) * 1000, 3), "ms", target)


def table(rows: Sequence[Row]) -> str:
    """The figures for eyes."""
    width = max(len(row.name) for row in rows)
    lines = [f"{'':<{width}}  {'measured':>10}  {'at most':>8}"]
    for row in rows:
        limit = "" if row.target is None else f"{row.target:g}"
        lines.append(f"{row.name:<{width}}  {row.value:>10g}  {limit:>8}  {row.unit:<8} {row.verdict}")
    return "\n".join(lines)
