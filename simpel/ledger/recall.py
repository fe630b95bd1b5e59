"""What the record says of an act, so that the tables people work with can be held against it."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from django.db import transaction

from simpel.ledger import chain
from simpel.ledger.models import Entry, Head

Subjects = Collection[str] | None  # None: all of them


class Act(NamedTuple):
    """One sealed act, as far as a table can be compared with it."""

    kind: str
    subject: str
    facts: dict[str, Any]


class Disagreement(NamedTuple):
    """A row that does not say what was sealed: whose, which, in what, and both sides."""

    subject: str
    row: str
    fact: str
    stands: str
    sealed: str


def acts(kinds: str, subjects: Subjects = None) -> Iterator[Act]:
    """The acts whose kind begins so, oldest first. An entry that does not fit its own seal tells nothing."""
    entries = Entry.objects.filter(kind__startswith=kinds).order_by("seq")
    if subjects is not None:
        entries = entries.filter(subject__in=subjects)
    for entry in entries.iterator(chunk_size=2_000):
        if _fits(entry):
            yield Act(entry.kind, entry.subject, entry.facts)


def settled(compare: Callable[[Subjects], list[Disagreement]]) -> list[Disagreement]:
    """Compare everything without a lock; what seems wrong, once more while no act can be halfway through."""
    suspects = {found.subject for found in compare(None)}
    if not suspects:
        return []
    with transaction.atomic():
        Head.objects.select_for_update().first()
        return compare(suspects)


def _fits(entry: Entry) -> bool:
    at = chain.moment(entry.at)
    line = chain.Line(entry.seq, at, entry.kind, entry.subject, entry.actor, entry.facts, entry.before, entry.seal)
    return chain.seal(line, entry.before) == entry.seal
