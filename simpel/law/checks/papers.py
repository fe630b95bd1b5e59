"""Checks about documents and the content of a request."""

from datetime import date
from typing import Any, NamedTuple

from simpel.law.checks.parameters import Codes, Document, Documents, Endorser, FactNames, Substitutes
from simpel.law.facts import Participant, Trip, Upload
from simpel.law.outcomes import Outcome, broken, met, require, unknown

_BYTES_PER_MB = 1024 * 1024
_NOTHING: Substitutes = {}


def document(
    trip: Trip,
    *,
    all_of: Documents = (),
    any_of: Documents = (),
    instead: Substitutes = _NOTHING,
    endorsed_by: Endorser = "",
    max_age_days: int = 0,
    valid_after_days: int = 0,
) -> Outcome:
    """The trip carries these documents. One that every traveller carries counts; so does one that serves `instead`.

    They may have to be endorsed by an office, to be no older than so many days at filing, and to be valid for so many
    days after the return.
    """
    held = _held_by_trip(trip)
    wanted = [code for code in all_of if not _served(code, held, trip.activity, instead)]
    if any_of and not any(_served(code, held, trip.activity, instead) for code in any_of):
        wanted += any_of
    outcome = _answer(wanted, (*all_of, *any_of), known=trip.documents is not None)
    if outcome.state != "met" or not (endorsed_by or max_age_days or valid_after_days):
        return outcome
    here = tuple(code for code in (*all_of, *any_of) if code in held)
    return _sound(trip, here, any_of, _Wish(endorsed_by, max_age_days, valid_after_days))


class _Wish(NamedTuple):
    """What a paper must be beside being there."""

    endorsed_by: str
    max_age_days: int
    valid_after_days: int


def _sound(trip: Trip, here: Codes, any_of: Codes, wish: _Wish) -> Outcome:
    """Whether the papers that are there are endorsed, fresh and valid; of `any_of` one good one is enough."""
    answers = {code: _flaw(trip, code, wish) for code in here}
    good = {code for code, flaw in answers.items() if flaw is None}
    needed = [code for code in here if code not in good and (code not in any_of or good.isdisjoint(any_of))]
    values = {"documents": here, **wish._asdict()}
    unfit = tuple(code for code in needed if answers[code] == "")
    if unfit and (set(needed) == set(unfit) or any(code not in any_of for code in unfit)):
        return broken(missing_documents=unfit, **values)
    missing = dict.fromkeys(flaw for code in needed if (flaw := answers[code]))
    return unknown(*missing, missing_documents=tuple(needed), **values) if missing else met(**values)


def _flaw(trip: Trip, code: str, wish: _Wish) -> str | None:
    """What keeps a paper from being good: a fact that is missing, or its own fault (an empty text); None when good."""
    copies = [one for one in trip.uploads or () if one.document == code]
    if not copies:
        return "uploads"
    flaws = [_flaw_of(trip, one, wish) for one in copies]
    return None if None in flaws else next((flaw for flaw in flaws if flaw), "")


def _flaw_of(trip: Trip, one: Upload, wish: _Wish) -> str | None:
    stated: list[tuple[int | str, str, Any, bool]] = [
        (wish.endorsed_by, "endorsed_by", one.endorsed_by, one.endorsed_by == wish.endorsed_by),
        (wish.max_age_days, "issued_on", one.issued_on, _days(one.issued_on, trip.filed_on) <= wish.max_age_days),
        (wish.max_age_days, "filed_on", trip.filed_on, True),
        (
            wish.valid_after_days,
            "valid_until",
            one.valid_until,
            _days(trip.returns_on, one.valid_until) >= wish.valid_after_days,
        ),
        (wish.valid_after_days, "returns_on", trip.returns_on, True),
    ]
    asked = [(name, told, good) for wished, name, told, good in stated if wished]
    missing = [name for name, told, _ in asked if told is None]
    if missing:
        return missing[0]
    return None if all(good for _, _, good in asked) else ""


def _days(first: date | None, last: date | None) -> int:
    """Days from one day to another; 0 while one of them is open."""
    return (last - first).days if first and last else 0


def own_document(trip: Trip, traveller: Participant, *, all_of: Documents = (), any_of: Documents = ()) -> Outcome:
    """This traveller carries these documents; one of the whole trip serves everybody."""
    held = {*(trip.documents or ()), *(traveller.documents or ())}
    wanted = [code for code in all_of if code not in held]
    if any_of and held.isdisjoint(any_of):
        wanted += any_of
    return _answer(wanted, (*all_of, *any_of), known=None not in (trip.documents, traveller.documents))


def _held_by_trip(trip: Trip) -> set[str]:
    everybody = [set(traveller.documents or ()) for traveller in trip.participants or ()]
    return set(trip.documents or ()) | (set.intersection(*everybody) if everybody else set())


def _served(code: str, held: set[str], activity: str | None, instead: Substitutes) -> bool:
    return code in held or instead.get(code, {}).get(activity or "") in held


def _answer(wanted: list[str], asked: Codes, *, known: bool) -> Outcome:
    if not wanted:
        return met(documents=asked)
    missing = tuple(wanted)
    return broken(missing_documents=missing) if known else unknown("documents", missing_documents=missing)


def group_explained(trip: Trip, *, min_group: int, document: Document) -> Outcome:
    """A large group, or people whose duties lie elsewhere, come with an explanation."""
    if _carries(trip, document):
        return met(documents=(document,), needed=_needs_explanation(trip, min_group), min_group=min_group)
    needed = _needs_explanation(trip, min_group)
    if needed is False:
        return met(needed=False, participants=trip.headcount, min_group=min_group)
    if needed is None:
        missing = [name for name in ("participants", "off_topic") if trip.fact(name) is None]
        return unknown(*missing, needed=None, min_group=min_group)
    values = {"needed": True, "participants": trip.headcount, "min_group": min_group, "missing_documents": (document,)}
    return broken(**values) if trip.documents is not None else unknown("documents", **values)


def _carries(trip: Trip, code: str) -> bool:
    return code in _held_by_trip(trip)


def _needs_explanation(trip: Trip, min_group: int) -> bool | None:
    people = trip.headcount
    if trip.off_topic or (people is not None and people >= min_group):
        return True
    return None if trip.off_topic is None or people is None else False


def request_states(trip: Trip, *, documents: Documents = (), facts: FactNames = ()) -> Outcome:
    """The request says what it must: papers attached, facts filled. Left empty is broken, not stated unknown."""
    papers = document(trip, all_of=documents)
    answers = {name: _stated(trip, name) for name in facts}
    empty = tuple(name for name, answer in answers.items() if answer is False)
    silent = tuple(name for name, answer in answers.items() if answer is None)
    lacking = (*empty, *papers.values.get("missing_documents", ()))
    if empty or papers.state == "broken":
        return broken(lacking=lacking, missing_documents=papers.values.get("missing_documents", ()))
    if silent or papers.state == "unknown":
        return unknown(*silent, *papers.missing, missing_documents=papers.values.get("missing_documents", ()))
    return met(documents=documents, facts=facts)


def _stated(trip: Trip, name: str) -> bool | None:
    """Filled, left empty, or not said at all."""
    value = trip.participants if name == "participants" else trip.fact(name)
    return None if value is None else value not in ("", ())


def upload_format(trip: Trip, *, types: Codes = ("pdf",), max_mb: int) -> Outcome:
    """Every file handed in has an accepted type and size."""
    if trip.uploads is None:
        return unknown("uploads", max_mb=max_mb, types=types)
    wrong_type = tuple(
        file.document or "?" for file in trip.uploads if file.type is not None and file.type.lower() not in types
    )
    too_large = tuple(file.document or "?" for file in trip.uploads if (file.bytes or 0) > max_mb * _BYTES_PER_MB)
    unfit = tuple(dict.fromkeys((*wrong_type, *too_large)))
    values = {"max_mb": max_mb, "types": types, "unfit": unfit}
    if not unfit and any(file.type is None or file.bytes is None for file in trip.uploads):
        return unknown("uploads", **values)
    return require(not unfit, **values)
