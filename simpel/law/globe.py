"""Where home and the capitals lie, and what a kilometre in the air costs the climate: a table of the pack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from simpel.law.reading import Row, only, table, toml
from simpel.law.rows import CONFIDENCES


@dataclass(frozen=True)
class Place:
    """A city with its latitude and longitude in degrees, north and east positive."""

    city: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Globe:
    """Home, the capitals by country (ISO 3166-1), and kilograms of carbon dioxide a person and kilometre by class."""

    home: Place | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    kg_per_km: Mapping[str, Decimal] = field(default_factory=dict)
    confidence: str = "assumption"


def read_globe(file: str, text: str, places_file: str, places_text: str, classes: Iterable[str]) -> Globe:
    """travel.toml and places.csv; `classes` are the ticket classes that the rules know."""
    data = toml(file, text)
    only(file, data, ["home", "kg_per_km", "confidence"])
    whole = Row(file, "", data)
    factors = Row(file, "kg_per_km", whole.need("kg_per_km", dict))
    return Globe(
        home=_home(Row(file, "home", whole.need("home", dict))),
        places=dict(_line(row) for row in table(places_file, places_text, COLUMNS)),
        kg_per_km={code: _kilograms(factors, code, classes) for code in factors.data},
        confidence=whole.one_of("confidence", CONFIDENCES),
    )


COLUMNS = ("country", "city", "latitude", "longitude")


def _home(row: Row) -> Place:
    place = Place(row.need("city", str), row.need("latitude", float), row.need("longitude", float))
    row.done()
    return place


def _line(row: Row) -> tuple[str, Place]:
    country = row.need("country", str)
    if len(country) != 2 or not country.isupper():
        row.refuse(f"country says {country!r}", "Write two capital letters (ISO 3166-1), as in JP")
    return country, Place(row.need("city", str), _degrees(row, "latitude", 90), _degrees(row, "longitude", 180))


def _degrees(row: Row, column: str, most: int) -> float:
    number = _number(row, column)
    if not -most <= number <= most:
        row.refuse(f"{column} says {number}", f"Write degrees from -{most} to {most}")
    return float(number)


def _kilograms(row: Row, code: str, classes: Iterable[str]) -> Decimal:
    row.known("kg_per_km", code, classes)
    number = _number(row, code)
    if number <= 0:
        row.refuse(f"{code} says {number}", 'Write kilograms a person and kilometre, as in "0.15"')
    return number


def _number(row: Row, column: str) -> Decimal:
    written = row.need(column, str)
    try:
        number = Decimal(written)
    except InvalidOperation:
        row.refuse(f"{column} says {written!r}, which is no number", "Write a plain number, as in 35.7")
    if not number.is_finite():
        row.refuse(f"{column} says {written!r}", "Write a plain number, as in 35.7")
    return number
