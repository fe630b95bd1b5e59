"""The chain itself: how an entry is written, sealed and checked. Pure Python; why: docs/explanation/ledger.md."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

GENESIS = "0" * 64

_write = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


class Line(NamedTuple):
    """One entry as the chain sees it. `at` and `facts` may still be text, as a database keeps them."""

    seq: int
    at: str
    kind: str
    subject: str
    actor: int | None
    facts: dict[str, Any]
    before: str
    seal: str


class End(NamedTuple):
    """Where a chain stands: the last number and its seal."""

    seq: int
    seal: str


class Problem(NamedTuple):
    """The first place where a chain breaks. `code`: gap, link, seal, unreadable, head or witness."""

    seq: int
    code: str


START = End(0, GENESIS)
UNREADABLE = (TypeError, ValueError, RecursionError)  # what a row that was never one of ours may raise


def moment(at: datetime | str) -> str:
    """A moment in the one way the chain writes it: UTC with microseconds. Text without a zone is UTC already."""
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return at.isoformat(timespec="microseconds")


def plain(value: object) -> object:
    """The value itself, if every database gives it back unchanged; floats and NUL characters do not survive both."""
    if isinstance(value, dict):
        return {_key(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool | int):
        return value
    raise TypeError(f"The ledger takes text, whole numbers, yes or no, lists and tables; not {type(value).__name__}.")


def seal(line: Line, before: str) -> str:
    """SHA-256 over the seal before and the entry in canonical JSON: keys sorted, no spaces, UTF-8."""
    entry = {
        "seq": line.seq,
        "at": line.at,
        "kind": line.kind,
        "subject": line.subject,
        "actor": line.actor,
        "facts": line.facts,
    }
    return sha256(f"{before}\n{_write(entry)}".encode()).hexdigest()


def check(lines: Iterable[Line], start: End = START) -> tuple[End, Problem | None]:
    """Follow the chain from a known end. Gives the last good end and the first problem, if any."""
    seq, last = start
    for line in lines:
        if line.seq != seq + 1:
            return End(seq, last), Problem(seq + 1, "gap")
        if line.before != last:
            return End(seq, last), Problem(line.seq, "link")
        try:
            is_sealed = line.seal == seal(line, last)
        except UNREADABLE:
            return End(seq, last), Problem(line.seq, "unreadable")
        if not is_sealed:
            return End(seq, last), Problem(line.seq, "seal")
        seq, last = line.seq, line.seal
    return End(seq, last), None


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("Names of facts are text.")
    return _text(key)


def _text(text: str) -> str:
    if "\0" in text:
        raise ValueError("The ledger takes no NUL characters.")
    text.encode()  # lone surrogates have no UTF-8 form; refuse them here, not in the database
    return text
