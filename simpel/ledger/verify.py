"""Reading the whole record again: is every entry still what was sealed, and does the chain end where the head says?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from simpel.ledger import chain
from simpel.ledger.models import Entry, Head

CHUNK = 5_000

Row = tuple[int, str, str, str, int | None, str, str, str]


@dataclass(frozen=True)
class Verdict:
    """What a reading of the record found. `checked` entries stand unbroken from the first one on."""

    ok: bool
    checked: int
    first_problem: chain.Problem | None


def verify(witnesses: Mapping[int, str] | None = None) -> Verdict:
    """Follow the chain from the first entry to the head.

    `witnesses` are numbers and seals kept outside the tables (letters print them): they find a record whose tail was
    cut or rewritten together with its head. The long walk takes no lock; only what came in meanwhile is read with the
    head locked, so that writers wait for moments, not for the walk.
    """
    walk = _Walk(dict(witnesses or {}))
    problem = walk.on()
    if problem is None:
        with transaction.atomic():
            head = Head.objects.select_for_update().first()
            problem = walk.on() or walk.ends_at(head)
    return Verdict(problem is None, walk.end.seq, problem)


def explain(problem: chain.Problem) -> str:
    """The problem in words, for whoever runs the check."""
    texts = {
        "gap": _("Entri nomor %(seq)d tidak ada di tempatnya."),
        "link": _("Entri nomor %(seq)d tidak menyambung ke entri sebelumnya."),
        "seal": _("Isi entri nomor %(seq)d tidak lagi sesuai dengan segelnya."),
        "unreadable": _("Entri nomor %(seq)d tidak dapat dibaca."),
        "head": _("Akhir rantai tidak sesuai dengan catatan kepala: entri setelah nomor %(seq)d hilang atau asing."),
        "witness": _("Segel entri nomor %(seq)d berbeda dari saksi di luar sistem."),
    }
    return texts[problem.code] % {"seq": problem.seq}


class _Walk:
    """One walk along the chain; remembers how far it came."""

    def __init__(self, witnesses: dict[int, str]) -> None:
        self.end = chain.START
        self.witnesses = witnesses
        self.stopped: chain.Problem | None = None

    def on(self) -> chain.Problem | None:
        """Go on to the present end of the table."""
        while rows := _rows_after(self.end.seq):
            self.end, problem = chain.check(self._lines(rows), self.end)
            if problem := problem or self.stopped:
                return problem
        return None

    def ends_at(self, head: Head | None) -> chain.Problem | None:
        """The walk is over: does the head agree, and was every witness passed?"""
        if head is None or (head.seq, head.seal) != self.end:
            return chain.Problem(self.end.seq, "head")
        missing = [seq for seq in self.witnesses if seq > self.end.seq]
        return chain.Problem(min(missing), "witness") if missing else None

    def _lines(self, rows: list[Row]) -> Iterator[chain.Line]:
        """The rows as lines of the chain, up to the first that cannot be one or that a witness contradicts."""
        for row in rows:
            try:
                line = _line(row)
            except chain.UNREADABLE:
                self.stopped = chain.Problem(row[0], "unreadable")
                return
            if self.witnesses.get(line.seq, line.seal) != line.seal:
                self.stopped = chain.Problem(line.seq, "witness")
                return
            yield line


def _rows_after(seq: int) -> list[Row]:
    """The next rows. Moment and facts come as text: reading them is ours, so that a spoilt row cannot stop the walk."""
    entries = Entry.objects.filter(seq__gt=seq).order_by("seq")
    texts = entries.annotate(at_text=Cast("at", TextField()), facts_text=Cast("facts", TextField()))
    columns = ("seq", "at_text", "kind", "subject", "actor", "facts_text", "before", "seal")
    return list(texts.values_list(*columns)[:CHUNK])


def _line(row: Row) -> chain.Line:
    seq, at, kind, subject, actor, facts, before, seal = row
    return chain.Line(seq, chain.moment(at), kind, subject, actor, json.loads(facts), before, seal)
