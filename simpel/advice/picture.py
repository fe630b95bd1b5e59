"""A trial as a picture: one bar, parted by what would have happened to the files. Drawn here, printed by a template."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENSES: dict[str, tuple[str, Promise | str]] = {  # sense -> tone, words
    "blocked": ("stop", _("jadi tertahan")),
    "warned": ("warn", _("jadi diperingatkan")),
    "opened": ("open", _("jadi belum dapat dinilai")),
    "cleared": ("ok", _("jadi terpenuhi atau tidak ditanya lagi")),
    "same": ("same", _("tetap sama")),
}
WIDTHS = (720, 328)  # one drawing for wide pages, one for phones: text keeps its size
_SMALLEST = 3.0  # units: one file among 10,000 is still to be seen


@dataclass(frozen=True)
class Part:
    """One stretch of the bar."""

    sense: str
    tone: str
    words: Promise | str
    files: int
    share: float  # of all files, in percent
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """The bar at one width."""

    width: int
    parts: list[Part]


def bars(tally: Mapping[str, int], files: int) -> list[Bar]:
    """The bar at each width. `tally`: sense to the number of files; the rest stays the same."""
    counts = {sense: tally.get(sense, 0) for sense in SENSES if sense != "same"}
    counts["same"] = max(files - sum(counts.values()), 0)
    return [Bar(width, _parts(counts, max(files, 1), width)) for width in WIDTHS]


def _parts(counts: Mapping[str, int], files: int, width: int) -> list[Part]:
    shown = {sense: count for sense, count in counts.items() if count}
    spare = width - _SMALLEST * len(shown)
    parts, x = [], 0.0
    for sense, count in shown.items():
        wide = _SMALLEST + spare * count / files
        tone, words = SENSES[sense]
        parts.append(Part(sense, tone, words, count, 100 * count / files, round(x, 1), round(wide, 1)))
        x += wide
    return parts
