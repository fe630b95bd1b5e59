"""The signed token in a letter's QR: what the register knew at issue, checkable offline by the public key alone.

COSE_Sign1 (RFC 9052) with Ed25519. The payload is a CBOR map with small integers for names, listed in
docs/explanation/verification.md. It says what the register held on that day; only the register knows whether the
letter was withdrawn since.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

COSE_SIGN1, ALGORITHM, KEY_ID, EDDSA = 18, 1, 4, -8
NAMES = {1: "number", 2: "code", 3: "content", 4: "issued_on", 5: "expires_on", 6: "persons"}
HASH_BYTES = 16
LONGEST = 1024


class NotOurs(Exception):
    """A token that is no token, was changed, or was signed by another key."""


@dataclass(frozen=True)
class Key:
    """A token key: its secret half signs, its id tells readers which public half to take."""

    secret: Ed25519PrivateKey

    @property
    def id(self) -> bytes:
        """The first eight bytes of the public key's SHA-256."""
        return key_id(self.secret.public_key())


def key_id(public: Ed25519PublicKey) -> bytes:
    """The short name under which a public key is published."""
    return hashlib.sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).digest()[:8]


def make(
    key: Key, *, number: str, code: str, content_sha256: str, issued_on: date, expires_on: date, persons: int
) -> bytes:
    """Sign what a reader compares with the paper."""
    payload = cbor2.dumps(
        {
            1: number,
            2: code,
            3: bytes.fromhex(content_sha256)[:HASH_BYTES],
            4: issued_on.isoformat(),
            5: expires_on.isoformat(),
            6: persons,
        }
    )
    protected = cbor2.dumps({ALGORITHM: EDDSA, KEY_ID: key.id})
    return cbor2.dumps(
        cbor2.CBORTag(COSE_SIGN1, [protected, {}, payload, key.secret.sign(_signed(protected, payload))])
    )


def read(token: bytes, public: Ed25519PublicKey) -> dict[str, Any]:
    """What the token says, if this key signed it; otherwise `NotOurs`."""
    try:
        protected, payload, signature = _taken_apart(token)
        public.verify(signature, _signed(protected, payload))
        header = cbor2.loads(protected)
        if header != {ALGORITHM: EDDSA, KEY_ID: key_id(public)}:
            raise NotOurs("another algorithm or key")
        said = {NAMES[name]: value for name, value in cbor2.loads(payload).items()}
        return said | {
            "content": said["content"].hex(),
            "issued_on": date.fromisoformat(said["issued_on"]),
            "expires_on": date.fromisoformat(said["expires_on"]),
        }
    except InvalidSignature:
        raise NotOurs("the signature is of another key or another text") from None
    except (ValueError, TypeError, KeyError, AttributeError, EOFError, cbor2.CBORDecodeError, RecursionError) as error:
        raise NotOurs(f"not a token: {error}") from None


def _taken_apart(token: bytes) -> tuple[bytes, bytes, bytes]:
    outer = cbor2.loads(token) if len(token) <= LONGEST else None
    if not isinstance(outer, cbor2.CBORTag) or outer.tag != COSE_SIGN1:
        raise NotOurs("not a COSE_Sign1")
    protected, unprotected, payload, signature = outer.value
    parts = (protected, payload, signature)
    if unprotected != {} or not all(isinstance(part, bytes) for part in parts) or cbor2.dumps(outer) != token:
        raise NotOurs("more in it than we put there")
    return parts


def _signed(protected: bytes, payload: bytes) -> bytes:
    """The bytes COSE signs: context, protected header, no outside data, payload."""
    return cbor2.dumps(["Signature1", protected, b"", payload])


def as_text(token: bytes) -> str:
    """The token as it stands behind the # of the QR's address."""
    return base64.urlsafe_b64encode(token).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """The token in an address; `NotOurs` when it is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise NotOurs("not base64url") from None
