"""Days and periods in running text, Indonesian and English, in the forms that invitations and letters use.

Read are `14-16 Mei 2026`, `14 s.d. 16 Mei`, `29 Mei – 2 Juni 2026`, `May 14, 2026`, `14/05/2026`, `2026-05-14` and
their like. A slash date is read day first, as Indonesian writes it, and month first only where nothing else fits.
"""

import re
from datetime import date
from typing import NamedTuple

MOST = 60  # periods of one document: a programme has many, a hostile text has more
LONGEST = 400  # days of one period: what is longer was misread
FIRST_YEAR, LAST_YEAR = 1950, 2150
MONTHS = (
    "januari january jan", "februari pebruari february feb peb", "maret march mar", "april apr", "mei may",
    "juni june jun", "juli july jul", "agustus august agu agt ags aug", "september sept sep", "oktober october okt oct",
    "november nopember nov nop", "desember december des dec",
)  # fmt: skip
NUMBER_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names.split()}
_NAMES = "|".join(sorted(NUMBER_OF, key=len, reverse=True))
_WEEKDAYS = (
    "senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thurs?|thu|fri|sat|sun"
)
_WEEKDAY = re.compile(rf"\b(?:{_WEEKDAYS})\b\.?,? ?(?=[\d(]|(?:{_NAMES})\b)", re.I)
_UNTIL = r" ?(?:[-–—−]|s\.? ?/? ?d\.?|sampai dengan|sampai|hingga|until|through|till|to|dan|and|&) ?"
_DAY = r"(?<![\d/.,-])(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?(?![\d/])"
_MONTH = rf"(?P<{{0}}>{_NAMES})\b\.?"
_YEAR = r"(?P<{0}>(?:19|20|21)\d\d)(?!\d)"


def _form(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.I)


def _day(name: str) -> str:
    return _DAY.format(name)


def _until_day(name: str) -> str:
    """A day right behind the dash of a period."""
    return _day(name).replace(r"(?<![\d/.,-])", r"(?<![\d/])")


def _month(name: str) -> str:
    return r"\b" + _MONTH.format(name)


def _year(name: str, *, may_lack: bool = True) -> str:
    return f"(?:,? ?{_YEAR.format(name)})" + ("?" if may_lack else "")


_OF = "(?: of)? ?"
_FIGURES = (
    r"(?<![\d/.-])(?P<d{0}>\d{{1,2}})(?P<sep{0}>[/.-])(?P<m{0}>\d{{1,2}})(?P=sep{0})(?P<y{0}>(?:19|20|21)\d\d)(?!\d)"
)
_ISO = r"(?<!\d)(?P<y{0}>(?:19|20|21)\d\d)-(?P<m{0}>\d{{2}})-(?P<d{0}>\d{{2}})(?!\d)"
_THE = "(?:the )?"
FORMS = (  # in this order: what a longer form has read is not read again by a shorter one
    _form(_ISO.format(1), _UNTIL.replace("[-–—−]", "[–—−]| - "), _ISO.format(2)),
    _form(_ISO.format(1)),
    _form(_FIGURES.format(1), _UNTIL, _FIGURES.format(2)),
    _form(_FIGURES.format(1)),
    _form(_day("d1"), _OF, _month("n1"), _year("y1"), _UNTIL, _THE, _day("d2"), _OF, _month("n2"), _year("y2")),
    _form(_day("d1"), _UNTIL, _THE, _until_day("d2"), _OF, _month("n1"), _year("y1")),
    _form(_month("n1"), " ", _day("d1"), _year("y1"), _UNTIL, _month("n2"), " ", _day("d2"), _year("y2")),
    _form(_month("n1"), " ", _day("d1"), _UNTIL, _until_day("d2"), _year("y1")),
    _form(_day("d1"), _OF, _month("n1"), _year("y1")),
    _form(_month("n1"), " ", _day("d1"), _year("y1", may_lack=False)),
)


class Span(NamedTuple):
    """A period; a single day begins and ends on it."""

    first: date
    last: date


def dates_in(text: str, *, year: int) -> list[Span]:
    """Every day and period, each once, in the order of the forms. `year` is that of a date which names none."""
    plain = _WEEKDAY.sub("", " ".join(text.split()))
    found: dict[Span, None] = {}
    for form in FORMS:
        plain, spans = _taken(form, plain, year)
        found.update(dict.fromkeys(spans))
    return list(found)[:MOST]


def _taken(form: re.Pattern[str], text: str, year: int) -> tuple[str, list[Span]]:
    """The periods written in one form, and the text without them."""
    found: list[Span] = []

    def read(match: re.Match[str]) -> str:
        span = _span({name: value for name, value in match.groupdict().items() if value}, year)
        if span is None:
            return match[0]
        found.append(span)
        return " ; "

    return form.sub(read, text), found


def _span(parts: dict[str, str], year: int) -> Span | None:
    """The period that the pieces of one match mean; None where the calendar has no such day."""
    return _read(parts, year) or (_read(_american(parts), year) if parts.get("sep1") == "/" else None)


def _american(parts: dict[str, str]) -> dict[str, str]:
    """The same figures with the month before the day."""
    turned = {f"d{n}": parts[f"m{n}"] for n in "12" if f"m{n}" in parts}
    return parts | turned | {f"m{n}": parts[f"d{n}"] for n in "12" if f"m{n}" in parts}


def _read(parts: dict[str, str], year: int) -> Span | None:
    """The pieces as a period, read as they stand."""
    last_number = "2" if "d2" in parts else "1"
    last_year = int(parts.get("y2") or parts.get("y1") or year)
    month = _month_of(parts, "1")
    last = _date(last_year, _month_of(parts, last_number) or month, int(parts[f"d{last_number}"]))
    if last is None:
        return None
    first = _date(int(parts.get("y1") or last.year), month, int(parts["d1"]))
    if first and first > last and "y1" not in parts:
        first = _date(last.year - 1, month, int(parts["d1"]))  # 29 Desember – 2 Januari 2027
    return Span(first, last) if first and first <= last and (last - first).days <= LONGEST else None


def _month_of(parts: dict[str, str], number: str) -> int:
    """The month of one end, written as a name or in figures; 0 where it has none."""
    if name := parts.get(f"n{number}"):
        return NUMBER_OF[name.lower()]
    return int(parts.get(f"m{number}", 0))


def _date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
