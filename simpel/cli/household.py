"""The processes of a running installation: the site and its worker, kept going and ended together."""

import subprocess
import sys
import threading
import time
from typing import IO

import structlog

log = structlog.get_logger("simpel.run")

GRACE = 15.0  # seconds a process may take to end by itself
CALM = 60.0  # a worker that lived this long starts again at once


class Household:
    """The site ends it all when it ends; the worker is started again, ever more slowly if it keeps falling."""

    def __init__(self, host: str, port: int, log_to: IO[bytes] | None = None) -> None:
        self._log_to = log_to  # where both write what they have to say; None: where this command does
        self._site_command = [sys.executable, "-m", "simpel.cli.serve", host, str(port)]
        self._worker_command = [sys.executable, "-m", "simpel.cli", "work"]
        self._stop = threading.Event()
        self._falls = 0

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def start(self) -> None:
        self._site = subprocess.Popen(self._site_command, stdout=self._log_to, stderr=self._log_to)
        self._start_worker()

    def _start_worker(self) -> None:
        self._worker = subprocess.Popen(self._worker_command, stdout=self._log_to, stderr=self._log_to)
        self._worker_since = time.monotonic()

    def site_lives(self) -> bool:
        return self._site.poll() is None

    def stop(self) -> None:
        """Ask for the end; safe inside a signal handler."""
        self._stop.set()

    def keep(self) -> int:
        """Watch both until told to stop. Returns the exit code of the command."""
        while not self._stop.wait(0.5):
            if not self.site_lives():
                log.error("site.ended", code=self._site.returncode)
                self.end()
                return 1
            if self._worker.poll() is not None:
                self._revive()
        self.end()
        return 0

    def _revive(self) -> None:
        self._falls = 0 if time.monotonic() - self._worker_since > CALM else self._falls + 1
        pause = min(2.0**self._falls - 1, CALM)
        log.warning("worker.ended", code=self._worker.returncode, again_in=pause)
        if not self._stop.wait(pause):
            self._start_worker()

    def end(self) -> None:
        """End both: kindly first, then not."""
        processes = [self._site, self._worker]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
