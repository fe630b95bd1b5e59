"""The token in the QR: checked with the public key and nothing else."""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given
from hypothesis import strategies as st

from simpel.letters import token

KEY = token.Key(Ed25519PrivateKey.generate())
PUBLIC = KEY.secret.public_key()
SAID = {
    "number": "B-00000001/KTLN/LN.SM/04/2026",
    "code": "W5RB-3NPE-6JYDK",
    "issued_on": date(2026, 4, 22),
    "expires_on": date(2026, 5, 17),
    "persons": 5,
}
MADE = token.make(KEY, content_sha256="ab" * 32, **SAID)  # type: ignore[arg-type]


def test_it_says_what_was_put_in() -> None:
    assert token.read(MADE, PUBLIC) == SAID | {"content": "ab" * 16}


def test_it_stays_short_enough_for_a_small_qr() -> None:
    assert len(token.as_text(MADE)) < 280


@given(st.text(max_size=60), st.dates(), st.dates(), st.integers(0, 10_000), st.binary(min_size=32, max_size=32))
def test_whatever_is_signed_is_read_back(number: str, issued: date, expires: date, persons: int, digest: bytes) -> None:
    made = token.make(
        KEY,
        number=number,
        code="W5RB-3NPE-6JYDK",
        content_sha256=digest.hex(),
        issued_on=issued,
        expires_on=expires,
        persons=persons,
    )
    said = token.read(token.from_text(token.as_text(made)), PUBLIC)
    assert (said["number"], said["issued_on"], said["expires_on"], said["persons"]) == (
        number,
        issued,
        expires,
        persons,
    )


@given(st.integers(0, len(MADE) - 1), st.integers(1, 255))
@example(16, 0x20)  # the empty map of unprotected headers becomes an empty list
def test_no_changed_byte_is_accepted(place: int, change: int) -> None:
    changed = bytearray(MADE)
    changed[place] ^= change
    with pytest.raises(token.NotOurs):
        token.read(bytes(changed), PUBLIC)


@given(st.binary(max_size=200))
def test_no_other_bytes_are_accepted(data: bytes) -> None:
    for candidate in (data, MADE + data[:1] + b"\0", data + MADE):
        if candidate != MADE:
            with pytest.raises(token.NotOurs):
                token.read(candidate, PUBLIC)


def test_another_key_is_not_ours() -> None:
    with pytest.raises(token.NotOurs):
        token.read(MADE, Ed25519PrivateKey.generate().public_key())


@pytest.mark.parametrize("text", ["###", "a", "äöü", ""])
def test_other_text_behind_the_hash_is_not_a_token(text: str) -> None:
    with pytest.raises(token.NotOurs):
        token.read(token.from_text(text), PUBLIC)
