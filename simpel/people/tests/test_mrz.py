"""The two lines of a passport: read, guarded digit by digit, compared with a typed name."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.people import mrz

TODAY = date(2026, 4, 15)
UTOPIA = (  # the specimen of ICAO Doc 9303 part 4, appendix B
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=8)
SLIPS = st.integers(0, 42).filter(
    lambda place: place not in {10, 11, 12, 20}
)  # state and sex have no digit of their own


def lines(
    name: str = "WIDYASARI<<RATNA",
    number: str = "C1234567",
    born: date = date(1982, 3, 14),
    expires: date = date(2030, 5, 3),
    personal: str = "",
) -> str:
    """A passport as a machine would print it."""
    number, personal = number.ljust(9, "<"), personal.ljust(14, "<")
    parts = [number + mrz.check_digit(number), "IDN"]
    for day, sex in ((born, "F"), (expires, "")):
        signs = day.strftime("%y%m%d")
        parts.append(signs + mrz.check_digit(signs) + sex)
    parts.append(personal + mrz.check_digit(personal))
    lower = "".join(parts)
    whole = mrz.check_digit(lower[0:10] + lower[13:20] + lower[21:43])
    return f"{('P<IDN' + name)[:44]:<<44}\n{lower}{whole}"


def test_the_specimen_of_the_standard_is_read() -> None:
    passport = mrz.read(UTOPIA, today=date(2010, 1, 1))
    assert (passport.name, passport.number, passport.issuer) == ("ANNA MARIA ERIKSSON", "L898902C3", "UTO")
    assert (passport.born_on, passport.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))
    assert passport.sex == "F" and passport.wrong == ()


@settings(max_examples=40, deadline=None)
@given(
    number=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=6, max_size=9),
    born=st.dates(date(1930, 1, 1), TODAY),
    expires=st.dates(date(2016, 1, 1), date(2056, 1, 1)),
    surname=LETTERS,
    given_name=LETTERS,
)
def test_what_a_machine_prints_is_read_back(number, born, expires, surname, given_name) -> None:
    passport = mrz.read(lines(f"{surname}<<{given_name}", number, born, expires), today=TODAY)
    assert (passport.number, passport.born_on, passport.expires_on) == (number, born, expires)
    assert passport.wrong == () and passport.is_of(f"Dr. {given_name.title()} {surname.title()}, M.Sc.")


@settings(max_examples=60, deadline=None)
@given(place=SLIPS, step=st.integers(1, 9))
def test_a_digit_in_another_place_never_passes(place, step) -> None:
    upper, lower = lines(number="123456789", personal="12345678901234").split("\n")
    slipped = str((int(lower[place]) + step) % 10)
    try:
        passport = mrz.read(f"{upper}\n{lower[:place]}{slipped}{lower[place + 1 :]}", today=TODAY)
    except mrz.NotRead as refused:
        assert refused.code == "no_date"  # the slip made a day that does not exist
    else:
        assert "whole" in passport.wrong and len(passport.wrong) > 1


@pytest.mark.parametrize(("place", "part"), [(1, "number"), (14, "born_on"), (22, "expires_on"), (30, "personal_no")])
def test_the_part_with_the_slip_is_named(place, part) -> None:
    upper, lower = lines(born=date(1982, 3, 4), personal="3171").split("\n")
    slipped = "1" if lower[place] != "1" else "2"
    assert part in mrz.read(f"{upper}\n{lower[:place]}{slipped}{lower[place + 1 :]}", today=TODAY).wrong


def test_a_scanner_that_reads_letters_for_digits_is_understood() -> None:
    upper, lower = lines(expires=date(2030, 5, 10)).split("\n")
    assert mrz.read(f"{upper}\n{lower[:21]}{lower[21:28].replace('0', 'O')}{lower[28:]}", today=TODAY).wrong == ()


def test_the_lines_are_found_among_others_and_with_blanks_in_them() -> None:
    upper, lower = lines().split("\n")
    scanned = f"REPUBLIK INDONESIA\nPASPOR DINAS\n{upper.replace('<<', ' « ')}\n {lower[:20]} {lower[20:]}\nhalaman 2"
    passport = mrz.find(scanned, today=TODAY)
    assert passport is not None and passport.number == "C1234567"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_lines"),
        ("P<IDNWIDYASARI<<RATNA", "no_lines"),
        (
            "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
            "other_card",
        ),
        (lines().replace("P<IDN", "V<IDN"), "not_a_passport"),
        (lines().replace("300503", "309903"), "no_date"),
    ],
)
def test_what_is_no_passport_is_said(text, code) -> None:
    with pytest.raises(mrz.NotRead) as refused:
        mrz.read(text, today=TODAY)
    assert refused.value.code == code
    assert mrz.find(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("typed", "same", "stranger"),
    [
        ("Dr. Ratna Widyasari, M.Sc.", True, False),
        ("Ratna Widya-Sari", False, False),
        ("Bima Prakoso", False, True),
    ],
)
def test_names_are_compared_without_titles(typed, same, stranger) -> None:
    passport = mrz.read(lines(), today=TODAY)
    assert (passport.is_of(typed), passport.is_of_somebody_else(typed)) == (same, stranger)


@pytest.mark.parametrize(("printed", "typed"), [("MUELLER", "Müller"), ("MULLER", "Müller"), ("NURAINI", "Nur'aini")])
def test_marked_letters_are_known_in_both_spellings(printed, typed) -> None:
    assert mrz.read(lines(f"{printed}<<SITI"), today=TODAY).is_of(f"Siti {typed}")


def test_a_name_too_long_for_the_line_is_still_the_same_name() -> None:
    passport = mrz.read(lines("KUSUMAWARDHANI<<RADEN<AJENG<SITI<NURHALIZATUSSADIYAH"), today=TODAY)
    assert passport.shortened and passport.is_of("Raden Ajeng Siti Nurhalizatussadiyah Kusumawardhani")


@settings(max_examples=80, deadline=timedelta(seconds=1))
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text) -> None:
    found = mrz.find(text, today=TODAY)
    assert found is None or found.expires_on
