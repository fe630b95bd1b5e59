"""What changed between two contents of a file (see `content.content`). Pure: two plain dicts in, a list out.

Read by amendments (against the letter they change) and by whoever looks at a file that came back after a return.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Part = Literal["form", "activity", "participant", "leg", "cost", "ad_interim", "rate", "budget_line", "document"]
Content = Mapping[str, Any]
STOP = ("country", "city", "arrives_on", "leaves_on")  # what a stop of the journey is known by
_ALWAYS_NEW = {"kind", "responsible"}  # said anew with every sending: no news
_EMPTY: tuple[Any, ...] = (None, "", [], (), {})


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was. A whole person or paper that came has no `before`; one that went, no `after`."""

    part: Part
    name: str  # the field; of a document its slot, of a cost its item, of a rate its country; "person" or "leg" moved
    before: Any
    after: Any
    who: str = ""  # the traveller it is about, by name

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """How to mark it."""
        if self.before in _EMPTY:
            return "added"
        return "removed" if self.after in _EMPTY else "changed"


def difference(before: Content, after: Content) -> list[Change]:
    """Everything that differs, in the order of the form: fields, event, people, documents. Equal contents: nothing."""
    return [
        *_fields("form", before["form"], after["form"]),
        *_fields("activity", before.get("activity") or {}, after.get("activity") or {}),
        *_people(before["participants"], after["participants"]),
        *_legs(before.get("legs", ()), after.get("legs", ())),
        *_costs(before, after),
        *_fields("ad_interim", before.get("ad_interim") or {}, after.get("ad_interim") or {}),
        *_fields("rate", _rates(before), _rates(after)),
        *_fields("budget_line", _line(before), _line(after)),
        *_documents(before, after),
    ]


def _fields(part: Part, before: Content, after: Content, who: str = "") -> Iterator[Change]:
    """Fields whose values differ. Two ways of saying nothing are the same; a special question counts by itself."""
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if name in _ALWAYS_NEW or _same(old, new):
            continue
        if isinstance(old, Mapping) or isinstance(new, Mapping):
            yield from _fields(part, old or {}, new or {}, who)
        else:
            yield Change(part, name, old, new, who)


def _people(before: Iterable[Content], after: Iterable[Content]) -> Iterator[Change]:
    """Who went, who came, and what changed about those who stay. The order of the list alone is no change."""
    old = {seat["person"]: seat for seat in before}
    new = {seat["person"]: seat for seat in after}
    for person, seat in old.items():
        if person not in new:
            yield Change("participant", "person", seat["name"], None, seat["name"])
    for person, seat in new.items():
        if person not in old:
            yield Change("participant", "person", None, seat["name"], seat["name"])
        else:
            yield from _fields("participant", _without_place(old[person]), _without_place(seat), seat["name"])


def _without_place(seat: Content) -> dict[str, Any]:
    return {name: value for name, value in seat.items() if name not in ("place", "person")}


def _legs(before: Iterable[Content], after: Iterable[Content]) -> Iterator[Change]:
    """Stops that went and stops that came; where it stands on the list is no change."""
    old, new = ([tuple(leg[name] for name in STOP) for leg in legs] for legs in (before, after))
    yield from (Change("leg", "leg", leg, None) for leg in old if leg not in new)
    yield from (Change("leg", "leg", None, leg) for leg in new if leg not in old)


def _costs(before: Content, after: Content) -> Iterator[Change]:
    """Who bears which cost: payer, amount, currency and note of each cell of the grid."""
    old, new = _cells(before), _cells(after)
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            item, _payer, who = key
            yield Change("cost", item, old.get(key), new.get(key), who)


def _cells(content: Content) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    """The grid by item, payer and the traveller's name ("" for everybody)."""
    names = {seat["place"]: seat["name"] for seat in content["participants"]}
    return {
        (cell["item"], cell["payer"], names.get(cell["participant__place"], "")): (
            cell["payer"], cell["amount"], cell["currency"], cell["note"],
        )
        for cell in content.get("costs", ())
    }  # fmt: skip


def _rates(content: Content) -> dict[str, tuple[Any, ...]]:
    """Daily rates filled in by hand, by country: how much, and why."""
    return {rate["country"]: (rate["amount"], rate["reason"]) for rate in content.get("rates", ())}


def _line(content: Content) -> dict[str, Any]:
    """The budget line that bears the costs, by its code."""
    return {"line": content.get("budget_line")}


def _documents(before: Content, after: Content) -> Iterator[Change]:
    """Papers that are gone and papers that are new, by owner and fingerprint: the same bytes are the same paper."""
    old, new = _papers(before), _papers(after)
    for slot, who, sha256 in old:
        if (slot, who, sha256) not in new:
            yield Change("document", slot, sha256, None, who)
    for slot, who, sha256 in new:
        if (slot, who, sha256) not in old:
            yield Change("document", slot, None, sha256, who)


def _papers(content: Content) -> dict[tuple[str, str, str], None]:
    """Slot, owner's name ("" for the trip) and fingerprint, in the content's order."""
    names = {seat["place"]: seat["name"] for seat in content["participants"]}
    return {(slot, names.get(place, ""), sha256): None for slot, place, sha256 in content["documents"]}


def _same(old: Any, new: Any) -> bool:
    return old == new or (old in _EMPTY and new in _EMPTY)
