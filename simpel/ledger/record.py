"""Adding to the record: the only writer of its two tables."""

from django.db import connection
from django.db.models import Model
from django.db.transaction import TransactionManagementError

from simpel.ledger import chain, clock
from simpel.ledger.models import Entry, Head


def record(kind: str, subject: str, *, actor: Model | int | None = None, **facts: object) -> Entry:
    """Seal one act and append it, in the transaction of the act itself: both are kept or neither.

    `facts` hold references and digests only, never names or numbers of people. The head row is locked until the
    caller's transaction ends, so entries stand in the order in which they were committed, without gaps. On SQLite the
    lock is the transaction itself (`IMMEDIATE`).
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("An entry belongs into the transaction of the act it tells about.")
    end = Head.objects.select_for_update().get()
    entry = _sealed(chain.End(end.seq, end.seal), kind, subject, actor, facts)
    entry.save(force_insert=True)
    Head.objects.filter(pk=end.pk).update(seq=entry.seq, seal=entry.seal)
    return entry


def head() -> tuple[int, str]:
    """The number and the seal of the last entry: what a letter or an outside witness keeps."""
    end = Head.objects.get()
    return end.seq, end.seal


def _sealed(end: chain.End, kind: str, subject: str, actor: Model | int | None, facts: dict[str, object]) -> Entry:
    at = clock.now()
    who = actor.pk if isinstance(actor, Model) else actor
    kept = {name: chain.plain(value) for name, value in facts.items()}
    line = chain.Line(end.seq + 1, chain.moment(at), kind, subject, who, kept, end.seal, "")
    seal = chain.seal(line, end.seal)
    return Entry(seq=line.seq, at=at, kind=kind, subject=subject, actor=who, facts=kept, before=end.seal, seal=seal)
