"""One evening: the cast is there, the theatre is open, the chosen scenarios are played and their letters checked."""

import logging
from datetime import date, timedelta
from itertools import takewhile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from simpel.cli.demo import people, scenario
from simpel.cli.demo.scenario import Scenario
from simpel.cli.site import close_connections
from simpel.cli.stops import Stop
from simpel.letters.verification import check_bytes
from simpel.people.models import Institution

from .player import Letter, Player
from .theatre import Theatre
from .visitor import Lost


def perform(wanted: str, out: Path) -> int:
    """Play one scenario or all. 0 when every story reached its end and each letter answers as its story says."""
    folder: Path = settings.PACK.path / "demo"
    stories = scenario.read_all(folder)
    chosen = list(stories) if wanted.lower() == "all" else [wanted.upper()]
    if unknown := [name for name in chosen if name not in stories]:
        raise Stop(f"no scenario {', '.join(unknown)}; there are {', '.join(stories)} and all.")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # the story is told act by act, not request by request
    cast = _cast(folder)
    call_command("collectstatic", verbosity=0, interactive=False)
    close_connections()
    print(f"Playing in {settings.VAR}; the clock follows the story.")
    ended_well = True
    with Theatre() as theatre:
        for name in chosen:
            ended_well &= _played(_so_that_the_letter_is_dated_today(stories[name]), cast, theatre, out)
    return 0 if ended_well else 1


def _played(story: Scenario, cast: people.Cast, theatre: Theatre, out: Path) -> bool:
    try:
        letters = Player(story, cast, theatre, out, print).play()
    except Lost as lost:
        print(f"{story.id}  STOPPED: {lost}")
        theatre.back_to_now()
        return False
    if not letters:
        print(f"{story.id}  STOPPED: the story ended without a letter")
        return False
    theatre.back_to_now()
    as_told = [_is_as_told(story, letter) for letter in letters]  # each is told, also after one that is not
    return all(as_told)


def _is_as_told(story: Scenario, letter: Letter) -> bool:
    """Check one letter of the story at today's date, and say what the answer is."""
    answer = check_bytes(letter.path.read_bytes())
    told = "" if answer.kind == letter.answer else f", was to be {letter.answer}"
    print(f"{story.id}  {letter.path}: {answer.kind}{told}")
    return answer.kind == letter.answer


def _cast(folder: Path) -> people.Cast:
    """The demonstration's people: those already here, or new ones in an empty installation."""
    if settings.PRODUCTION:
        raise Stop("journeys are played with made-up people; this installation is in production (SIMPEL_PRODUCTION).")
    if not Institution.objects.exists():
        return people.settle_in(folder, since=date(timezone.localdate().year - 3, 1, 1))
    cast = people.find(folder)
    if cast is None:
        raise Stop("other people than the demonstration's are here. Use another SIMPEL_VAR or SIMPEL_DATABASE_URL.")
    return cast


def _so_that_the_letter_is_dated_today(story: Scenario) -> Scenario:
    """Move the story so that its first letter falls on today: in force when it is looked at, unless it was changed."""
    before = takewhile(lambda act: act.act != "amend", story.acts)
    deciding = [act for act in before if act.act in ("approve", "register")]
    return story.shifted(timedelta(days=(timezone.localdate() - deciding[-1].at.date()).days))
