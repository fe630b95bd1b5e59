"""Replies of the passport office as they come in: signed, of one form, for a package of ours, neither old nor early.

What may be believed is decided here; what it changes, in actions/hearing.py.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from django.conf import settings

from simpel.law.workflow import Refused

from . import jws, schema

FORMAT, SORT = "simpel-travel-reply/1", "simpel-travel-reply+jws"
LARGEST = 256 * 1024  # bytes
OLDEST = timedelta(days=7)  # a reply that took longer is asked for again
AHEAD = timedelta(minutes=5)  # clocks differ
SIMULATOR_KEY = "passport-office-simulator.pem"


@dataclass(frozen=True)
class Item:
    """What the office says of one document."""

    document: int
    state: str
    number: str
    expires_on: date | None
    note: str


@dataclass(frozen=True)
class Message:
    """A reply whose signature and form hold."""

    id: str
    package: str
    sequence: int
    issued_at: datetime
    items: tuple[Item, ...]
    sha256: str


def office_key() -> Ed25519PublicKey | None:
    """The passport office's public key: the one an installation names; outside production that of the simulator."""
    if settings.PASSPORT_OFFICE_KEY:
        key = load_pem_public_key(Path(settings.PASSPORT_OFFICE_KEY).read_bytes())
        return key if isinstance(key, Ed25519PublicKey) else None
    simulator = settings.KEYS / SIMULATOR_KEY
    if settings.PRODUCTION or not simulator.exists():
        return None
    public = load_pem_private_key(simulator.read_bytes(), password=None).public_key()
    return public if isinstance(public, Ed25519PublicKey) else None


def read(text: str, *, now: datetime) -> Message:
    """A reply that may be believed. Refused: `reply_no_key`, `reply_forged`, `reply_form`, `reply_late`."""
    key = office_key()
    if key is None:
        raise Refused("reply_no_key", {})
    try:
        payload = jws.read(text, [key], sort=SORT)
        said = schema.read(payload, schema.REPLY)
    except jws.Forged:
        raise Refused("reply_forged", {}) from None
    except schema.Invalid as wrong:
        raise Refused("reply_form", {"where": wrong.where, "problem": wrong.problem}) from None
    message = _message(said, payload)
    if not now - OLDEST <= message.issued_at <= now + AHEAD:
        raise Refused("reply_late", {"issued_at": message.issued_at})
    return message


def _message(said: dict[str, Any], payload: bytes) -> Message:
    return Message(
        id=said["message"],
        package=said["package"],
        sequence=said["sequence"],
        issued_at=datetime.fromisoformat(said["issued_at"]),
        items=tuple(_item(one) for one in said["items"]),
        sha256=sha256(payload).hexdigest(),
    )


def _item(one: dict[str, Any]) -> Item:
    expires_on = one.get("expires_on")
    return Item(
        document=int(one["item"].removeprefix("D")),
        state=one["state"],
        number=one.get("number", "").strip(),
        expires_on=date.fromisoformat(expires_on) if expires_on else None,
        note=one.get("note", "").strip(),
    )
