"""Asking the reading process. It is started at the first question and again if it is gone."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import structlog

from simpel.documents.reading import wire
from simpel.documents.reading.findings import Refused

PATIENCE = 15  # seconds; the child's own limit is shorter and ends it
MOST_ANSWER = 32 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[3]

log = structlog.get_logger()


class Reader:
    """The reading process of this process. A fork starts its own: two must not talk on one line."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._door: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def start(self) -> None:
        """Start the reading process before the first upload waits for it."""
        with self._lock:
            self._open_door()

    def ask(self, job: str, kind: str, data: bytes, **options: Any) -> tuple[Any, bytes]:
        """Have one job done on one file. Raises `Refused`; a reader that died or went silent calls the file broken."""
        try:
            with self._line() as line:
                wire.put(line, {"job": job, "kind": kind, "options": options}, data)
                head, body = wire.get(line, most=MOST_ANSWER)
        except (wire.Broken, OSError, ValueError) as failure:
            log.warning("documents.no_answer", job=job, kind=kind, because=type(failure).__name__)
            raise Refused("broken") from failure
        if "done" in head:
            return head["done"], body
        if "because" in head:
            log.info("documents.broken", job=job, kind=kind, because=str(head["because"])[:100])
        raise Refused(str(head.get("refused", "broken")), **dict(head.get("values", {})))

    def _line(self) -> socket.socket:
        """A fresh line to a fresh fork."""
        ours, theirs = socket.socketpair()
        ours.settimeout(PATIENCE)
        with theirs, self._lock:
            try:
                socket.send_fds(self._open_door(), [b"?"], [theirs.fileno()])
            except OSError:
                self._door = None  # it was killed; one new start, then the failure is the caller's
                socket.send_fds(self._open_door(), [b"?"], [theirs.fileno()])
        return ours

    def _open_door(self) -> socket.socket:
        if self._door is None or self._owner != os.getpid():
            self._door, theirs = socket.socketpair()
            self._owner = os.getpid()
            with theirs:
                self._process = _start(theirs)
        return self._door


def _start(door: socket.socket) -> subprocess.Popen[bytes]:
    """Start the process with nothing of ours: an empty environment, and one end of a socket as its input."""
    return subprocess.Popen(
        [sys.executable, "-m", "simpel.documents.reading.child"],
        stdin=door.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )


_reader = Reader()
ask = _reader.ask
start = _reader.start
