"""The process that reads strangers' files. It loads the parsers once, then forks for every file.

Each fork is bound by `limits`, knows no secret (it was started with an empty environment and has no settings, no
database, no files open) and ends after one answer. A file that takes it over can lie about itself and nothing else.
Started by `ask.Reader` as `python -m simpel.documents.reading.child`, with its end of the line as standard input.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from simpel.documents.reading import image, limits, pdf, wire
from simpel.documents.reading.findings import Refused

MOST = 64 * 1024 * 1024

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
JOBS: dict[str, dict[str, Callable[..., Any]]] = {
    "inspect": {PDF: pdf.inspect, JPEG: image.inspect, PNG: image.inspect},
    "page": {PDF: pdf.page, JPEG: image.page, PNG: image.page},
    "text": {PDF: pdf.text, JPEG: image.text, PNG: image.text},
}


def main() -> None:
    """Wait for lines, fork for each; end when the web process is gone."""
    door = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the kernel
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the web process, and that ends this one
    limits.leave_the_network()
    rehearse()
    while True:
        message, lines, _flags, _address = socket.recv_fds(door, 1, 1)
        if not message:
            return
        serve(door, lines[0])


def rehearse() -> None:
    """Do every job once on paper of our own: code that loads late is loaded then; a bound child can open no file."""
    sheets = ((PDF, pdf.blank()), (PDF, pdf.blank(locked=True)), (JPEG, image.blank("JPEG")), (PNG, image.blank("PNG")))
    for kind, sheet in sheets:
        work({"job": "inspect", "kind": kind, "options": {}}, sheet)
        work({"job": "page", "kind": kind, "options": {"number": 1, "width": 10}}, sheet)
        work({"job": "text", "kind": kind, "options": {}}, sheet)


def serve(door: socket.socket, line: int) -> None:
    """Fork; the child answers on its line and is gone."""
    if os.fork() == 0:
        try:
            door.close()
            limits.bind()
            answer(socket.socket(fileno=line))
        finally:
            os._exit(0)
    os.close(line)


def answer(line: socket.socket) -> None:
    """Take one question, do it, say what came of it."""
    question, data = wire.get(line, most=MOST)
    head, body = work(question, data)
    wire.put(line, head, body)


def work(question: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Do one job. Whatever a parser throws at us means that the file is broken."""
    job = JOBS[question["job"]][question["kind"]]
    try:
        result = job(data, **question["options"])
    except Refused as refusal:
        return {"refused": refusal.code, "values": refusal.values}, b""
    except Exception as failure:
        because = f"{type(failure).__name__} {getattr(failure, 'errno', None) or ''}".strip()
        return {"refused": "broken", "values": {}, "because": because}, b""
    if isinstance(result, bytes):
        return {"done": True}, result
    return {"done": result}, b""


if __name__ == "__main__":
    main()
