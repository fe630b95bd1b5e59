"""How the two sides talk: a length, a small JSON head, then raw bytes. Nothing that could run when it is read."""

import json
import socket
import struct
from typing import Any

LENGTHS = struct.Struct("!II")


class Broken(Exception):
    """The other side stopped talking, or said more than was agreed."""


def put(line: socket.socket, head: dict[str, Any], body: bytes = b"") -> None:
    """Send one message."""
    text = json.dumps(head).encode()
    line.sendall(LENGTHS.pack(len(text), len(body)) + text)
    line.sendall(body)


def get(line: socket.socket, *, most: int) -> tuple[dict[str, Any], bytes]:
    """Receive one message of at most `most` bytes."""
    text_size, body_size = LENGTHS.unpack(_exactly(line, LENGTHS.size))
    if text_size + body_size > most:
        raise Broken("too long")
    head = json.loads(_exactly(line, text_size))
    if not isinstance(head, dict):
        raise Broken("no head")
    return head, bytes(_exactly(line, body_size))


def _exactly(line: socket.socket, size: int) -> bytearray:
    data = bytearray(size)
    rest = memoryview(data)
    while rest:
        taken = line.recv_into(rest)
        if not taken:
            raise Broken("ended early")
        rest = rest[taken:]
    return data
