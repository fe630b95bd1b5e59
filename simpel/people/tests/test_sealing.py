"""Sealed numbers open for whom they were sealed, and for nothing else."""

from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.people import sealing
from simpel.people.sealing import NotOpened, index, seal, unseal


@pytest.fixture
def own_keys(tmp_path: Path, settings: Any) -> Path:
    settings.KEYS = tmp_path
    return tmp_path / "master.key"


@given(text=st.text(min_size=1, max_size=60))
def test_what_is_sealed_opens_again(text: str) -> None:
    assert unseal(seal(text, purpose="person.nik"), purpose="person.nik") == text


def test_the_same_number_sealed_twice_looks_different() -> None:
    assert seal("3171010101900001", purpose="person.nik") != seal("3171010101900001", purpose="person.nik")


def test_nothing_readable_stands_in_the_seal() -> None:
    assert b"3171010101900001" not in seal("3171010101900001", purpose="person.nik")


def test_an_empty_number_stays_empty() -> None:
    assert seal("", purpose="person.nik") == b""
    assert unseal(b"", purpose="person.nik") == ""
    assert index("") == ""


@given(data=st.data())
def test_a_changed_bit_anywhere_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(seal("C1234567", purpose="person.passport_no"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(NotOpened):
        unseal(bytes(sealed), purpose="person.passport_no")


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(NotOpened) as refused:
        unseal(seal("C1234567", purpose="person.passport_no"), purpose="person.nik")
    assert refused.value.code == "altered"


def test_a_shortened_seal_is_not_ours() -> None:
    with pytest.raises(NotOpened) as refused:
        unseal(seal("C1234567", purpose="person.nik")[:40], purpose="person.nik")
    assert refused.value.code == "form"


def test_the_first_start_makes_a_key_only_its_owner_can_read(own_keys: Path) -> None:
    seal("x", purpose="p")
    assert own_keys.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in own_keys.parent.iterdir()] == ["master.key"]


def test_a_new_master_key_seals_while_the_old_one_still_opens(own_keys: Path) -> None:
    before, fingerprint = seal("3171010101900001", purpose="person.nik"), index("3171010101900001")
    own_keys.write_text(f"aaaabbbb {urlsafe_b64encode(bytes(32)).decode()}\n{own_keys.read_text()}")
    sealing._read_ring.cache_clear()
    after = seal("3171010101900001", purpose="person.nik")
    assert after[2:10] == b"aaaabbbb" != before[2:10]
    assert unseal(before, purpose="person.nik") == unseal(after, purpose="person.nik")
    assert index("3171010101900001") == fingerprint


def test_a_lost_master_key_is_named_as_the_reason(own_keys: Path) -> None:
    sealed = seal("x", purpose="p")
    own_keys.write_text(f"aaaabbbb {urlsafe_b64encode(bytes(32)).decode()}\n")
    sealing._read_ring.cache_clear()
    with pytest.raises(NotOpened) as refused:
        unseal(sealed, purpose="p")
    assert refused.value.code == "key"
