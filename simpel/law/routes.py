"""Tables beside the steps: who decides, under which regime, and whose power somebody else holds for a time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

Fact = str | tuple[str, ...] | None
Facts = Mapping[str, Fact]
Scope = Mapping[str, tuple[str, ...]]
Mode = Literal["permission", "notify", "own", "none"]

MODES: tuple[Mode, ...] = ("permission", "notify", "own", "none")


def fits(for_: Scope, unless: Scope, facts: Facts) -> bool:
    """Whether a row speaks about a file with these facts. A fact nobody stated fits no row that asks for it."""
    if any(facts.get(name) is None for name in (*for_, *unless)):
        return False
    excepted = bool(unless) and all(_among(facts[name], values) for name, values in unless.items())
    return not excepted and all(_among(facts[name], values) for name, values in for_.items())


def _among(value: Fact, allowed: Collection[str]) -> bool:
    """Whether a fact has one of the values; a fact that is a list, whether one of its members does."""
    return any(member in allowed for member in value) if isinstance(value, tuple) else value in allowed


@dataclass(frozen=True)
class Dated:
    """A row for some files and some days: the day of first sending chooses, its first and last day included."""

    for_: Scope = field(default_factory=dict)
    unless: Scope = field(default_factory=dict)
    since: date = date.min
    until: date = date.max

    def speaks(self, facts: Facts, on: date) -> bool:
        """Whether the row is in force on the day and speaks about these facts."""
        return self.since <= on <= self.until and fits(self.for_, self.unless, facts)


@dataclass(frozen=True)
class Route(Dated):
    """Pemutus: the desk that decides such files. Steps ask for it as the fact `decider`."""

    desk: str = ""


@dataclass(frozen=True)
class Regime(Dated):
    """Rezim: whether such travel needs a permission, is only notified, decided at home, or none of our business.

    Steps ask for the mode as the fact `regime`. `needs` are papers without which it is not sent; `why` is told where
    nothing is to be filed at all.
    """

    id: str = ""
    mode: Mode = "permission"
    needs: tuple[str, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Length:
    """A class of trips by their calendar days, departure and return included; the last class has no limit."""

    id: str
    max_days: int | None = None


@dataclass(frozen=True)
class Power:
    """Kuasa: `desk` may do `verb` for the desk `of`, from one day to another, less the days suspended."""

    of: str
    desk: str
    verb: str
    since: date
    until: date = date.max
    suspended: tuple[tuple[date, date], ...] = ()

    def binds(self, on: date) -> bool:
        """Whether the power is in force: within its days and not suspended on this one."""
        paused = any(first <= on <= last for first, last in self.suspended)
        return self.since <= on <= self.until and not paused


Row = TypeVar("Row", bound=Dated)


def first(rows: Iterable[Row], facts: Facts, on: date) -> Row | None:
    """The first row that speaks about the file."""
    return next((row for row in rows if row.speaks(facts, on)), None)


def length_of(classes: Iterable[Length], days: int | None) -> str | None:
    """The class of a trip of so many days; none while the days are open."""
    if days is None:
        return None
    return next((row.id for row in classes if row.max_days is None or days <= row.max_days), None)
