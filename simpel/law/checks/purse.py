"""Checks about the budget, who bears what, and how people fly. The estimate itself is made elsewhere."""

from simpel.law.checks.parameters import BudgetLine, Carriers, ListName
from simpel.law.facts import CostItem, Trip
from simpel.law.outcomes import Outcome, broken, met, require, unknown

_WHOLE = 100


def budget_left(trip: Trip, *, line: BudgetLine = "", reduce_pct: int = 0) -> Outcome:
    """A line of the budget is named and holds enough, files not yet decided counted; it may be cut by a percentage."""
    name = line or trip.budget_line
    if name == "":
        return broken(line=None)
    if name is None or trip.budget is None:
        return unknown("budget_line" if name is None else "budget")
    entry = next((entry for entry in trip.budget if entry.line == name), None)
    if entry is None or entry.ceiling is None or entry.spent is None or entry.pending is None:
        return unknown("budget", line=name)
    ceiling = entry.ceiling * (_WHOLE - reduce_pct) // _WHOLE
    left = ceiling - entry.spent - entry.pending
    values = {"line": name, "ceiling": ceiling, "used": entry.spent + entry.pending, "left": max(left, 0)}
    if trip.cost is None:
        return broken(**values) if left < 0 else unknown("cost", **values)
    return require(trip.cost <= left, asked=trip.cost, **values)


def cost_complete(trip: Trip, *, items: ListName) -> Outcome:
    """For every traveller and every item of the pack's list somebody bears the cost."""
    if trip.cost_items is None or not trip.participants:
        return unknown("participants" if trip.cost_items is not None else "cost_items")
    keys = [traveller.key for traveller in trip.participants]
    lacking = tuple(item for item in items if _bearers(trip.cost_items, item, keys) is False)
    if lacking:
        return broken(lacking=lacking)
    unsure = [item for item in items if _bearers(trip.cost_items, item, keys) is None]
    return unknown("payers" if None not in keys else "key", lacking=tuple(unsure)) if unsure else met()


def _bearers(rows: tuple[CostItem, ...], item: str, keys: list[str | None]) -> bool | None:
    """Whether an item is borne for each of the travellers."""
    about = [row for row in rows if row.item == item]
    if any(row.who is None and row.payer for row in about):
        return True
    borne = {row.who for row in about if row.payer}
    perhaps = {row.who for row in about if row.payer is None}
    if None in keys:
        return None if about else False
    if all(key in borne for key in keys):
        return True
    return None if all(key in borne | perhaps for key in keys) or None in perhaps else False


def carrier_preferred(trip: Trip, *, of: Carriers) -> Outcome:
    """The trip is made with one of these carriers."""
    return (
        unknown("carrier", of=of)
        if trip.carrier is None
        else require(trip.carrier in of, carrier=trip.carrier or None, of=of)
    )
