"""Reading people.csv and trips.csv: every wrong cell is named with its line, its column and what would be right."""

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from simpel.cli.stops import Stop
from simpel.law.bounds import is_near
from simpel.law.pack import Pack

OUTCOMES = ("approved", "rejected", "withdrawn", "pending")
PEOPLE = ("institution", "institution_kind", "unit", "name", "employee_no", "position", "class", "email", "desk")
TRIPS = (
    "number", "institution", "unit", "activity", "cluster", "event", "organiser", "country", "city", "starts_on",
    "ends_on", "departs_on", "returns_on", "people", "payers", "filed_on", "decided_on", "outcome", "state",
    "reported_on", "purpose",
)  # fmt: skip
MUST = {
    "people": ("institution", "institution_kind", "name"),
    "trips": (
        "institution", "activity", "cluster", "event", "country", "city", "starts_on", "ends_on", "people",
        "filed_on", "outcome",
    ),
}  # fmt: skip
SHAPES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
MOST_ROWS = 200_000

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be used."""

    file: str
    line: int
    column: str
    said: str
    remedy: str

    def __str__(self) -> str:
        found = f" says {self.said!r}" if self.said else " is empty"
        return f"{self.file}, line {self.line}: {self.column}{found}. {self.remedy}"


@dataclass(frozen=True)
class PersonRow:
    """Somebody of the ministry: a traveller, and an account where a desk is named."""

    line: int
    institution: str
    kind: str
    unit: str
    name: str
    employee_no: str
    position: str
    golongan: str
    email: str
    desk: str


@dataclass(frozen=True)
class TripRow:
    """One past trip, as the ministry's own list has it."""

    line: int
    number: str
    institution: str
    unit: str
    activity: str
    cluster: str
    event: str
    organiser: str
    country: str
    city: str
    starts_on: date
    ends_on: date
    departs_on: date
    returns_on: date
    people: tuple[str, ...]
    payers: tuple[str, ...]
    filed_on: date
    decided_on: date | None
    outcome: str
    state: str
    reported_on: date | None
    purpose: str


@dataclass
class Tables:
    """Everything that could be read, and every cell that could not."""

    people: list[PersonRow] = field(default_factory=list)
    trips: list[TripRow] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read(pack: Pack, people: Path, trips: Path) -> Tables:
    """Both tables under the lists of a pack."""
    tables = Tables()
    for line, cells in _rows(people, PEOPLE, "people"):
        reader = _Reader(pack, people.name, line, cells)
        row = reader.person()
        tables.wrong += reader.wrong
        tables.people += [] if reader.wrong else [row]
    known = _named(tables.people)
    for line, cells in _rows(trips, TRIPS, "trips"):
        reader = _Reader(pack, trips.name, line, cells)
        trip = reader.trip(known)
        tables.wrong += reader.wrong
        tables.trips += [trip] if trip and not reader.wrong else []
    return tables


def _named(people: list[PersonRow]) -> dict[str, set[str]]:
    """By institution, everything by which its people can be called."""
    known: dict[str, set[str]] = {}
    for row in people:
        known.setdefault(row.institution, set()).update(filter(None, (row.name, row.employee_no)))
    return known


def _rows(path: Path, columns: Collection[str], table: str) -> Iterator[tuple[int, Cells]]:
    """Line number and cells of every row that is not empty; the separator is found, a missing column stops it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise Stop(f"{path} cannot be opened: {problem.strerror}", code=2) from problem
    except UnicodeDecodeError as problem:
        raise Stop(f"{path} is not UTF-8 text. Save it as CSV UTF-8.", code=2) from problem
    lines = text.splitlines()
    head = lines[0] if lines else ""
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(lines, delimiter=separator)
    names = {name: re.sub(r"\W+", "_", name.strip().lower()) for name in reader.fieldnames or ()}
    missing = [column for column in MUST[table] if column not in names.values()]
    if missing:
        named = ", ".join(columns)
        raise Stop(f"{path.name} has no column {missing[0]}. Its first line names columns: {named}.", code=2)
    for number, row in enumerate(reader, start=2):
        if number > MOST_ROWS:
            raise Stop(f"{path.name} has more than {MOST_ROWS} rows. Rehearse with fewer years.", code=2)
        cells = {names[key]: (value or "").strip() for key, value in row.items() if key in names}
        if any(cells.values()):
            yield number, cells


class _Reader:
    """One row, cell by cell."""

    def __init__(self, pack: Pack, file: str, line: int, cells: Cells) -> None:
        self.pack, self.file, self.line, self.cells = pack, file, line, cells
        self.wrong: list[Wrong] = []

    def person(self) -> PersonRow:
        self._must("people")
        golongan = self._code("class", self.pack.golongan, default=list(self.pack.golongan)[-1])
        return PersonRow(
            line=self.line,
            institution=self._text("institution"),
            kind=self._code("institution_kind", self.pack.institution_kinds),
            unit=self._text("unit"),
            name=self._text("name"),
            employee_no=self._text("employee_no"),
            position=self._text("position"),
            golongan=golongan,
            email=self._text("email"),
            desk=self._desk(),
        )

    def trip(self, known: Mapping[str, set[str]]) -> TripRow | None:
        self._must("trips")
        institution = self._text("institution")
        days = {name: self._day(name) for name in ("starts_on", "ends_on", "departs_on", "returns_on", "filed_on")}
        starts, ends, filed = days["starts_on"], days["ends_on"], days["filed_on"]
        row: dict[str, Any] = dict(
            activity=self._code("activity", self.pack.activities),
            cluster=self._code("cluster", self.pack.clusters),
            outcome=self._code("outcome", OUTCOMES),
            state=self._code("state", self.pack.workflow.states, default=""),
            country=self._country(),
            people=self._people(known.get(institution, set())),
            payers=self._several("payers", self.pack.payers),
            decided_on=self._day("decided_on"),
            reported_on=self._day("reported_on"),
            **{name: self._text(name) for name in ("number", "unit", "event", "organiser", "city", "purpose")},
        )
        if starts and ends and ends < starts:
            self._refuse("ends_on", "It lies before starts_on.")
        if row["outcome"] in ("approved", "rejected") and row["decided_on"] is None:
            self._refuse("decided_on", "A decided trip needs the day of its decision.")
        if self.wrong or not (starts and ends and filed):
            return None
        departs, returns = days["departs_on"] or starts, days["returns_on"] or ends
        return TripRow(
            line=self.line, institution=institution, starts_on=starts, ends_on=ends, departs_on=departs,
            returns_on=max(departs, returns), filed_on=filed, **row,
        )  # fmt: skip

    def _must(self, table: str) -> None:
        for column in MUST[table]:
            if not self.cells.get(column):
                self._refuse(column, "Fill it in.")

    def _text(self, column: str) -> str:
        text = self.cells.get(column, "")
        if not text.isprintable():
            self._refuse(column, "It holds signs that cannot be printed.")
        return text[:200]

    def _code(self, column: str, codes: Collection[str], *, default: str | None = None) -> str:
        """One of a list of the pack, in any case."""
        said = self.cells.get(column, "")
        if not said and default is not None:
            return default
        found = {code.casefold(): code for code in codes}.get(said.casefold())
        if said and found is None:
            self._refuse(column, f"Write one of: {', '.join(codes)}.")
        return found or ""

    def _several(self, column: str, codes: Collection[str]) -> tuple[str, ...]:
        said = [part.strip() for part in self.cells.get(column, "").split(";") if part.strip()]
        found = {code.casefold(): code for code in codes}
        unknown = [part for part in said if part.casefold() not in found]
        if unknown:
            self._refuse(column, f"{unknown[0]} is none of: {', '.join(codes)}.")
        return tuple(found[part.casefold()] for part in said if part.casefold() in found)

    def _people(self, known: set[str]) -> tuple[str, ...]:
        said = tuple(dict.fromkeys(part.strip() for part in self.cells.get("people", "").split(";") if part.strip()))
        strangers = [part for part in said if part not in known]
        if strangers:
            self._refuse(
                "people", f"{strangers[0]} is nobody of that institution in the people's table (number or name)."
            )
        return said

    def _desk(self) -> str:
        desk = self._code("desk", self.pack.workflow.desks, default="")
        if desk and not self.cells.get("email"):
            self._refuse("email", "Somebody with a desk signs in by mail address.")
        if desk and self.pack.workflow.desks[desk].scope == "unit" and not self.cells.get("unit"):
            self._refuse("unit", f"Desk {desk} belongs to a unit.")
        return desk

    def _country(self) -> str:
        said = self.cells.get("country", "").upper()
        if said and not re.fullmatch("[A-Z]{2}", said):
            self._refuse("country", "Write two letters of ISO 3166-1, as in JP.")
        return said

    def _day(self, column: str) -> date | None:
        said = self.cells.get(column, "")
        if not said:
            return None
        for shape in SHAPES:
            try:
                day = datetime.strptime(said, shape).date()  # noqa: DTZ007  (a day, no moment)
            except ValueError:
                continue
            if is_near(day):
                return day
        self._refuse(column, "Write a day as 2026-05-14 or 14/05/2026.")
        return None

    def _refuse(self, column: str, remedy: str) -> None:
        self.wrong.append(Wrong(self.file, self.line, column, self.cells.get(column, ""), remedy))
