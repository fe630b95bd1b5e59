"""Where a journey is played: this installation, served by processes of our own whose clock the story moves."""

import os
import socket
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from django.conf import settings
from django.utils import timezone

from simpel.cli.household import Household
from simpel.cli.stops import Stop

PATIENCE = 40.0  # seconds for the site to answer, or for a letter to be signed


class Theatre:
    """The site and its worker on a free port, with a clock file."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="simpel-journey-")
        self.clock_file = Path(self._folder.name) / "clock"
        self.clock_file.write_text("0")
        port = _free_port()
        self.site = f"http://127.0.0.1:{port}"
        os.environ["SIMPEL_CLOCK_FILE"] = settings.CLOCK_FILE = str(self.clock_file)
        self._log = (settings.VAR / "journey.log").open("wb")
        self._household = Household("127.0.0.1", port, self._log)

    def __enter__(self) -> "Theatre":
        self._household.start()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._household.site_lives():
            try:
                httpx.get(self.site + "/masuk/", timeout=5)
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return self
        self._household.end()
        raise Stop(f"the site for the journey does not answer; {self._log.name} says why.")

    def __exit__(self, *_: object) -> None:
        self._household.end()
        self._log.close()
        self._folder.cleanup()

    def move_to(self, wall: datetime) -> None:
        """Set the clock of the site and its worker to a wall-clock moment of the pack's time zone."""
        moment = wall.replace(tzinfo=ZoneInfo(settings.PACK.time_zone))
        seconds = (moment - timezone.now()).total_seconds()
        new = self.clock_file.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self.clock_file)  # readers see the old hour or the new one, never half of it

    def back_to_now(self) -> None:
        """The clock as it is on everybody's wall."""
        self.clock_file.write_text("0")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
