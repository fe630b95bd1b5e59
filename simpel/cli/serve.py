"""The web server, as a process of its own: `python -m simpel.cli.serve HOST PORT`. Started by `simpel run`."""

import os
import signal
import sys
import threading
import time

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from simpel.logs import LOGGING

PROCESSES = 2
THREADS = 4
LOOK_EVERY = 1.0  # seconds


def main() -> None:
    host, port = sys.argv[1], int(sys.argv[2])
    threading.Thread(target=end_with, args=[os.getppid()], daemon=True).start()
    Granian(
        "simpel.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=PROCESSES,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
    ).serve()


def end_with(parent: int) -> None:
    """End when the command that started the site is gone: without its worker no letter is made, no mail leaves."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
