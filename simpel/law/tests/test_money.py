"""Money of a trip: several places, part days, shared classes, currencies, carbon. What must hold for any figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.law.checks.money import day_weights, host_share, paid_days
from simpel.law.costs import estimate
from simpel.law.currencies import Currencies, ExchangeRate
from simpel.law.facts import CostItem, Destination, Funding, Participant, Trip
from simpel.law.footprint import AS_PLANNED, FEWER, MISSION, great_circle, kilometres, ways
from simpel.law.globe import Place, read_globe
from simpel.law.pack import BrokenPack, Pack
from simpel.law.rates import Rate, Rates
from simpel.law.read_tables import read_currencies, read_rates
from simpel.law.tests.trips import DAY

MAY = date(2026, 5, 11)
amounts = st.decimals(0, 10**9, places=2)
degrees = st.builds(Place, st.just("Kota"), st.floats(-90, 90), st.floats(-180, 180))


def journey(*stops: tuple[str, int, int], classes: str = "C", days: int = 4) -> Trip:
    """A seminar from 11 May on; a stop is a country with its first and last day, counted from 0."""
    return Trip(
        activity="SEMINAR", filed_on=MAY - 30 * DAY, starts_on=MAY, ends_on=MAY + (days - 1) * DAY,
        destinations=tuple(Destination(code, starts_on=MAY + a * DAY, ends_on=MAY + z * DAY) for code, a, z in stops),
        participants=tuple(Participant(golongan=one) for one in classes), funding=Funding(payers=("GOVERNMENT",)),
    )  # fmt: skip


def rate(pack: Pack, country: str, golongan: str) -> Decimal:
    row = pack.rates.rate(country, MAY)
    assert row is not None
    return row.by_golongan[golongan]


def test_each_day_is_paid_at_the_rate_of_its_place(indonesia: Pack) -> None:
    found = estimate(indonesia, journey(("JP", 0, 1), ("SG", 2, 3)))
    assert [(stay.country, stay.days) for stay in found.lines[0].stays] == [("JP", 2), ("SG", 2)]
    assert found.per_diem_usd == 2 * rate(indonesia, "JP", "C") + 2 * rate(indonesia, "SG", "C")
    assert "several_countries" not in [note.code for note in found.notes]


def test_a_day_shared_by_two_places_and_days_without_dates_are_paid_at_the_higher_rate(indonesia: Pack) -> None:
    dearest = max(rate(indonesia, "JP", "C"), rate(indonesia, "SG", "C"))
    shared = journey(("JP", 0, 3), ("SG", 0, 3))
    undated = replace(shared, destinations=(Destination("JP"), Destination("SG")))
    assert estimate(indonesia, shared).per_diem_usd == estimate(indonesia, undated).per_diem_usd == 4 * dearest


@given(turn=st.integers(0, 6), classes=st.text("ABCD", min_size=1, max_size=4))
def test_several_places_cost_no_more_than_the_dearest_and_no_less_than_the_cheapest(
    indonesia: Pack, turn: int, classes: str
) -> None:
    trip = journey(("JP", 0, turn), ("KH", turn, 6), classes=classes, days=7)
    alone = [
        estimate(indonesia, replace(trip, destinations=(place,))).per_diem_usd for place in trip.destinations or ()
    ]
    total = estimate(indonesia, trip).per_diem_usd
    assert None not in (*alone, total)
    assert min(alone) <= total <= max(alone)  # type: ignore[type-var, operator]


def test_a_party_that_stays_together_is_paid_at_its_highest_class(indonesia: Pack) -> None:
    party = journey(("JP", 0, 3), classes="BCC")
    assert (
        estimate(indonesia, party).per_diem_usd
        == estimate(indonesia, replace(party, lodged_together=False)).per_diem_usd
    )
    together = estimate(indonesia, replace(party, lodged_together=True))
    assert together.per_diem_usd == 3 * 4 * rate(indonesia, "JP", "B")
    assert [line.ticket for line in together.lines] == ["BUSINESS", "ECONOMY", "ECONOMY"]


@pytest.mark.parametrize(("days", "counted"), [(1, 40), (2, 120), (3, 220)])
def test_first_and_last_days_may_count_in_part(days: int, counted: int) -> None:
    assert sum(day_weights(days, 80, 40)) * 100 == counted
    trip = journey(("JP", 0, 3), days=days)
    assert paid_days(trip, caps={}, first_day_pct=80, last_day_pct=40).values["days"] * 100 == counted


@given(days=st.integers(0, 60), first=st.integers(0, 100), last=st.integers(0, 100))
def test_part_days_never_pay_more_than_whole_ones(days: int, first: int, last: int) -> None:
    weights = day_weights(days, first, last)
    assert len(weights) == days
    assert 0 <= sum(weights) <= days


@given(given_=st.sets(st.sampled_from(["BED", "PASSAGE", "GIFTS"])))
def test_a_host_who_gives_more_leaves_less_to_pay(given_: set[str]) -> None:
    def remains(items: set[str]) -> int:
        trip = Trip(cost_items=tuple(CostItem(item=item, payer="HOST") for item in items))
        return int(host_share(trip, shares={"BED": 60, "PASSAGE": 50}, hosts=("HOST",)).values["percent"])

    assert 0 <= remains(given_ | {"BED"}) <= remains(given_) <= 100


def test_a_city_has_its_own_rate_where_the_table_lists_it() -> None:
    text = "year,country,city,name,I,source\n2026,JP,,Japan,100,s\n2026,JP,Tokyo,Japan,150,s\n"
    rates = read_rates("per_diem.csv", text, ["I"], {}, ["s"])
    found = [rates.rate("JP", MAY, city=city) for city in (" tokyo", "Kyoto", None)]
    assert [row.by_golongan["I"] for row in found if row] == [150, 100, 100]
    assert Rates({(2026, "JP"): Rate("JP", 2026, "Japan", {}, "s")}).rate("JP", MAY, city="Tokyo") is not None
    with pytest.raises(BrokenPack, match="twice"):
        read_rates("per_diem.csv", text + "2026,JP,TOKYO,Japan,150,s\n", ["I"], {}, ["s"])


def test_a_rate_of_exchange_holds_from_its_day_on() -> None:
    text = "on,currency,rate,source\n2026-01-01,EUR,19600,s\n2026-03-01,EUR,20000,s\n"
    rates = read_currencies("currencies.csv", text, ["s"])
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1)]
    assert [rates.in_own_money(Decimal(10), "EUR", day) for day in days] == [None, 196_000, 196_000, 200_000]
    assert rates.in_own_money(Decimal(10), "", MAY) == 10
    for wrong in ("2026-13-01,EUR,1,s", "2026-01-01,EURO,1,s", "2026-01-01,EUR,0,s", "2026-01-01,EUR,2,s"):
        with pytest.raises(BrokenPack):
            read_currencies("currencies.csv", f"{text}{wrong}\n", ["s"])


@given(one=amounts, other=amounts)
def test_converting_a_sum_is_summing_what_was_converted_but_for_rounding(one: Decimal, other: Decimal) -> None:
    table = Currencies({"EUR": (ExchangeRate("EUR", MAY, Decimal("19612.5"), "s"),)})
    found = [table.in_own_money(amount, "EUR", MAY) or Decimal(0) for amount in (one, other, one + other)]
    assert abs(found[0] + found[1] - found[2]) <= 1


@given(here=degrees, there=degrees, further=degrees)
def test_no_way_round_is_shorter_than_the_straight_one(here: Place, there: Place, further: Place) -> None:
    straight = great_circle(here, there)
    assert 0 <= straight <= 20_016
    assert straight == pytest.approx(great_circle(there, here))
    assert straight <= great_circle(here, further) + great_circle(further, there) + 1e-6


def test_a_trip_stands_beside_its_alternatives(indonesia: Pack) -> None:
    trip = replace(journey(("CH", 0, 3), classes="ABCCC"), destinations=(Destination("CH", diplomatic_relations=True),))
    planned = estimate(indonesia, trip)
    found = {way.code: way for way in ways(indonesia, trip, planned)}
    assert kilometres(indonesia, trip) == pytest.approx(22_800, rel=0.03)
    assert found[AS_PLANNED].per_diem_usd == Decimal(10152)
    few = found[FEWER].per_diem_usd
    assert found[FEWER].people == 3 and few is not None and few < 10152
    assert found[AS_PLANNED].kg and found[FEWER].kg and found[FEWER].kg < found[AS_PLANNED].kg
    no_mission = replace(trip, destinations=(Destination("TW", diplomatic_relations=False),))
    assert MISSION not in [way.code for way in ways(indonesia, no_mission, estimate(indonesia, no_mission))]


def test_a_globe_with_a_slip_is_refused() -> None:
    home = 'home = { city = "X", latitude = 1.5, longitude = 2.5 }'
    good = f'confidence = "assumption"\n{home}\n[kg_per_km]\nECO = "0.15"\n'
    places = "country,city,latitude,longitude\nJP,Tokyo,35.7,139.7\n"
    assert read_globe("t", good, "p", places, ["ECO"]).places["JP"].city == "Tokyo"
    for broken in (good.replace("ECO", "FLY"), good.replace("0.15", "-1"), good.replace("0.15", "much")):
        with pytest.raises(BrokenPack):
            read_globe("t", broken, "p", places, ["ECO"])
    for line in ("JPN,Tokyo,1,1", "JP,Tokyo,91,1", "JP,Tokyo,north,1"):
        with pytest.raises(BrokenPack):
            read_globe("t", good, "p", f"{places}{line}\n", ["ECO"])
