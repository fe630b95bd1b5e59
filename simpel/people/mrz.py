"""The machine-readable zone of a passport, as ICAO Doc 9303 part 4 lays it out (TD3: two lines of 44). Pure.

It is typed from the page, pasted, or found in the text of a scan. Every check digit is counted again, so that a slip is
said with the part it is in; the date "today" is an argument.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

LENGTH = 44
Part = Literal["number", "born_on", "expires_on", "personal_no", "whole"]
_LINE = re.compile(r"[A-Z0-9<]{44}")
_OTHER_CARDS = {(3, 30), (2, 36)}  # identity cards and visas: lines, signs
_DIGITS = str.maketrans("OQDIZSB", "0001258")  # letters that scanners read where only digits may stand
_WEIGHTS = (7, 3, 1)
_LETTERS = {  # ICAO Doc 9303 part 3, section 6: letters that are not written by leaving off their marks
    "Æ": "AE", "Ä": "AE", "Å": "AA", "Ø": "OE", "Ö": "OE", "Œ": "OE", "Ü": "UE", "ß": "SS", "ẞ": "SS", "Þ": "TH",
    "Ð": "D", "Đ": "D", "Ł": "L", "Ħ": "H", "İ": "I", "ı": "I",
}  # fmt: skip
_UNMARKED = {
    "Æ": "AE",
    "Œ": "OE",
    "Ø": "O",
    "ß": "SS",
    "ẞ": "SS",
    "Þ": "TH",
    "Ð": "D",
    "Đ": "D",
    "Ł": "L",
    "Ħ": "H",
    "ı": "I",
}


class NotRead(Exception):
    """No passport in this text: `code` is `no_lines`, `other_card`, `not_a_passport` or `no_date`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Passport:
    """What the two lines say. `wrong` names the parts whose check digit does not fit: not to be believed."""

    issuer: str  # ICAO three letters
    surname: str
    given_names: str
    number: str
    nationality: str
    born_on: date | None  # None where the day or the month is not known
    sex: str  # M, F or empty
    expires_on: date
    wrong: tuple[Part, ...]
    shortened: bool  # the name fills its field: its end may be missing

    @property
    def name(self) -> str:
        """The name as the passport writes it, given names first."""
        return f"{self.given_names} {self.surname}".strip()

    def is_of(self, name: str) -> bool:
        """Whether every part of the passport's name stands in a name as people write it, titles and degrees aside."""
        typed = words_of(name)
        parts = self.name.split()
        return bool(parts) and all(part in typed or self._is_cut(part, typed) for part in parts)

    def is_of_somebody_else(self, name: str) -> bool:
        """Whether not a single part of the two names is the same."""
        typed = words_of(name)
        return bool(typed) and not any(part in typed or self._is_cut(part, typed) for part in self.name.split())

    def _is_cut(self, part: str, typed: set[str]) -> bool:
        return self.shortened and len(part) > 1 and any(word.startswith(part) for word in typed)


def read(text: str, *, today: date) -> Passport:
    """The passport in a text that holds its two lines; other lines around them do not matter."""
    upper, lower = lines(text)
    surname, _, given = upper[5:].rstrip("<").partition("<<")
    expires_on = _day(lower[21:27], latest=date(today.year + 50, 12, 31))
    if expires_on is None:
        raise NotRead("no_date", part="expires_on")
    return Passport(
        issuer=upper[2:5].strip("<"),
        surname=_name(surname),
        given_names=_name(given),
        number=lower[0:9].rstrip("<"),
        nationality=lower[10:13].strip("<"),
        born_on=_day(lower[13:19], latest=today),
        sex=lower[20] if lower[20] in "MF" else "",
        expires_on=expires_on,
        wrong=tuple(_wrong(lower)),
        shortened=not upper.endswith("<"),
    )


def find(text: str, *, today: date) -> Passport | None:
    """The passport in a scanned text, if there is one that can be read."""
    try:
        return read(text, today=today)
    except NotRead:
        return None


def check_digit(signs: str) -> str:
    """The digit that guards some signs: weights 7, 3, 1; letters count from 10, the filler nothing (part 3, 4.9)."""
    total = sum(_value(sign) * _WEIGHTS[place % 3] for place, sign in enumerate(signs))
    return str(total % 10)


def words_of(name: str) -> set[str]:
    """The words of a typed name in the letters of a passport, in both ways that marked letters are written."""
    tidy = unicodedata.normalize("NFC", name).upper()
    for sign in "'’ʼ`.":
        tidy = tidy.replace(sign, "" if sign != "." else " ")
    spelt = ("".join(_letter(sign, table) for sign in tidy) for table in (_LETTERS, _UNMARKED))
    return {word for text in spelt for word in re.findall("[A-Z]+", text)}


def lines(text: str) -> tuple[str, str]:
    """The two lines in a text; blanks inside them and guillemets for fillers are forgiven. Raises NotRead."""
    tidy = text.upper().replace("«", "<<").replace("‹", "<")
    rows = [row for line in tidy.splitlines() if (row := re.sub(r"\s", "", line))]
    if len(rows) == 1 and len(rows[0]) == 2 * LENGTH:
        rows = [rows[0][:LENGTH], rows[0][LENGTH:]]
    for upper, lower in pairwise(rows):
        if _LINE.fullmatch(upper) and _LINE.fullmatch(lower) and upper[0] == "P":
            return upper, lower[:9] + _only_digits(lower)
    raise NotRead(_why_not(rows), lengths=[len(row) for row in rows[:3]])


def _only_digits(lower: str) -> str:
    """The rest of the second line, with digits where only digits may stand."""
    numeric = {9, *range(13, 20), *range(21, 28), 43}
    return "".join(
        sign.translate(_DIGITS) if place in numeric else sign for place, sign in enumerate(lower[9:], start=9)
    )


def _why_not(rows: list[str]) -> str:
    if any((count, len(row)) in _OTHER_CARDS and "<<" in row for count in (2, 3) for row in rows):
        return "other_card"
    return "not_a_passport" if sum(_LINE.fullmatch(row) is not None for row in rows) > 1 else "no_lines"


def _wrong(lower: str) -> Iterator[Part]:
    """The parts whose check digit does not fit. An empty personal number may go without one (part 4, 4.2.2.2)."""
    if check_digit(lower[0:9]) != lower[9]:
        yield "number"
    if check_digit(lower[13:19]) != lower[19]:
        yield "born_on"
    if check_digit(lower[21:27]) != lower[27]:
        yield "expires_on"
    if check_digit(lower[28:42]) != lower[42] and (lower[42] != "<" or lower[28:42].strip("<")):
        yield "personal_no"
    if check_digit(lower[0:10] + lower[13:20] + lower[21:43]) != lower[43]:
        yield "whole"


def _day(signs: str, *, latest: date) -> date | None:
    """YYMMDD as the last such day that is not after `latest`; None where it is no day."""
    if not re.fullmatch(r"\d{6}", signs):
        return None
    year, month, day = int(signs[:2]), int(signs[2:4]), int(signs[4:])
    for century in (latest.year // 100 * 100, latest.year // 100 * 100 - 100):
        try:
            found = date(century + year, month, day)
        except ValueError:
            continue
        if found <= latest:
            return found
    return None


def _name(field: str) -> str:
    return " ".join(field.replace("<", " ").split())


def _value(sign: str) -> int:
    if sign == "<":
        return 0
    return int(sign) if sign.isdigit() else ord(sign) - ord("A") + 10


def _letter(sign: str, table: dict[str, str]) -> str:
    return table.get(sign) or "".join(
        part for part in unicodedata.normalize("NFD", sign) if not unicodedata.combining(part)
    )
