"""The printed code: typed from paper by tired people, guessed at by others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.letters import codes

numbers = st.integers(0, 2**codes.RANDOM_BITS - 1)


@given(numbers)
def test_a_printed_code_is_read_back(number: int) -> None:
    assert codes.read(codes.printed(number)) == codes.printed(number)


@given(numbers, st.sampled_from(["{}", " {} ", "{}\t"]), st.booleans())
def test_spaces_hyphens_and_case_are_forgiven(number: int, around: str, spaced: bool) -> None:
    code = codes.printed(number)
    typed = around.format(code.lower().replace("-", " " if spaced else ""))
    assert codes.read(typed) == code


@given(numbers)
def test_look_alike_letters_are_forgiven(number: int) -> None:
    code = codes.printed(number)
    assert codes.read(code.replace("0", "o").replace("1", "l")) == code


@given(numbers, st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_one_wrong_sign_is_noticed(number: int, place: int, other: str) -> None:
    signs = codes.printed(number).replace("-", "")
    wrong = signs[:place] + other + signs[place + 1 :]
    assert wrong == signs or codes.read(wrong) is None


@given(numbers, st.integers(0, codes.LENGTH - 1), st.integers(0, codes.LENGTH - 1))
def test_two_swapped_signs_are_noticed(number: int, one: int, two: int) -> None:
    signs = list(codes.printed(number).replace("-", ""))
    signs[one], signs[two] = signs[two], signs[one]
    swapped = "".join(signs)
    assert swapped == codes.printed(number).replace("-", "") or codes.read(swapped) is None


@given(st.text(max_size=80))
def test_anything_may_be_typed(typed: str) -> None:
    assert codes.read(typed) is None or codes.read(typed) == codes.read(codes.read(typed) or "")


@given(numbers, st.text(alphabet=" .,;:(\n", min_size=1, max_size=4))
def test_a_code_is_found_in_running_text(number: int, between: str) -> None:
    code = codes.printed(number)
    assert codes.found_in(f"Kode{between}{code}{between}lihat {code}") == [code]


@pytest.mark.parametrize("text", ["", "B-00012846/KTLN/LN.SM/04/2026", "AAAA-AAAA-AAAAB", "x" * 5000])
def test_other_text_holds_no_code(text: str) -> None:
    assert codes.found_in(text) == []
