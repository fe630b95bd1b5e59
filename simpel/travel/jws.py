"""Signed text both ways: compact JWS (RFC 7515) with Ed25519 (RFC 8037), and nothing else of that family.

Ours are made with the key that signs the tokens in QR codes; a COSE token begins with another byte than a JWS, so
neither can be taken for the other. The public halves are published at `/.well-known/simpel-keys.json`.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from simpel.letters.token import key_id

PARTS = 3


class Forged(Exception):
    """Not a JWS of this sort, changed on its way, or signed by a key that we do not know."""


def sign(payload: bytes, key: Ed25519PrivateKey, *, sort: str) -> str:
    """The payload with its signature. `sort` says what it is, so that one kind is never read as another."""
    header = {"alg": "EdDSA", "kid": key_id(key.public_key()).hex(), "typ": sort}
    signed = f"{_encode(canonical(header))}.{_encode(payload)}"
    return f"{signed}.{_encode(key.sign(signed.encode()))}"


def read(text: str, keys: Iterable[Ed25519PublicKey], *, sort: str) -> bytes:
    """The payload, if one of these keys signed it as this sort; otherwise Forged."""
    parts = text.strip().split(".")
    if len(parts) != PARTS:
        raise Forged("three parts belong into it")
    header, payload, signature = (_decode(part) for part in parts)
    known = {key_id(key).hex(): key for key in keys}
    key = known.get(_key_named(header, sort))
    if key is None:
        raise Forged("signed by an unknown key")
    try:
        key.verify(signature, f"{parts[0]}.{parts[1]}".encode())
    except InvalidSignature:
        raise Forged("the signature belongs to another text") from None
    return payload


def canonical(value: Mapping[str, Any]) -> bytes:
    """JSON with one way to write it: sorted, without blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _key_named(header: bytes, sort: str) -> str:
    """The key id of a header that says exactly what ours says."""
    try:
        said = json.loads(header)
    except (ValueError, RecursionError):
        raise Forged("the header is not JSON") from None
    if not isinstance(said, dict) or set(said) != {"alg", "kid", "typ"}:
        raise Forged("the header says more or less than alg, kid and typ")
    if said["alg"] != "EdDSA" or said["typ"] != sort:
        raise Forged("another algorithm or another sort")
    return str(said["kid"])


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise Forged("not base64url") from None
    if _encode(data) != text:
        raise Forged("not the one way to write it")
    return data
