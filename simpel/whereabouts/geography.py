"""Where countries lie on the map: a hand-drawn outline and a point for each, laid flat by Equal Earth."""

import csv
import math
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

HERE = Path(__file__).resolve().parent
WIDTH = 1000.0  # units of the drawing, from the western to the eastern edge
NORTH, SOUTH = 84.0, -57.0  # degrees; nobody travels on duty beyond them
LARGEST = 30.0  # radius of the largest circle
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # Šavrič, Patterson and Jenny, 2018


class Spot(NamedTuple):
    """A circle on the map."""

    country: str
    people: int
    x: float
    y: float
    radius: float


def _flat(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees on the plane: x to the east, y to the north, in units of the globe's radius."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * _A4 * theta**8 + 7 * _A3 * theta**6 + 3 * _A2 * theta**2 + _A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, _A4 * theta**9 + _A3 * theta**7 + _A2 * theta**3 + _A1 * theta


SCALE = WIDTH / (2 * _flat(0, 180)[0])
HEIGHT = round((_flat(NORTH, 0)[1] - _flat(SOUTH, 0)[1]) * SCALE)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees (north and east positive) to a point of the drawing, whose corner at the top left is 0, 0."""
    x, y = _flat(latitude, longitude)
    return round(WIDTH / 2 + x * SCALE, 1), round((_flat(NORTH, 0)[1] - y) * SCALE, 1)


def spots(people: dict[str, int]) -> list[Spot]:
    """A circle for each country with a place on the map, its area as its headcount; the largest are drawn first."""
    known = {code: place_of(code) for code in people}
    found = [Spot(code, people[code], *project(*place), radius(people[code])) for code, place in known.items() if place]
    return sorted(found, key=lambda spot: (-spot.radius, spot.country))


def radius(people: int) -> float:
    """Of the circle for so many people: large enough to be met by a finger, small enough to leave the neighbours."""
    return round(min(LARGEST, 7 + 2.3 * math.sqrt(people)), 1)


def place_of(country: str) -> tuple[float, float] | None:
    """Latitude and longitude that stand for a country: the pack's capital, or the best known city of the time zones."""
    capital = settings.PACK.globe.places.get(country)
    return (capital.latitude, capital.longitude) if capital else _places().get(country)


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[float, float]]:
    """places.csv, made from the public domain table zone.tab of the time zone database; tenths of a degree."""
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as table:
        return {row["country"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(table)}


@lru_cache(maxsize=1)
def land() -> str:
    """The outline as the path of an SVG; shapes inside shapes are left out by the rule `evenodd`."""
    lines = (HERE / "outline.txt").read_text(encoding="utf-8").splitlines()
    return "".join(_shape(line) for line in lines if not line.startswith("#"))


@lru_cache(maxsize=1)
def graticule() -> str:
    """Every thirtieth parallel and meridian as one path."""
    parallels = [[project(latitude, longitude) for longitude in (-180, 180)] for latitude in (60, 30, 0, -30)]
    rows = [*range(80, -57, -8), SOUTH]
    meridians = [[project(latitude, longitude) for latitude in rows] for longitude in range(-180, 181, 30)]
    return "".join(map(_path, [*parallels, *meridians]))


def _shape(line: str) -> str:
    corners = [pair.split(",") for pair in line.split()]
    return _path([project(float(latitude), float(longitude)) for longitude, latitude in corners]) + "Z"


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
