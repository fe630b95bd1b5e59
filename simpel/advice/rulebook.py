"""The law as a book: every row in words, on any day, with what has changed and what will."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from simpel.law.checks import CHECKS
from simpel.law.facts import Fact
from simpel.law.pack import Pack
from simpel.law.rows import Allowed, Rule, Source
from simpel.people.wording import language
from simpel.permits.forms.choices import country_name

RECENT = timedelta(days=365)  # how long a change counts as new
TOPICS: dict[str, Promise | str] = {  # by the part of the law's vocabulary that holds the check
    "days": _("Waktu"),
    "seats": _("Jumlah orang"),
    "papers": _("Dokumen"),
    "money": _("Pembiayaan dan biaya"),
    "judgement": _("Izin, jalur, dan pertimbangan"),
}
OTHER = _("Lainnya")
EFFECTS: dict[str, Promise | str] = {
    "block": _("menahan berkas"),
    "warn": _("memberi peringatan"),
    "ask": _("ditanyakan kepada penelaah"),
    "note": _("dicatat saja"),
    "route": _("menentukan jalur"),
    "compute": _("dipakai menghitung"),
    "monitor": _("dipantau"),
}
CONFIDENCES: dict[str, Promise | str] = {
    "confirmed": _("Dari sumber resmi"),
    "single-source": _("Dari satu sumber"),
    "assumption": _("Asumsi kami"),
}
DATED_BY: dict[str, Promise | str] = {
    "filed": _("hari permohonan pertama kali dikirim"),
    "departs": _("hari berangkat"),
    "decided": _("hari putusan"),
}
PARAMETERS: dict[str, Promise | str] = {
    "days": _("Hari"),
    "max": _("Paling banyak"),
    "per_working_group": _("Untuk setiap kelompok kerja"),
    "months": _("Bulan"),
    "document": _("Dokumen"),
    "documents": _("Dokumen"),
    "all_of": _("Semua dokumen ini"),
    "any_of": _("Salah satu dokumen ini"),
    "instead": _("Pengganti menurut jenis kegiatan"),
    "facts": _("Yang harus dinyatakan"),
    "start": _("Dihitung sejak"),
    "end": _("Sampai"),
    "reached": _("Hari yang dihitung"),
    "min_group": _("Mulai berapa orang"),
    "max_mb": _("Paling besar (MB)"),
    "max_pct": _("Paling banyak (%)"),
    "types": _("Jenis berkas"),
    "classes": _("Kelas tiket"),
    "leaders": _("Kelas tiket pimpinan"),
    "caps": _("Paling banyak hari menurut alasan"),
    "travel_days_only": _("Hanya hari perjalanan, untuk"),
}


@dataclass(frozen=True)
class Entry:
    """A row of law as this page tells it."""

    rule: Rule
    on: date

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def note(self) -> str:
        """The rule in a few sentences; empty where the pack says no more than its title."""
        return self.rule.notes.get(language(), "")

    @property
    def state(self) -> str:
        """`now`, `future` or `past`, seen from the chosen day."""
        if self.rule.binds(self.on):
            return "now"
        return "future" if self.rule.since > self.on else "past"

    @property
    def effect(self) -> Promise | str:
        return EFFECTS.get(self.rule.effect, self.rule.effect)

    @property
    def confidence(self) -> Promise | str:
        return CONFIDENCES[self.rule.confidence]

    @property
    def dated_by(self) -> Promise | str:
        return DATED_BY[self.rule.dated_by]

    @property
    def cites(self) -> list[str]:
        return self.rule.cites(language())

    @property
    def sources(self) -> list[tuple[str, Source, str]]:
        """Each citation as printed, its source, and the source's full title."""
        ids = [citation.partition("/")[0] for citation in self.rule.citations]
        found = [settings.PACK.sources[id_] for id_ in ids]
        return [(cite, source, source.title[language()]) for cite, source in zip(self.cites, found, strict=True)]

    @property
    def topic(self) -> str:
        return CHECKS[self.rule.check].__module__.rsplit(".", 1)[-1]

    @property
    def applies_to(self) -> list[str]:
        return list(_scope(self.rule.scope.for_))

    @property
    def not_for(self) -> list[str]:
        return list(_scope(self.rule.scope.unless))

    @property
    def parameters(self) -> list[tuple[Promise | str, str]]:
        """The numbers, days and codes of the row, in words."""
        return [(PARAMETERS.get(name, name), spoken(value)) for name, value in self.rule.parameters.items()]

    @property
    def overruled_by(self) -> list[str]:
        """The desks that may pass over the row, with a reason on record."""
        desks = settings.PACK.workflow.desks
        return [desks[desk].name(language()) for desk in self.rule.overruled_by if desk in desks]

    @cached_property
    def family(self) -> list["Entry"]:
        """The rows that came before and after this one, itself among them, oldest first."""
        return [Entry(rule, self.on) for rule in sorted(_family(self.rule), key=lambda rule: rule.since)]

    def holds(self, words: str) -> bool:
        """Whether every word stands somewhere in it."""
        text = " ".join([self.id, self.rule.title(language()), self.note, *self.cites]).casefold()
        return all(word in text for word in words.casefold().split())

    def as_json(self) -> dict[str, Any]:
        """The row as open data, in the language of the page."""
        return {
            "id": self.id,
            "title": self.rule.title(language()),
            "note": self.note,
            "check": self.rule.check,
            "parameters": {str(name): value for name, value in self.parameters},
            "for": self.applies_to,
            "unless": self.not_for,
            "effect": self.rule.effect,
            "overrule": self.rule.overrule,
            "confidence": self.rule.confidence,
            "cite": self.cites,
            "since": self.rule.since.isoformat(),
            "until": self.rule.until.isoformat() if self.rule.until else None,
        }


@dataclass(frozen=True)
class Book:
    """The rules in force on a day, and what moves around it."""

    on: date
    groups: list[tuple[Promise | str, list[Entry]]]
    coming: list[tuple[date, bool, Entry]]  # day, whether it begins, the row
    gone: list[tuple[date, bool, Entry]]

    @property
    def entries(self) -> list[Entry]:
        return [entry for _, entries in self.groups for entry in entries]


def book(pack: Pack, on: date, *, activity: str = "", words: str = "") -> Book:
    """The rules of a day; only those that may speak about a kind of activity, and hold the words."""
    entries = [Entry(rule, on) for rule in pack.rules]
    wanted = [entry for entry in entries if _may_concern(entry.rule, activity) and entry.holds(words)]
    in_force = [entry for entry in wanted if entry.state == "now"]
    known = {topic: [entry for entry in in_force if entry.topic == topic] for topic in TOPICS}
    rest = [entry for entry in in_force if entry.topic not in TOPICS]
    groups = [(TOPICS[topic], found) for topic, found in known.items() if found]
    moves = sorted(_moves(wanted), key=lambda move: (move[0], move[2].id))
    return Book(
        on=on,
        groups=[*groups, *([(OTHER, rest)] if rest else [])],
        coming=[move for move in moves if move[0] > on],
        gone=[move for move in reversed(moves) if on - RECENT < move[0] <= on],
    )


def entry(pack: Pack, rule_id: str, on: date) -> Entry | None:
    """One row by its id."""
    rule = pack.rules_by_id.get(rule_id)
    return Entry(rule, on) if rule else None


def spoken(value: Any) -> str:
    """A value of a row in words: dates, numbers, codes and small tables."""
    if isinstance(value, dict):
        return "; ".join(f"{spoken(key)}: {spoken(inner)}" for key, inner in value.items())
    return str(settings.PACK.wording.spoken(value, language()))


def _moves(entries: Iterable[Entry]) -> Iterator[tuple[date, bool, Entry]]:
    """Every day on which a row begins, and every first day without one."""
    for found in entries:
        yield found.rule.since, True, found
        if found.rule.until:
            yield found.rule.until + timedelta(days=1), False, found


def _may_concern(rule: Rule, activity: str) -> bool:
    """Whether a row could speak about a trip of this kind of which nothing else is known."""
    if not activity:
        return True
    facts: dict[str, Fact] = {"activity": activity}
    return rule.scope.covers(facts.get)[0] is not False


def _family(rule: Rule) -> list[Rule]:
    """The rows that lead to this one and on from it, each following another."""
    found = [rule]
    for member in found:  # grows while it is walked
        found += [
            other
            for other in settings.PACK.rules
            if other not in found and (_follows(other, member) or _follows(member, other))
        ]
    return found


def _follows(later: Rule, earlier: Rule) -> bool:
    """Whether a row says that it replaces the other, or measures the same for the same from the day after its end."""
    if later.replaces:
        return later.replaces == earlier.id
    same = later.check == earlier.check and later.scope == earlier.scope
    return same and earlier.until is not None and earlier.until + timedelta(days=1) == later.since


def _scope(allowed: Allowed) -> Iterator[str]:
    """Fact: value or value, as the pack calls them."""
    names = settings.PACK.words(language()).get("facts", {})
    for fact, values in allowed.items():
        yield f"{names.get(fact, fact)}: {', '.join(_value(fact, value) for value in values)}"


def _value(fact: str, value: Any) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    if fact == "country":
        return country_name(str(value))
    return spoken(value)


def yes_no(value: bool) -> str:
    """Yes or no, in the language of the page."""
    return str(_("ya") if value else _("tidak"))
