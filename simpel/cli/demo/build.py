"""Building the demonstration: the cast, the past files, and the scenarios each standing in its own state."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from simpel.cli.stops import Stop
from simpel.people.models import Institution
from simpel.permits import jobs

from . import people, present, scenario
from .past import Past
from .stage import Stage

PAST_FILES = 300


def build(say: Callable[[str], None] = print) -> people.Cast | None:
    """Fill an empty installation with the pack's demonstration. A second call changes nothing and returns nothing."""
    if settings.PRODUCTION:
        raise Stop("demonstration data is refused in production (SIMPEL_PRODUCTION).")
    if Institution.objects.exists():
        say("There is data already; nothing was changed.")
        return None
    folder: Path = settings.PACK.path / "demo"
    today = timezone.localdate()
    with translation.override(settings.PACK.languages[0]), shifted_clock() as move_to:
        cast = people.settle_in(folder, since=date(today.year - 3, 1, 1))
        say(f"{len(cast.users)} accounts, {len(cast.persons)} travellers, {len(cast.institutions)} institutions")
        past = Past(cast, people.read(folder), today)
        say(f"{past.bring_in(PAST_FILES)} past files")
        told = [story.shifted(today - story.demo_today) for story in scenario.read_all(folder).values()]
        for story in [*told, *present.stories(past)]:
            reference = Stage(cast, story, move_to).play(story.acts[: story.demo_acts])
            say(f"{story.id} {reference}: {story.title}")
    jobs.prepare_letters()
    return cast


class shifted_clock:  # noqa: N801  (used like a function)
    """While the demonstration is built, the clock stands where the story is; afterwards it is itself again."""

    def __enter__(self) -> Callable[[datetime], None]:
        self._before = settings.CLOCK_FILE
        self._file = settings.VAR / "demo-clock"
        settings.CLOCK_FILE = str(self._file)
        return self.move_to

    def __exit__(self, *_: object) -> None:
        settings.CLOCK_FILE = self._before
        self._file.unlink(missing_ok=True)

    def move_to(self, wall: datetime) -> None:
        """Set the clock to a wall-clock moment of the pack's time zone, never into the future."""
        moment = wall.replace(tzinfo=ZoneInfo(settings.PACK.time_zone))
        latest = timezone.now() - timedelta(minutes=1)
        self._file.write_text(str((min(moment, latest) - timezone.now()).total_seconds()))
