"""Figures for the front page: the last quarter that was published. Frozen, so that no two days give away a third."""

from dataclasses import dataclass

from simpel.figures import quarters


@dataclass(frozen=True)
class Figures:
    """What one quarter of permits looked like."""

    quarter: str
    trips: int
    half_within: int  # days from filing to decision
    nine_in_ten_within: int


def public_figures() -> Figures | None:
    """The latest published quarter. None while there is none with enough people in it."""
    latest = next(iter(quarters.published()), None)
    if latest is None:
        return None
    numbers = {name: latest.content[name] for name in ("trips", "half_within", "nine_in_ten_within")}
    return Figures(quarter=quarters.name(latest), **numbers)
