"""The estimate: per diem by place, golongan and paid days. A ceiling in US dollars, with its table's year."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from types import MappingProxyType
from typing import Any

from simpel.law.checks.money import day_weights, paid_days
from simpel.law.facts import Destination, Participant, Trip
from simpel.law.outcomes import Outcome, unknown
from simpel.law.pack import Pack
from simpel.law.rows import Rule
from simpel.law.rules import as_plain

_WHOLE = Decimal(100)
_CENT = Decimal("0.01")
_BY_HAND: Mapping[str, Decimal] = MappingProxyType({})


@dataclass(frozen=True)
class Stay:
    """Paid days at one rate: where, out of which year's table (None: by hand), dollars a day."""

    country: str
    year: int | None
    rate: Decimal
    days: Decimal


@dataclass(frozen=True)
class Line:
    """What one traveller's days come to, and how."""

    participant: int
    golongan: str | None  # the class that is paid: the traveller's own, or the one a party shares
    days: Decimal | None
    percent: int
    ticket: str | None
    stays: tuple[Stay, ...] = ()  # empty while a rate or the days are not known
    dearest: Stay | None = None

    @property
    def country(self) -> str | None:
        """Where the highest rate is paid."""
        return self.dearest.country if self.dearest else None

    @property
    def year(self) -> int | None:
        """The budget year of the table of that rate."""
        return self.dearest.year if self.dearest else None

    @property
    def rate(self) -> Decimal | None:
        """The highest rate of the trip, in dollars a day."""
        return self.dearest.rate if self.dearest else None

    @property
    def amount(self) -> Decimal | None:
        """Rate × days × the share that remains, over all places."""
        if not self.stays:
            return None
        full = sum((stay.rate * stay.days for stay in self.stays), Decimal(0))
        return (full * self.percent / _WHOLE).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Note:
    """A remark under the estimate: a code with its numbers, worded by the pack under `costs`."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Estimate:
    """Perkiraan uang harian. No total while one number is missing."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    missing: tuple[str, ...]
    by_hand: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def table_year(self) -> int | None:
        """The budget year of the table, the oldest one where several were used; None while no table was used."""
        return min((line.year for line in self.lines if line.year is not None), default=None)

    @property
    def per_diem_usd(self) -> Decimal | None:
        """The total of all lines; None while one of them is open."""
        amounts = [line.amount for line in self.lines]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None

    def as_json(self) -> dict[str, Any]:
        """The estimate as plain data."""
        return {
            "per_diem_usd": as_plain(self.per_diem_usd),
            "table_year": self.table_year,
            "lines": [_line_as_json(line) for line in self.lines],
            "notes": [{"code": note.code, **as_plain(note.values)} for note in self.notes],
            "missing": list(self.missing),
        }


def _line_as_json(line: Line) -> dict[str, Any]:
    names = ("participant", "golongan", "country", "year", "rate", "days", "percent", "amount", "ticket")
    return {name: as_plain(getattr(line, name)) for name in names}


def estimate(pack: Pack, trip: Trip, *, on: date | None = None, by_hand: Mapping[str, Decimal] = _BY_HAND) -> Estimate:
    """What the per diems of a trip come to. `by_hand` gives rates for countries that no table lists."""
    counting = _Counting(pack, trip, on or trip.filed_on or trip.starts_on, by_hand)
    lines = tuple(counting.line(place, traveller) for place, traveller in enumerate(trip.participants or (), 1))
    return Estimate(lines, counting.notes(), counting.missing(lines), by_hand)


@dataclass(frozen=True)
class _Counting:
    """One trip being estimated under the rows in force on a day."""

    pack: Pack
    trip: Trip
    on: date | None
    by_hand: Mapping[str, Decimal]

    def line(self, place: int, traveller: Participant) -> Line:
        """One traveller's line."""
        golongan = self._shared_class() or traveller.golongan
        days = self._days(traveller)
        ticket = self._ask("ticket_class", self.trip, traveller)
        paid = Decimal(days.values["days"]) if "days" in days.values else None
        rates = self._rates(golongan or "")
        return Line(
            participant=place,
            golongan=golongan,
            days=paid,
            percent=self._share(),
            ticket=ticket.values.get("ticket") if ticket.state == "met" else None,
            stays=self._stays(traveller, days, rates) if paid is not None and rates else (),
            dearest=max(rates.values(), key=lambda rate: rate.rate, default=None),
        )

    def _days(self, traveller: Participant) -> Outcome:
        """The paid days of this traveller's own assignment; those of the activity where no row says otherwise."""
        starts, ends = traveller.starts_on or self.trip.starts_on, traveller.ends_on or self.trip.ends_on
        travelled = replace(self.trip, starts_on=starts, ends_on=ends)
        rule = self._row("paid_days", travelled)
        return rule.measure(travelled) if rule else paid_days(travelled, caps={})

    def _rates(self, golongan: str) -> Mapping[Destination, Stay]:
        """A day's rate at every place of the trip; nothing while one of them is not known."""
        places = self.trip.destinations or ()
        found = {place: self._rate(place, golongan) for place in places}
        known = {place: rate for place, rate in found.items() if rate is not None}
        return known if len(known) == len(set(places)) else {}

    def _rate(self, place: Destination, golongan: str) -> Stay | None:
        country = place.country or ""
        if country in self.by_hand:
            return Stay(country, None, self.by_hand[country], Decimal(1))
        row = self.pack.rates.rate(country, self.trip.starts_on, city=place.city)
        amount = row.by_golongan.get(golongan) if row else None
        return Stay(country, row.year, amount, Decimal(1)) if row and amount is not None else None

    def _stays(self, traveller: Participant, days: Outcome, rates: Mapping[Destination, Stay]) -> tuple[Stay, ...]:
        """The paid days place by place. Where nobody knows which day is spent where, the highest rate counts."""
        dearest = max(rates.values(), key=lambda rate: rate.rate)
        count = Decimal(days.values["days"])
        begins = traveller.starts_on or self.trip.starts_on
        dated = all(place.starts_on and place.ends_on for place in rates)
        if len(rates) == 1 or not count or not dated or begins is None or days.values.get("travel_days_only"):
            return (replace(dearest, days=count),)
        weights = day_weights(days.values["calendar_days"], *days.values["edges"])
        spent = [
            replace(self._spent_at(begins + timedelta(days=number), rates), days=weight)
            for number, weight in enumerate(weights)
        ]
        alike = [[*same] for _place, same in groupby(spent, key=lambda stay: (stay.country, stay.rate))]
        return tuple(replace(same[0], days=sum((stay.days for stay in same), Decimal(0))) for same in alike)

    def _spent_at(self, day: date, rates: Mapping[Destination, Stay]) -> Stay:
        """The rate of a day: the higher one on a day that two places share, the highest on a day between places."""
        here = [
            rate
            for place, rate in rates.items()
            if place.starts_on and place.ends_on and place.starts_on <= day <= place.ends_on
        ]
        return max(here or list(rates.values()), key=lambda rate: rate.rate)

    def _shared_class(self) -> str | None:
        """The highest class among the travellers where a row lets a party that must stay together share it."""
        found = self._ask("one_golongan", self.trip)
        classes = {traveller.golongan for traveller in self.trip.participants or ()}
        if found.state != "met" or not found.values.get("shared"):
            return None
        return next((golongan for golongan in self.pack.golongan if golongan in classes), None)

    def _share(self) -> int:
        """The percentage that is paid; all of it where the host is not known to give anything."""
        for check in ("host_share", "lodging_share"):
            found = self._ask(check, self.trip)
            if found.state == "met":
                return int(found.values.get("percent", 100))
        return 100

    def _ask(self, check: str, trip: Trip, *traveller: Participant) -> Outcome:
        """The answer of the row in force that uses this check; unknown when no row speaks about the trip."""
        rule = self._row(check, trip)
        return rule.measure(trip, *traveller) if rule else unknown()

    def _row(self, check: str, trip: Trip) -> Rule | None:
        rows = (rule for rule in self.pack.rules if rule.check == check)
        in_force = (rule for rule in rows if self.on is None or rule.binds(rule.dated(trip, self.on)))
        return next((rule for rule in in_force if rule.scope.covers(trip.fact)[0]), None)

    def missing(self, lines: tuple[Line, ...]) -> tuple[str, ...]:
        """The facts without which there is no total."""
        open_facts = [] if lines else ["participants"]
        open_facts += ["country"] if self.trip.countries is None else []
        open_facts += ["golongan"] if any(line.golongan is None for line in lines) else []
        open_facts += ["rate"] if self._unlisted() else []
        for traveller in self.trip.participants or ():
            open_facts += self._days(traveller).missing
        return tuple(dict.fromkeys(open_facts))

    def _unlisted(self) -> tuple[str, ...]:
        countries = self.trip.countries or ()
        return tuple(code for code in countries if code not in self.by_hand and self.pack.rates.place(code) is None)

    def notes(self) -> tuple[Note, ...]:
        """What a reader of the figure should know."""
        told = (self._of_table(), self._of_hand(), self._of_seat(), self._of_several(), self._of_lodging())
        return tuple(note for note in told if note)

    def _of_table(self) -> Note | None:
        starts = self.trip.starts_on
        rows = [self.pack.rates.rate(country, starts) for country in self.trip.countries or ()]
        year = min((row.year for row in rows if row), default=None)
        older = year is not None and starts is not None and year != starts.year
        return Note("older_table", {"year": year, "trip_year": starts.year}) if older and starts else None

    def _of_hand(self) -> Note | None:
        unlisted = self._unlisted()
        return Note("rate_by_hand", {"countries": unlisted}) if unlisted else None

    def _of_seat(self) -> Note | None:
        seats = {code: self.pack.rates.place(code) for code in self.trip.countries or ()}
        through = [(code, seat) for code, seat in seats.items() if seat not in (None, code)]
        return Note("accredited", {"country": through[0][0], "seat": through[0][1]}) if through else None

    def _of_several(self) -> Note | None:
        countries = tuple(dict.fromkeys(self.trip.countries or ()))
        dated = all(place.starts_on and place.ends_on for place in self.trip.destinations or ())
        return Note("several_countries", {"countries": countries}) if len(countries) > 1 and not dated else None

    def _of_lodging(self) -> Note | None:
        share = self._share()
        if share != int(_WHOLE):
            return Note("lodging_provided", {"percent": share})
        open_ = "lodging_provided" in self._ask("lodging_share", self.trip).missing
        return Note("lodging_open") if open_ else None
