"""A delegation out of a spreadsheet: every cell is checked before anything is kept, and nobody is entered twice.

Read a table (`sheets`), look at it (`look_at`), show it, and only when a person confirms take the good rows (`take`).
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpel.people import actions as people
from simpel.people import identity, sealing
from simpel.people.forms import plain
from simpel.people.models import Person, User
from simpel.people.wording import check_number

from . import actions, picking
from .itinerary import working_days
from .models import Application
from .sheets import MOST_ROWS, MOST_SIGNS, Cell, NotTable, Table

FIRST_SERIAL_DAY = date(1899, 12, 30)  # day 0 of spreadsheets, as they count since their leap year that never was
SERIAL_DAYS = range(20_000, 80_000)  # 1954 to 2119


@dataclass(frozen=True)
class Column:
    """One column of the table: what it is called, what else people call it, how a cell is read."""

    name: str
    label: Promise
    also: tuple[str, ...] = ()
    required: bool = False
    longest: int = 200


COLUMNS = (
    Column("name", gettext_lazy("Nama lengkap"), ("nama", "name", "full name", "nama peserta"), required=True),
    Column("position", gettext_lazy("Jabatan"), ("position", "job title"), required=True),
    Column("employee_no", gettext_lazy("Nomor pegawai"), ("nip", "nip/nrp", "nrp", "employee number"), longest=30),
    Column("nik", gettext_lazy("Nomor identitas"), ("nik", "ktp", "no ktp", "identity number"), longest=24),
    Column(
        "golongan", gettext_lazy("Golongan"), ("golongan uang harian", "gol", "class", "per diem class"), longest=60
    ),
    Column("passport_no", gettext_lazy("Nomor paspor"), ("paspor", "passport", "passport number"), longest=16),
    Column("passport_expires_on", gettext_lazy("Paspor berlaku sampai"), ("passport expires", "masa berlaku paspor")),
    Column("email", gettext_lazy("Surel"), ("email", "e-mail", "alamat surel"), longest=254),
    Column("phone", gettext_lazy("Telepon"), ("telepon", "phone", "hp", "no hp"), longest=30),
    Column("role", gettext_lazy("Peran"), ("role", "peran dalam rombongan"), longest=60),
    Column("starts_on", gettext_lazy("Mulai tugas"), ("mulai", "starts", "first day")),
    Column("ends_on", gettext_lazy("Selesai tugas"), ("selesai", "ends", "last day")),
)
BY_NAME = {column.name: column for column in COLUMNS}
OF_THE_SEAT = ("golongan", "role", "starts_on", "ends_on")
OF_THE_PERSON = (
    "name", "position", "employee_no", "nik", "golongan", "passport_no", "passport_expires_on", "email", "phone",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One cell as the page shows it."""

    column: Column
    key: str  # "3-nik": its place in the table
    text: str
    wrong: str


@dataclass
class Entry:
    """One row: what was written, what it means, and what is wrong with which cell."""

    number: int  # its line in the file
    cells: dict[str, Cell]
    answers: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    person: Person | None = None  # already in the register: picked, not entered again
    seated: bool = False  # already on the list of this file

    @property
    def good(self) -> bool:
        """Whether it is taken when somebody confirms."""
        return not self.wrong and not self.seated

    def text(self, name: str) -> str:
        """What stands in a cell."""
        return self.cells[name].text if name in self.cells else ""

    def shown(self, columns: Iterable[Column]) -> list[Shown]:
        """The cells of these columns, with what is wrong with them."""
        return [Shown(c, f"{self.number}-{c.name}", self.text(c.name), self.wrong.get(c.name, "")) for c in columns]


@dataclass(frozen=True)
class Preview:
    """The whole table as it would be taken."""

    entries: list[Entry]
    columns: list[Column]
    unknown: list[str]  # headings that mean nothing here

    @property
    def good(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.good]

    @property
    def bad(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.wrong]

    def as_text(self) -> str:
        """The cells to carry along until somebody confirms; they are checked anew then."""
        rows = [[e.number, {name: [cell.text, cell.kind] for name, cell in e.cells.items()}] for e in self.entries]
        return json.dumps({"rows": rows, "columns": [column.name for column in self.columns]}, ensure_ascii=False)


def template() -> str:
    """An empty table to fill in: its headings, as a CSV that every spreadsheet opens."""
    return "\ufeff" + ";".join(str(column.label) for column in COLUMNS) + "\r\n"


def preview(application: Application, table: Table) -> Preview:
    """What a table that was read says about this file's delegation. Raises NotTable without a column of names."""
    heading, *rows = table
    found = {place: column for place, cell in enumerate(heading) if (column := _column(cell.text))}
    if "name" not in {column.name for column in found.values()}:
        raise NotTable("no_names")
    unknown = [cell.text for place, cell in enumerate(heading) if cell.text and place not in found]
    entries = [
        Entry(number, {column.name: row[place] for place, column in found.items() if place < len(row)})
        for number, row in enumerate(rows, start=2)
    ]
    return Preview(_looked_at(application, entries), _in_order(found.values()), unknown)


def again(application: Application, text: str, mended: Mapping[str, str]) -> Preview:
    """The table that a page carried along, with the cells mended there ("3-nik": "…"), looked at anew."""
    rows, columns = _carried(text)
    for key, value in mended.items():
        number, _dash, name = key.partition("-")
        for entry in rows:
            if str(entry.number) == number and name in BY_NAME:
                entry.cells[name] = Cell(" ".join(value.split())[:MOST_SIGNS])
    return Preview(_looked_at(application, rows), _in_order(columns), [])


@transaction.atomic
def take(application: Application, *, by: User, entries: Iterable[Entry]) -> int:
    """Enter whom the register does not know, and put all of them on the list. All or nobody."""
    taken = 0
    for entry in entries:
        fields = {name: value for name, value in entry.answers.items() if value not in (None, "")}
        person = entry.person or people.add_person(
            by=by,
            institution=application.institution,
            unit=application.unit,
            **{name: fields[name] for name in OF_THE_PERSON if name in fields},
        )
        seat = {name: fields[name] for name in OF_THE_SEAT if name in fields}
        home = person.institution_id == application.institution_id
        actions.add_participant(application, by=by, person=person, home_institution=home, **seat)
        taken += 1
    return taken


def _column(heading: str) -> Column | None:
    called = _plain(heading)
    return next(
        (c for c in COLUMNS if called in {_plain(c.name), _plain(str(c.label)), *(_plain(name) for name in c.also)}),
        None,
    )


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.casefold())


def _in_order(columns: Iterable[Column]) -> list[Column]:
    """The columns of the table, and those that may not be missing."""
    wanted = {column.name for column in columns} | {column.name for column in COLUMNS if column.required}
    return [column for column in COLUMNS if column.name in wanted]


def _carried(text: str) -> tuple[list[Entry], list[Column]]:
    """What `as_text` wrote. It went through a browser: its shape is checked like that of any file."""
    try:
        data = json.loads(text)
        rows = [Entry(int(number), _cells(cells)) for number, cells in data["rows"][:MOST_ROWS]]
        return rows, [BY_NAME[name] for name in data["columns"] if name in BY_NAME]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise NotTable("broken") from problem


def _cells(cells: Mapping[str, Any]) -> dict[str, Cell]:
    return {name: Cell(str(text)[:MOST_SIGNS], str(kind)) for name, (text, kind) in cells.items() if name in BY_NAME}


# What the cells say


def _looked_at(application: Application, entries: list[Entry]) -> list[Entry]:
    for entry in entries:
        _read_cells(entry)
        _read_days(entry, application)
    _twins_in_the_table(entries)
    _find_people(application, entries)
    return entries


def _read_cells(entry: Entry) -> None:
    for column in COLUMNS:
        cell = entry.cells.get(column.name, Cell(""))
        try:
            entry.answers[column.name] = _value(column, cell)
        except ValidationError as problem:
            entry.wrong[column.name] = " ".join(problem.messages)


def _value(column: Column, cell: Cell) -> Any:
    """The meaning of a cell, or a ValidationError that says how to mend it."""
    if cell.kind == "formula":
        raise ValidationError(_("Di sini ada rumus. Tulis isinya, bukan rumusnya."))
    if cell.kind == "rounded":
        raise ValidationError(_("Program lembar sebar membulatkan angka ini. Jadikan kolomnya teks, lalu tulis lagi."))
    if not cell.text:
        if column.required:
            raise ValidationError(_("Wajib diisi."))
        return None
    if len(cell.text) > column.longest:
        raise ValidationError(_("Terlalu panjang; paling banyak %(n)s huruf.") % {"n": column.longest})
    return READERS.get(column.name, plain)(cell.text)


def _number(name: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        tidy = identity.tidy(text)
        check_number(name, tidy)
        return tidy

    return read


def _email(text: str) -> str:
    validate_email(text)
    return text


def _day(text: str) -> date:
    """A date as people or spreadsheets write it."""
    if text.isdigit() and int(text) in SERIAL_DAYS:
        return FIRST_SERIAL_DAY + timedelta(days=int(text))
    for pattern in (
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})",
    ):
        if found := re.fullmatch(rf"{pattern}([ T]00:00(:00)?)?", text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
    raise ValidationError(_("Tanggal ini tidak ada di kalender. Tulis misalnya 14-05-2026."))


def _coded(listed: Callable[[], Mapping[str, Mapping[str, str]]]) -> Callable[[str], str]:
    """A code of the pack, written as itself or by its name in any of the pack's languages."""

    def read(text: str) -> str:
        wanted = text.casefold()
        for code, names in listed().items():
            if wanted in {code.casefold(), *(name.casefold() for name in names.values())}:
                return code
        raise ValidationError(_("Tidak dikenal. Pilih salah satu: %(codes)s.") % {"codes": ", ".join(listed())})

    return read


READERS: Mapping[str, Callable[[str], Any]] = {
    "employee_no": _number("employee_no"),
    "nik": _number("nik"),
    "passport_no": _number("passport_no"),
    "email": _email,
    "golongan": _coded(lambda: settings.PACK.golongan),
    "role": _coded(lambda: settings.PACK.listed("role")),
    **dict.fromkeys(("passport_expires_on", "starts_on", "ends_on"), _day),
}


def _read_days(entry: Entry, application: Application) -> None:
    """Days of the assignment lie in those of the activity, and do not end before they begin."""
    days = working_days(application)
    starts, ends = entry.answers.get("starts_on"), entry.answers.get("ends_on")
    for name in ("starts_on", "ends_on"):
        on = entry.answers.get(name)
        if on and days and not days[0] <= on <= days[1]:
            entry.wrong[name] = _("Di luar tanggal kegiatan. Hari perjalanan tidak dihitung.")
    if starts and ends and ends < starts:
        entry.wrong.setdefault("ends_on", _("Selesai tugas mendahului mulai tugas."))
    if days:
        entry.answers["starts_on"], entry.answers["ends_on"] = starts or days[0], ends or days[1]


# Who they are


def _twins_in_the_table(entries: list[Entry]) -> None:
    """One number, one person: the second row with it is marked."""
    for name in ("nik", "employee_no"):
        numbers = Counter(entry.answers.get(name) for entry in entries)
        seen: set[str] = set()
        for entry in entries:
            number = entry.answers.get(name)
            if number and numbers[number] > 1 and number in seen:
                entry.wrong[name] = _("Nomor ini sudah ada di baris lain. Hapus baris yang kembar.")
            seen.add(number or "")


def _find_people(application: Application, entries: list[Entry]) -> None:
    """Recognise whom the register knows: by identity or employee number, else by name and position together."""
    known = _known(application, entries)
    seats = set(application.participants.values_list("person", flat=True))
    met: set[int] = set()
    for entry in entries:
        matches = {person.pk: person for person in known if _is_same(person, entry)}
        if len(matches) > 1:
            entry.wrong.setdefault("name", _("Lebih dari satu orang di daftar cocok. Tulis nomor pegawainya."))
        elif matches:
            _recognise(entry, next(iter(matches.values())), seats, met)
        elif any(_folded(person.name) == _folded(entry.text("name")) for person in known) and not _is_numbered(entry):
            entry.wrong.setdefault(
                "name", _("Nama ini sudah ada di daftar dengan jabatan lain. Tulis nomor pegawai atau identitasnya.")
            )


def _recognise(entry: Entry, person: Person, seats: set[int], met: set[int]) -> None:
    entry.person = person
    entry.seated = person.pk in seats
    if person.pk in met:
        entry.wrong.setdefault("name", _("Orang ini sudah ada di baris lain. Hapus baris yang kembar."))
    met.add(person.pk)


def _known(application: Application, entries: list[Entry]) -> list[Person]:
    """Everybody of the register whom a row may mean, in one query."""
    numbers = [number for entry in entries if (number := entry.answers.get("employee_no"))]
    fingerprints = [sealing.index(nik) for entry in entries if (nik := entry.answers.get("nik"))]
    names = [name for entry in entries if (name := entry.answers.get("name"))]
    wanted = Q(employee_no__in=numbers) | Q(nik_index__in=fingerprints) | Q(name__in=names)
    return list(picking.register(application).filter(wanted))


def _is_same(person: Person, entry: Entry) -> bool:
    nik, number = entry.answers.get("nik"), entry.answers.get("employee_no")
    if nik and person.nik_index:
        return bool(person.nik_index == sealing.index(nik))
    if number and person.employee_no:
        return bool(person.employee_no == number)
    return _folded(person.name) == _folded(entry.text("name")) and _folded(person.position) == _folded(
        entry.text("position")
    )


def _is_numbered(entry: Entry) -> bool:
    return bool(entry.answers.get("nik") or entry.answers.get("employee_no"))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()
