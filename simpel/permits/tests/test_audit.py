"""The five patterns auditors find: each is flagged on one side of its boundary and silent on the other."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpel.permits.audit import Allowed, Claim, Elsewhere, look

CLASSES = ["FIRST", "BUSINESS", "ECONOMY"]
ALLOWED = Allowed(days=Decimal(3), rate=Decimal(382), ticket=Decimal(20_000_000), ticket_class="ECONOMY")
FAIR = {
    "departed_on": date(2026, 5, 13), "returned_on": date(2026, 5, 17), "days": Decimal(3), "rate": Decimal(382),
    "ticket": Decimal(20_000_000), "ticket_class": "ECONOMY",
}  # fmt: skip
amounts = st.decimals(0, 10_000, places=2)


def patterns(elsewhere: list[Elsewhere] | None = None, **changes: object) -> list[str]:
    return [flag.pattern for flag in look(1, ALLOWED, Claim(**FAIR | changes), elsewhere or [], CLASSES)]


def test_an_account_as_planned_raises_no_question() -> None:
    assert patterns() == []
    assert look(1, Allowed(), Claim(), [], CLASSES) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"days": Decimal(3)}, []),
        ({"days": Decimal("3.5")}, ["days_miscounted"]),
        ({"rate": Decimal("382.01")}, ["rate_above_standard"]),
        ({"ticket": Decimal(20_000_001)}, ["ticket_above_plan"]),
        ({"ticket_class": "BUSINESS"}, ["ticket_above_plan"]),
        ({"ticket_class": "SLEEPER"}, []),
        ({"travelled": False}, ["trip_not_made"]),
        ({"travelled": False, "days": Decimal(0), "ticket": Decimal(1)}, ["trip_not_made"]),
        ({"travelled": False, "days": Decimal(0), "ticket": None}, []),
    ],
)
def test_each_pattern_is_found_from_its_boundary_on(changes: dict[str, object], found: list[str]) -> None:
    assert patterns(**changes) == found


def test_nobody_is_paid_for_more_days_than_they_were_away() -> None:
    assert patterns(departed_on=date(2026, 5, 15)) == []
    assert patterns(departed_on=date(2026, 5, 16)) == ["days_miscounted"]


@pytest.mark.parametrize(
    ("departed", "returned", "found"),
    [
        (date(2026, 5, 10), date(2026, 5, 13), []),  # home and away again on one day
        (date(2026, 5, 10), date(2026, 5, 14), ["double_trip"]),
        (date(2026, 5, 17), date(2026, 5, 20), []),
        (date(2026, 5, 15), date(2026, 5, 15), ["double_trip"]),
        (date(2026, 5, 18), date(2026, 5, 20), []),
    ],
)
def test_two_trips_on_the_same_days_are_found(departed: date, returned: date, found: list[str]) -> None:
    assert patterns([Elsewhere("ABCD-EFGH", departed, returned)]) == found


@given(claimed=amounts, allowed=amounts)
def test_a_claim_within_every_allowance_is_never_flagged(claimed: Decimal, allowed: Decimal) -> None:
    plan = Allowed(days=Decimal(5), rate=allowed, ticket=allowed)
    claim = Claim(
        departed_on=date(2026, 5, 1), returned_on=date(2026, 5, 5), days=Decimal(5), rate=claimed, ticket=claimed
    )
    found = look(1, plan, claim, [], CLASSES)
    assert bool(found) == (claimed > allowed)
