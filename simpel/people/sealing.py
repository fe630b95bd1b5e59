"""Sealing of secret fields (NIK, passport numbers): AES-256-GCM, one data key per value, wrapped by a master key.

The master key stands in a file outside the database, made at first start and readable by its owner only. The file may
hold several keys, one a line (`id key`): the first seals, all open, so a new key is a new first line. What a value is
for is bound into its seal: a passport number pasted into the NIK column does not open.

    sealed = b"S1" + key id (8) + nonce (12) + wrapped data key (48) + nonce (12) + text and tag
"""

import hmac
import os
import secrets
import tempfile
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

MARK = b"S1"
ID, NONCE, KEY, TAG = 8, 12, 32, 16
HEAD = len(MARK) + ID + NONCE + KEY + TAG


class NotOpened(Exception):
    """A sealed value does not open. `code`: form (not ours), key (its master key is gone), altered."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def seal(text: str, *, purpose: str) -> bytes:
    """Seal a value for one purpose. An empty one stays empty: there is nothing to keep secret."""
    if not text:
        return b""
    name, master = next(iter(_ring().items()))
    data_key = AESGCM.generate_key(bit_length=256)
    bound = purpose.encode()
    wrapped = _encrypt(master, data_key, bound)
    return MARK + name + wrapped + _encrypt(data_key, text.encode(), bound)


def unseal(sealed: bytes | memoryview, *, purpose: str) -> str:
    """The value again; NotOpened when a bit, the key or the purpose is not the one it was sealed with."""
    sealed = bytes(sealed)  # PostgreSQL hands out memoryviews
    if not sealed:
        return ""
    if not sealed.startswith(MARK) or len(sealed) < HEAD + NONCE + TAG:
        raise NotOpened("form")
    name = sealed[len(MARK) : len(MARK) + ID]
    master = _ring().get(name)
    if master is None:
        raise NotOpened("key")
    bound = purpose.encode()
    data_key = _decrypt(master, sealed[len(MARK) + ID : HEAD], bound)
    return _decrypt(data_key, sealed[HEAD:], bound).decode()


def index(text: str) -> str:
    """A keyed fingerprint for looking a value up without opening any; tied to the oldest key, which never changes."""
    if not text:
        return ""
    *_, oldest = _ring().values()
    key = hmac.digest(oldest, b"simpel.people.index", sha256)
    return hmac.new(key, text.encode(), sha256).hexdigest()


def _encrypt(key: bytes, text: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text, bound)


def _decrypt(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound)
    except InvalidTag:
        raise NotOpened("altered") from None


def _ring() -> dict[bytes, bytes]:
    return _read_ring(settings.KEYS / "master.key")


@lru_cache(maxsize=4)
def _read_ring(path: Path) -> dict[bytes, bytes]:
    """The master keys by id, the sealing one first; at first start there is one new key."""
    if not path.exists():
        _make(path)
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return {name.encode(): urlsafe_b64decode(key) for name, key in lines}


def _make(path: Path) -> None:
    """Write a new key beside its place and link it in: who comes second keeps the first one's, never half a file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)  # readable by the owner only
    with os.fdopen(descriptor, "w") as new:
        new.write(f"{secrets.token_hex(ID // 2)} {urlsafe_b64encode(secrets.token_bytes(KEY)).decode()}\n")
        new.flush()
        os.fsync(new.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
