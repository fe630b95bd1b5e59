"""The register held against the record: whoever can write in the tables cannot rewrite what was sealed.

A letter's row says how it is found and answered; its entries in the ledger say what was decided, signed and withdrawn.
Where the two differ, nothing is answered from the row.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from simpel.ledger.recall import Disagreement, Subjects, acts, settled
from simpel.letters.content import from_json
from simpel.letters.models import Letter

Facts = dict[str, Any]
Sealed = dict[str, Facts]  # by number

_UNREADABLE = (TypeError, ValueError, KeyError, AttributeError, IndexError)  # what a spoilt snapshot may raise


class Altered(Exception):
    """A letter's row is not what was sealed."""


def require(letter: Letter) -> Letter:
    """The letter, if its row and its snapshot say what the record says; otherwise `Altered`."""
    if differences := list(_differences(letter, _sealed([letter.case]))):
        told = "; ".join(f"{found.fact} is {found.stands}, sealed was {found.sealed}" for found in differences)
        raise Altered(f"letter {letter.number}: {told}")
    return letter


def disagreements() -> list[Disagreement]:
    """Every letter that is not what was sealed, and every sealed one that is gone."""
    return settled(_compare)


def _compare(cases: Subjects) -> list[Disagreement]:
    letters = Letter.objects.select_related("amends", "followed_by").order_by("pk")
    if cases is not None:
        letters = letters.filter(case__in=cases)
    sealed = _sealed(cases)
    seen: set[str] = set()
    found: list[Disagreement] = []
    for letter in letters.iterator(chunk_size=500):
        seen.add(letter.number)
        found += _differences(letter, sealed)
    return found + list(_gone(sealed, seen))


def _sealed(cases: Subjects) -> Sealed:
    """What the acts add up to, letter by letter."""
    letters: Sealed = {}
    for act in acts("letter.", cases):
        facts = letters.setdefault(act.facts["number"], _nothing_yet(act.subject))
        if act.kind == "letter.prepared":
            facts |= {"state": Letter.State.PREPARED.value, "content_sha256": act.facts["content_sha256"]}
            facts |= {"amends": act.facts.get("amends", ""), "makes": act.facts.get("makes", "")}
        elif act.kind == "letter.issued":
            facts |= {"state": Letter.State.ISSUED.value, "sha256": act.facts["sha256"]}
        elif act.kind == "letter.void":
            facts |= {"state": Letter.State.VOID.value, "revoked": act.facts["released"]}
        elif act.kind == "letter.superseded":
            facts |= {"standing": act.facts["standing"], "followed_by": act.facts["followed_by"]}
    return letters


def _nothing_yet(case: str) -> Facts:
    return dict.fromkeys(("sha256", "amends", "makes", "standing", "followed_by"), "") | {
        "case": case,
        "revoked": False,
    }


def _differences(letter: Letter, sealed: Sealed) -> Iterator[Disagreement]:
    facts = sealed.get(letter.number)
    if facts is None:
        yield Disagreement(letter.case, f"letter {letter.number}", "number", letter.number, "never given")
        return
    columns = ("case", "sha256", "state", "content_sha256", "makes", "standing")
    stands = {name: getattr(letter, name) for name in columns}
    stands["revoked"] = letter.revoked_at is not None
    stands |= {name: other.number if (other := getattr(letter, name)) else "" for name in ("amends", "followed_by")}
    pairs = [(name, value, facts.get(name, "")) for name, value in stands.items()]
    for name, here, there in [*pairs, *_snapshot(letter, facts)]:
        if here != there:
            yield Disagreement(letter.case, f"letter {letter.number}", name, str(here), str(there))


def _snapshot(letter: Letter, facts: Facts) -> Iterable[tuple[str, object, object]]:
    """The frozen content is what was sealed, and the columns copied out of it say the same."""
    try:
        content = from_json(letter.content)
        return [
            ("content", content.sha256(), facts.get("content_sha256", "")),
            ("number", letter.number, content.number),
            ("code", letter.code, content.code),
            ("issued_on", letter.issued_on, content.issued_on),
            ("expires_on", letter.expires_on, content.facts.expires_on),
        ]
    except _UNREADABLE:
        return [("content", "unreadable", facts.get("content_sha256", ""))]


def _gone(sealed: Sealed, seen: set[str]) -> Iterator[Disagreement]:
    for number, facts in sealed.items():
        if number not in seen:
            yield Disagreement(facts["case"], f"letter {number}", "row", "gone", facts.get("state", "there"))
