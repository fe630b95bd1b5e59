"""The web server, as a process of its own: `python -m simpel.cli.serve HOST PORT`. Started by `simpel run`."""

import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from simpel.logs import LOGGING

PROCESSES = 2
THREADS = 4


def main() -> None:
    host, port = sys.argv[1], int(sys.argv[2])
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


if __name__ == "__main__":
    main()
