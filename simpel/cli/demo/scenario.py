"""A scenario as data: who applies for what, and the acts that follow, each with its time and its person."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Act:
    """One act of one person: `send`, `attach`, `return`, `approve` and so on, with what it needs."""

    at: datetime  # wall clock of the pack's time zone
    by: str
    act: str
    refused: tuple[str, ...]  # rules that must hold it up; empty when it must succeed
    more: dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """A trip and its story."""

    id: str
    title: str
    unit: str  # code of the unit, or "" when the focal point files directly
    institution: str
    by: str
    event: dict[str, Any]
    form: dict[str, Any]
    travellers: tuple[str, ...]
    acts: tuple[Act, ...]
    demo_acts: int  # how many acts the demonstration has behind it
    demo_today: date  # the day on which the demonstration stands

    @property
    def begins_at(self) -> datetime:
        """When the draft is opened: an hour before the first act, or in the morning of its day."""
        return self.acts[0].at - timedelta(hours=1) if self.acts else datetime.combine(self.demo_today, time(8))

    def shifted(self, by: timedelta) -> "Scenario":
        """The same story earlier or later: every date in it moves."""
        return replace(
            self,
            event=_moved(self.event, by),
            form=_moved(self.form, by),
            acts=tuple(replace(act, at=act.at + by, more=_moved(act.more, by)) for act in self.acts),
            demo_today=self.demo_today + by,
        )


def read_all(folder: Path) -> dict[str, Scenario]:
    """Every scenario of a pack, by its id (S1, S2, …)."""
    return {path.stem: read(path) for path in sorted(folder.glob("S*.toml"))}


def read(path: Path) -> Scenario:
    """One scenario file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Scenario(
        id=path.stem,
        title=raw["title"],
        unit=raw.get("unit", ""),
        institution=raw.get("institution", ""),
        by=raw["by"],
        event=raw["event"],
        form=raw["form"],
        travellers=tuple(row["person"] for row in raw["traveller"]),
        acts=tuple(_act(row) for row in raw["step"]),
        demo_acts=raw["demo"]["steps"],
        demo_today=raw["demo"]["today"],
    )


def _act(row: dict[str, Any]) -> Act:
    more = {key: value for key, value in row.items() if key not in {"at", "by", "act", "refused"}}
    return Act(at=row["at"], by=row["by"], act=row["act"], refused=tuple(row.get("refused", ())), more=more)


def _moved(values: dict[str, Any], by: timedelta) -> dict[str, Any]:
    return {key: _moved_value(value, by) for key, value in values.items()}


def _moved_value(value: Any, by: timedelta) -> Any:
    if isinstance(value, dict):
        return _moved(value, by)
    return value + by if isinstance(value, date) else value
