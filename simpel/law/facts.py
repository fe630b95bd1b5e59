"""A trip as facts: the only thing the law ever looks at. None means that nobody has said, never "no"."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn, get_args, get_type_hints

from simpel.law.around import Alternative, BudgetLine, Codes, CostItem, Declared, OpenDuty, OtherTrip, PlanEntry
from simpel.law.bounds import FIRST_DAY, LARGEST, LAST_DAY, is_near
from simpel.law.parts import Destination, Funding, Participant, Upload

__all__ = [
    "OWN_CODES",
    "PARTICIPANT_FACTS",
    "TABLES",
    "TRIP_FACTS",
    "Alternative",
    "BudgetLine",
    "Codes",
    "CostItem",
    "Declared",
    "Destination",
    "Fact",
    "Funding",
    "Lists",
    "OpenDuty",
    "OtherTrip",
    "Participant",
    "PlanEntry",
    "Trip",
    "Unreadable",
    "Upload",
    "parse",
    "read",
    "trip_from",
]  # fmt: skip

Fact = str | int | bool | Codes | None
Lists = Mapping[str, Collection[str]]  # fact -> the codes it may have
_ANYTHING: Lists = MappingProxyType({})
OWN_CODES: Lists = MappingProxyType(
    {  # codes that belong to the vocabulary itself; all others are lists of a pack
        "origin": ("unit", "focal_point"),
        "travel_reason": ("OFFICIAL", "MEDICAL", "RELIGIOUS", "BEREAVEMENT", "ESCORT"),
        "mode": ("SINGLE", "MIXED"),
        "travel": ("OFFICIAL", "PRIVATE"),
        "state": ("pending", "approved"),
    }
)
_LISTED_AS = {  # field -> list, where the names differ; `table.field` where one table means something else
    "documents": "document", "countries": "country", "offices": "office", "claims": "allowance", "traits": "trait",
    "sponsors": "sponsor", "endorsed_by": "endorser", "endorsements": "endorser", "head_rank": "rank",
    "payer": "payers", "item": "cost_items", "history.institution": "", "history.kind": "institution",
    "duty.what": "duty", "alternative.what": "alternative",
}  # fmt: skip
_MAY_BE_NONE = {
    "endorsed_by",
    "budget_line",
    "payer",
    "office",
    "rank",
    "role",
    "mandate",
    "justification",
    "event_level",
    "carrier",
}  # "" says: none
_MOST_MONEY = 10**15
_AT_MOST = {  # field -> largest number, where it is not the usual one
    "bytes": 10**12,
    **dict.fromkeys(("cost", "ceiling", "spent", "pending", "amount"), _MOST_MONEY),
}


@dataclass(frozen=True, slots=True)
class Trip:
    """Perjalanan dinas: everything that any pack may ask about one application."""

    kind: str = "NEW"
    travel: str = "OFFICIAL"
    travel_reason: str = "OFFICIAL"
    origin: str | None = None
    activity: str | None = None
    cluster: str | None = None
    institution: str | None = None  # its kind
    own: str | None = None  # its opaque key
    unit: str | None = None  # opaque key of the sending unit
    region: str | None = None  # where the institution sits
    head_rank: str | None = None  # the highest rank that travels; told from the travellers where their ranks are known
    mandate: str | None = None  # what obliges the state to go
    justification: str | None = None  # a reason out of a closed list
    off_plan_reason: str | None = None
    event: str | None = None
    event_level: str | None = None
    sponsors: Codes | None = None  # what the sponsor or organiser is to the travellers
    interests_declared: bool | None = None
    fee: bool | None = None
    top_up: bool | None = None
    flight_hours: int | None = None
    carrier: str | None = None
    cost: int | None = None
    budget_line: str | None = None
    stand_in: str | None = None  # key of whoever stands in for the head; "" says: nobody
    stand_in_from: date | None = None
    stand_in_until: date | None = None
    endorsements: Codes | None = None  # outside offices that have endorsed the trip
    filed_at: datetime | None = None  # to the minute, where the law asks for the hour
    filed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    departs_on: date | None = None
    returns_on: date | None = None
    reached_channel_on: date | None = None
    reached_office_on: date | None = None
    endorser_received_on: date | None = None
    endorser_forwarded_on: date | None = None
    decided_on: date | None = None
    reported_on: date | None = None
    min_lead_days: int | None = None
    working_groups: int | None = None
    directed_headcount: int | None = None
    head_of_institution: bool | None = None
    same_person_as_deputy_abroad: bool | None = None
    lodged_together: bool | None = None  # the party must stay together
    regional_emergency: bool | None = None
    off_topic: bool | None = None
    by_invitation: bool | None = None
    degree_programme: bool | None = None
    course_letter: bool | None = None
    signs_agreement: bool | None = None
    earlier_letter: str | None = None
    cancellation_reason: str | None = None
    documents: Codes | None = None
    funding: Funding = field(default_factory=Funding)
    destinations: tuple[Destination, ...] | None = None
    participants: tuple[Participant, ...] | None = None
    uploads: tuple[Upload, ...] | None = None
    history: tuple[OtherTrip, ...] | None = None
    plan: tuple[PlanEntry, ...] | None = None
    duties: tuple[OpenDuty, ...] | None = None
    declared: tuple[Declared, ...] | None = None
    budget: tuple[BudgetLine, ...] | None = None
    cost_items: tuple[CostItem, ...] | None = None
    alternatives: tuple[Alternative, ...] | None = None

    @property
    def headcount(self) -> int | None:
        """How many travel. Nobody named yet is not nobody travelling."""
        return len(self.participants) if self.participants else None

    @property
    def countries(self) -> Codes | None:
        """Every country visited, or None while one of them is open."""
        found = tuple(place.country for place in self.destinations or () if place.country)
        return found if found and len(found) == len(self.destinations or ()) else None

    @property
    def has_relations(self) -> bool | None:
        """No as soon as one destination has no diplomatic relations; yes only when all are known to have them."""
        answers = [place.diplomatic_relations for place in self.destinations or ()]
        if False in answers:
            return False
        return True if answers and None not in answers else None

    def informed(self, without_relations: frozenset[str], ranks: Codes = ()) -> "Trip":
        """The same trip, with what the pack's lists tell: relations denied, and the highest rank that travels."""
        found = [traveller.rank for traveller in self.participants or ()]
        if self.head_rank is None and found and all(rank in ranks for rank in found):
            return replace(self, head_rank=min(found, key=ranks.index)).informed(without_relations)
        if not self.destinations or not without_relations:
            return self
        places = tuple(
            replace(place, diplomatic_relations=False)
            if place.diplomatic_relations is None and place.country in without_relations
            else place
            for place in self.destinations
        )
        return self if places == self.destinations else replace(self, destinations=places)

    def fact(self, name: str) -> Fact:
        """One fact by the name rows use in `for`, `unless` and `when`."""
        special = _DERIVED.get(name)
        return special(self) if special else getattr(self, name)  # type: ignore[no-any-return]


_DERIVED: Mapping[str, Any] = MappingProxyType(
    {
        "funding": lambda trip: trip.funding.mode,
        "payers": lambda trip: trip.funding.payers,
        "lodging_provided": lambda trip: trip.funding.lodging_provided,
        "country": lambda trip: trip.countries,
        "diplomatic_relations": lambda trip: trip.has_relations,
        "participants": lambda trip: trip.headcount,
        "reached_channel_on": lambda trip: trip.reached_channel_on or trip.filed_on,
        "reached_office_on": lambda trip: trip.reached_office_on or trip.filed_on,
    }
)
TABLES: Mapping[str, tuple[str, type]] = MappingProxyType(
    {  # [[table]] of the file -> the fact it fills, and the record of one row
        "destination": ("destinations", Destination),
        "participant": ("participants", Participant),
        "upload": ("uploads", Upload),
        "history": ("history", OtherTrip),
        "plan": ("plan", PlanEntry),
        "duty": ("duties", OpenDuty),
        "declared": ("declared", Declared),
        "budget": ("budget", BudgetLine),
        "cost_item": ("cost_items", CostItem),
        "alternative": ("alternatives", Alternative),
    }
)
_STRUCTURED = {fact for fact, _ in TABLES.values()}
TRIP_FACTS = frozenset({field.name for field in fields(Trip)} - _STRUCTURED | set(_DERIVED))
PARTICIPANT_FACTS = frozenset(field.name for field in fields(Participant))


class Unreadable(Exception):
    """A trip that cannot be read: on which line, and why. `code` and `values` let a door choose other words."""

    def __init__(self, line: int, code: str, message: str, **values: object) -> None:
        super().__init__(f"line {line}: {message}")
        self.line, self.code, self.message, self.values = line, code, message, values


def read(path: Path, codes: Lists = _ANYTHING) -> Trip:
    """The trip in a TRIP.toml; with the lists of a pack (`pack.codes`) a misspelt code is refused too."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise Unreadable(0, "no_file", f"{path.name} cannot be opened: {problem.strerror}", file=path.name) from problem
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise Unreadable(line, "not_text", f"{path.name} is not UTF-8 text", file=path.name) from problem
    return parse(text, codes)


def parse(text: str, codes: Lists = _ANYTHING) -> Trip:
    """The trip in the text of a TRIP.toml."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # a number of 5000 digits, lists in lists without end
        line = re.search(r"line (\d+)", str(problem))
        last = text.count("\n") + 1
        raise Unreadable(int(line[1]) if line else last, "not_toml", f"this is not TOML: {problem}") from problem
    return trip_from(data, text, codes)


def trip_from(data: Mapping[str, Any], text: str = "", codes: Lists = _ANYTHING) -> Trip:
    """A trip from plain data in the vocabulary of TRIP.toml; `text` is only used to name the line of a mistake."""
    reader = _Reader(text, codes)
    plain = dict(data)
    nested = {fact: reader.many(record, plain.pop(table, None), table) for table, (fact, record) in TABLES.items()}
    nested["funding"] = reader.one(Funding, plain.pop("funding", {}), "funding")
    trip: Trip = reader.one(Trip, plain, "")
    return replace(trip, **nested)


@cache
def _schema(record: type) -> Mapping[str, Any]:
    """Field name to the type a TOML value must have."""
    hints = get_type_hints(record)
    inner = _STRUCTURED | {"funding"} if record is Trip else set()
    return {name: _bare(hint) for name, hint in hints.items() if name not in inner}


def _bare(hint: Any) -> Any:
    """`date | None` is `date`."""
    known = [kind for kind in get_args(hint) if kind is not type(None)]
    return known[0] if known and type(None) in get_args(hint) else hint


_WANTED = {
    date: "a date (2026-05-14)",
    datetime: "a moment (2026-05-14T15:30:00+07:00)",
    bool: "true or false",
    int: "a whole number",
    str: "a text",
    Codes: "a list of texts",
}


class _Reader:
    """Turns TOML values into facts and points at the line of the first mistake."""

    def __init__(self, text: str, codes: Lists) -> None:
        self.lines, self.codes = text.splitlines(), {**codes, **OWN_CODES}

    def one(self, record: type, data: Any, table: str, number: int = 0) -> Any:
        """One table as a record."""
        if not isinstance(data, Mapping):
            self._refuse(table, table, number, "not_a_table", f"{table} must be a table")
        schema = _schema(record)
        return record(**{name: self._value(schema, name, value, table, number) for name, value in data.items()})

    def many(self, record: type, data: Any, table: str) -> Any:
        """An array of tables as records; None when the array is absent."""
        if data is None:
            return None
        if not isinstance(data, list):
            self._refuse(table, "", 0, "not_a_list", f"{table} must be written as [[{table}]]")
        return tuple(self.one(record, row, table, number) for number, row in enumerate(data))

    def _value(self, schema: Mapping[str, Any], name: str, value: Any, table: str, number: int) -> Any:
        if name not in schema:
            known = ", ".join(sorted(schema))
            self._refuse(name, table, number, "unknown_fact", f"{name} is not a fact. Known: {known}")
        if not _is_a(schema[name], value):
            self._refuse(name, table, number, "wrong_kind", f"{name} must be {_WANTED[schema[name]]}")
        self._within(name, value, table, number)
        for code in value if isinstance(value, list) else [value]:
            self._known(name, code, table, number)
        return tuple(value) if isinstance(value, list) else value

    def _within(self, name: str, value: Any, table: str, number: int) -> None:
        """A count is not below zero, and neither it nor a day is out of all proportion."""
        largest = _AT_MOST.get(name, LARGEST)
        if _is_a(int, value) and not 0 <= value <= largest:
            self._refuse(name, table, number, "out_of_range", f"{name} must be a number from 0 to {largest}")
        if isinstance(value, date) and not is_near(date(value.year, value.month, value.day)):
            years = f"{FIRST_DAY.year} to {LAST_DAY.year}"
            self._refuse(name, table, number, "out_of_range", f"{name} must be a day of the years {years}")

    def _known(self, name: str, code: Any, table: str, number: int) -> None:
        """A code must be one of its list, and a country two capital letters."""
        listed = _LISTED_AS.get(f"{table}.{name}", _LISTED_AS.get(name, name))
        allowed = self.codes.get(listed)
        if code == "" and name in _MAY_BE_NONE:
            return
        if listed == "country" and (not re.fullmatch("[A-Z]{2}", code) or code not in (allowed or (code,))):
            self._refuse(
                name,
                table,
                number,
                "unknown_code",
                f"{name} says {code!r}; write its two letters of ISO 3166-1, as in JP",
            )
        if allowed is not None and code not in allowed:
            known = ", ".join(allowed)
            self._refuse(
                name, table, number, "unknown_code", f"{name} says {code!r}, which does not exist. Known: {known}"
            )

    def _refuse(self, key: str, table: str, number: int, code: str, message: str) -> NoReturn:
        raise Unreadable(self._line(key, table, number), code, message, key=key)

    def _line(self, key: str, table: str, number: int) -> int:
        """Where `key` stands in the given table, counting from 1; the table's own line when the key is not found."""
        start = self._table_line(table, number)
        for line in range(start, len(self.lines)):
            if line > start and self.lines[line].lstrip().startswith("[") and table:
                break
            if re.match(rf"\s*(\[+\s*)?\"?{re.escape(key)}\"?\s*[\]=.]", self.lines[line]):
                return line + 1
        return start + 1

    def _table_line(self, table: str, number: int) -> int:
        headers = list(self._headers(table)) if table else []
        return headers[number] if number < len(headers) else 0

    def _headers(self, table: str) -> Iterator[int]:
        pattern = re.compile(rf"\s*\[+\s*{re.escape(table)}\s*\]+")
        return (line for line, words in enumerate(self.lines) if pattern.match(words))


def _is_a(kind: Any, value: Any) -> bool:
    """Whether a TOML value has a kind: unlike in Python, true is no number and a moment no date."""
    if kind == Codes:
        return isinstance(value, list) and all(isinstance(code, str) for code in value)
    if (kind is int and isinstance(value, bool)) or (kind is date and isinstance(value, datetime)):
        return False
    return isinstance(value, kind)
