"""Carbon and cost of a trip beside its alternatives: fewer people, the mission on the spot, a video meeting.

Distances are great circles between home and the capital of each country, there and back, without stopovers: a floor,
not a forecast. The factors (kilograms of carbon dioxide a person and kilometre) are the pack's, with how sure it is.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from simpel.law.costs import Estimate, Line, estimate
from simpel.law.facts import Trip
from simpel.law.globe import Globe, Place
from simpel.law.pack import Pack

EARTH_KM = 6371
AS_PLANNED, FEWER, MISSION, VIDEO = "AS_PLANNED", "FEWER", "MISSION", "VIDEO"


@dataclass(frozen=True)
class Way:
    """One way: how many travel, their per diem in US dollars, their carbon in kilograms; None: not known."""

    code: str
    people: int
    per_diem_usd: Decimal | None
    kg: int | None


def ways(pack: Pack, trip: Trip, planned: Estimate) -> tuple[Way, ...]:
    """The trip as planned and what could take its place; nothing while nobody is on the list."""
    travellers = trip.participants or ()
    if not travellers:
        return ()
    found = [_travelling(pack, trip, AS_PLANNED, planned)]
    if len(travellers) > 1:
        few = replace(trip, participants=travellers[: (len(travellers) + 1) // 2])
        found.append(_travelling(pack, few, FEWER, estimate(pack, few, by_hand=planned.by_hand)))
    if trip.has_relations:
        found.append(Way(MISSION, 0, Decimal(0), 0))
    return (*found, Way(VIDEO, 0, Decimal(0), 0))


def kilometres(pack: Pack, trip: Trip) -> int | None:
    """The round trip through every country in turn; None while a country or its place on the globe is not known."""
    stops = [pack.globe.places.get(country) for country in trip.countries or ()]
    home = pack.globe.home
    if home is None or not stops or None in stops:
        return None
    journey = [home, *(stop for stop in stops if stop), home]
    return round(sum(great_circle(here, there) for here, there in pairwise(journey)))


def great_circle(here: Place, there: Place) -> float:
    """Kilometres between two places over the surface of a round earth (haversine)."""
    north, east = radians(there.latitude - here.latitude), radians(there.longitude - here.longitude)
    bulge = cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1, sqrt(sin(north / 2) ** 2 + bulge)))


def _travelling(pack: Pack, trip: Trip, code: str, cost: Estimate) -> Way:
    distance = kilometres(pack, trip)
    factors = [_factor(pack.globe, line) for line in cost.lines]
    known = [factor for factor in factors if factor is not None]
    kg = round(sum(known) * distance) if distance is not None and known and len(known) == len(factors) else None
    return Way(code, len(cost.lines), cost.per_diem_usd, kg)


def _factor(globe: Globe, line: Line) -> Decimal | None:
    """Kilograms a kilometre in the class of a traveller; in the cheapest class while that is not known."""
    return globe.kg_per_km.get(line.ticket or "", min(globe.kg_per_km.values(), default=None))
