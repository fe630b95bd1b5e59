"""Numbers are checked for their shape, with words that say what is wrong."""

import pytest
from django.core.exceptions import ValidationError

from simpel.people import identity
from simpel.people.wording import check_number


@pytest.mark.parametrize("nik", ["3171010101900001", "3171014112850002", "5301317112990003"])
def test_a_plausible_nik_passes(nik: str) -> None:
    check_number("nik", nik)


@pytest.mark.parametrize(
    ("nik", "code"),
    [
        ("317101", "nik"),
        ("31710101019000012", "nik"),
        ("317101010190000A", "nik"),
        ("3171010001900001", "nik"),
        ("3171013201900001", "nik"),
        ("3171017201900001", "nik"),
        ("3171010113900001", "nik"),
    ],
)
def test_an_impossible_nik_is_refused_with_its_reason(nik: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_number("nik", nik)
    assert refused.value.code == code


def test_the_refusal_does_not_repeat_the_number() -> None:
    with pytest.raises(ValidationError) as refused:
        check_number("nik", "12345")
    assert "12345" not in str(refused.value)


@pytest.mark.parametrize("number", ["198506152010011003", "12345", "87010203"])
def test_nip_and_nrp_pass(number: str) -> None:
    check_number("employee_no", number)


@pytest.mark.parametrize("number", ["1234", "19850615201001100", "123456789", "1985061520100110O3"])
def test_other_employee_numbers_are_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        check_number("employee_no", number)


@pytest.mark.parametrize("number", ["C1234567", "S123456", "AB1234567", "X1234567"])
def test_passports_pass(number: str) -> None:
    check_number("passport_no", number)


@pytest.mark.parametrize("number", ["1234567", "c1234567", "ABC123456", "C12345", "C12345678"])
def test_other_passports_are_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        check_number("passport_no", number)


def test_copied_blanks_and_dashes_do_not_matter() -> None:
    assert identity.tidy(" c 123-45.67 ") == "C1234567"


def test_a_mask_shows_the_last_four() -> None:
    assert identity.masked("3171010101900001") == "•••• 0001"
    assert identity.masked("") == ""
