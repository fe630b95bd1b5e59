"""Where a file stands on its way: the line with stations on its page, and the five dots in a list."""

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from ..forms.choices import language
from ..lifecycle import routing
from ..models import Application

DOTS = 5
ENDING = ("reject", "withdraw", "archive")


class Station(NamedTuple):
    """One stop of the line: `done`, `now` or still to come."""

    label: str
    kind: str


def stations(application: Application, route: Sequence[str], *, stopped_at: str = "") -> list[Station]:
    """The desks of this file's route and the letter at its end. `stopped_at`: the desk where a closed file ended."""
    names = [settings.PACK.workflow.desks[desk].name(language()) for desk in route] + [_("Surat terbit")]
    here = place(application, route, stopped_at=stopped_at)
    closed = bool(stopped_at)
    return [Station(name, _kind(i, here, closed=closed, last=len(route))) for i, name in enumerate(names)]


def place(application: Application, route: Sequence[str], *, stopped_at: str = "") -> int:
    """How far along the route: an index into the desks, or their number once it is decided."""
    state = settings.PACK.workflow.states[application.state]
    if stopped_at:
        return route.index(stopped_at) if stopped_at in route else 0
    if state.phase in {"decided", "closed"}:
        return len(route)
    return route.index(state.held_by) if state.held_by in route else 0


def ended(application: Application) -> bool:
    """Whether the file came to an end before its letter: refused, withdrawn or put away."""
    return any(step.to == application.state for step in settings.PACK.workflow.steps if step.verb in ENDING)


def dots(application: Application) -> list[str]:
    """The way in five dots: `d` passed, `n` here, empty still to come or never to come."""
    if ended(application):
        return [""] * DOTS
    route = settings.PACK.workflow.route(routing(application))
    here = round(place(application, route) / max(len(route), 1) * (DOTS - 1))
    return ["d" if i < here else "n" if i == here else "" for i in range(DOTS)]


def _kind(index: int, here: int, *, closed: bool, last: int) -> str:
    if index < here or (index == here == last):
        return "done" if index < last else "now"
    return "now" if index == here and not closed else ""
