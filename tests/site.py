"""The real web server over the test's own database, to be driven over HTTP and killed without warning."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import TracebackType

import httpx
from django.conf import settings
from django.db import connection

PATIENCE = 40.0


class Site:
    """`python -m simpel.cli.serve` on a free port. `kill` is kill -9 of the server and all its workers."""

    def __init__(self, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = (
            os.environ | {"SIMPEL_DATABASE_URL": _database_url(), "SIMPEL_VAR": str(settings.VAR)} | environment
        )
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Site":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self) -> None:
        command = [sys.executable, "-m", "simpel.cli.serve", "127.0.0.1", str(self.port)]
        self._process = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                httpx.get(self.url + "/masuk/", timeout=5)
                return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise AssertionError("the site does not answer")

    def kill(self) -> None:
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def _database_url() -> str:
    """The test database as another process is told about it."""
    chosen = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:{chosen['NAME']}"
    user = f"{chosen['USER']}:{chosen['PASSWORD']}@" if chosen["USER"] else ""
    return f"postgresql://{user}{chosen['HOST']}:{chosen['PORT']}/{chosen['NAME']}"
