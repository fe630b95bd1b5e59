"""Small pictures of numbers, laid out here and printed as SVG by templates. Pure: no database, no words of its own.

Each picture exists twice, 720 and 328 units wide; the style sheet shows one, so that text keeps its size on a phone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDE, NARROW = 720.0, 328.0
_TOP, _FOOT, _LEFT, _RIGHT = 30.0, 30.0, 48.0, 12.0
_ROW = 38.0  # height of a line of a lying chart


@dataclass(frozen=True)
class Mark:
    """A line of the grid with its number."""

    at: float
    value: int
    first: bool


@dataclass(frozen=True)
class Column:
    """One column: where it stands, what is under it, and the point of the year before, if there is one."""

    name: str
    value: float
    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str  # said under the column; empty where there is no room for all of them
    best: bool
    before: float | None  # height of the point


@dataclass(frozen=True)
class Columns:
    """Standing columns with a line of comparison."""

    width: float
    height: float
    left: float
    right: float
    marks: list[Mark]
    columns: list[Column]
    line: str  # points of the comparison


@dataclass(frozen=True)
class Bar:
    """One lying bar: a name, how much, where the number stands."""

    name: str
    value: float
    y: float  # its middle
    top: float
    foot: float
    length: float  # where it ends
    wide: float
    median: float  # for ranges: where the point stands; otherwise the end of the bar


@dataclass(frozen=True)
class Bars:
    """Lying bars, or ranges from nothing to nine in ten with a point at the half."""

    width: float
    height: float
    left: float
    marks: list[Mark]
    bars: list[Bar]


def columns(rows: Sequence[tuple[str, float, float | None]]) -> list[Columns]:
    """Columns at both widths. Rows: name under the column, value, value of the year before (None: not known)."""
    return [_columns(rows, WIDE, 340.0), _columns(rows, NARROW, 260.0)] if rows else []


def bars(rows: Sequence[tuple[str, float]], *, names: float = 200.0) -> list[Bars]:
    """Lying bars at both widths; names stand left of them, above them where it is narrow."""
    spread = [(name, value, value) for name, value in rows]
    return [_bars(spread, WIDE, names), _bars(spread, NARROW, 0.0)] if rows else []


def ranges(rows: Sequence[tuple[str, float, float]], *, names: float = 200.0) -> list[Bars]:
    """Lying ranges at both widths. Rows: name, half within, nine in ten within."""
    return [_bars(rows, WIDE, names), _bars(rows, NARROW, 0.0)] if rows else []


def scale(largest: float, *, parts: int = 4) -> list[int]:
    """Round numbers from nothing to at least the largest: steps of 1, 2 or 5 times a power of ten."""
    rough = max(largest, 1) / parts
    power = 10 ** math.floor(math.log10(rough)) if rough >= 1 else 1
    step = next(int(power * times) for times in (1, 2, 5, 10) if power * times >= rough)
    return list(range(0, math.ceil(max(largest, 1) / step) * step + 1, step))


def _columns(rows: Sequence[tuple[str, float, float | None]], width: float, height: float) -> Columns:
    floor, room = height - _FOOT, height - _FOOT - _TOP
    steps = scale(max(max(value, before or 0) for _, value, before in rows))
    each = (width - _LEFT - _RIGHT) / len(rows)
    every = math.ceil(len(rows) * 36 / (width - _LEFT - _RIGHT))  # labels need some 36 units
    best = max(range(len(rows)), key=lambda number: rows[number][1])

    def up(value: float) -> float:
        return round(floor - room * value / steps[-1], 1)

    found = []
    for number, (name, value, before) in enumerate(rows):
        middle, wide = round(_LEFT + each * (number + 0.5), 1), round(min(each * 0.62, 46.0), 1)
        found.append(
            Column(
                name=name, value=value, x=round(middle - wide / 2, 1), y=up(value), width=wide,
                height=round(floor - up(value), 1), middle=middle, label=name if number % every == 0 else "",
                best=number == best and value > 0, before=None if before is None else up(before),
            )
        )  # fmt: skip
    line = " ".join(f"{one.middle},{one.before}" for one in found if one.before is not None)
    marks = [Mark(up(step), step, step == 0) for step in steps]
    return Columns(width, height, _LEFT, width - _RIGHT, marks, found, line)


def _bars(rows: Sequence[tuple[str, float, float]], width: float, names: float) -> Bars:
    steps = scale(max(longest for _, _, longest in rows), parts=3)
    row = _ROW if names else _ROW + 10
    room = width - names - 56.0  # the number stands after the bar

    def along(value: float) -> float:
        return round(names + room * value / steps[-1], 1)

    def bar(number: int, name: str, half: float, longest: float) -> Bar:
        y, end = (28.0 if names else 36.0) + row * number, along(longest)
        return Bar(name, longest, y, y - 7.0, y + 7.0, end, round(end - names, 1), along(half))

    found = [bar(number, *one) for number, one in enumerate(rows)]
    marks = [Mark(along(step), step, step == 0) for step in steps]
    return Bars(width, 28.0 + row * len(rows) + 12.0, names, marks, found)
