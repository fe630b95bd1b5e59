"""What a check answers: met, broken or unknown, with the numbers it saw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["met", "broken", "unknown"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer. A fact that nobody stated makes it unknown: never broken, never met."""

    state: State
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would settle an unknown outcome."""
        return tuple(self.values.get("missing", ()))


def met(**values: Any) -> Outcome:
    """The law holds; `values` show by how much."""
    return Outcome("met", values)


def broken(**values: Any) -> Outcome:
    """The law does not hold; `values` show by how much."""
    return Outcome("broken", values)


def require(holds: bool, **values: Any) -> Outcome:
    """Met when `holds`, broken otherwise, with the same numbers either way."""
    return Outcome("met" if holds else "broken", values)


def unknown(*missing: str, **values: Any) -> Outcome:
    """Not decided yet: the named facts are missing. What is already known stays in `values`."""
    return Outcome("unknown", values | {"missing": missing})


SILENT = Outcome("met", {"silent": True})  # the row turns out not to speak about this trip after all
