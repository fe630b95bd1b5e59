"""The law's answer to somebody who only asks: the same functions as the real form, laid out for one page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simpel.law.calendar import latest_safe_filing, report_due
from simpel.law.checklist import Item, checklist
from simpel.law.checks.judgement import routing_facts
from simpel.law.costs import Estimate, estimate
from simpel.law.facts import Trip
from simpel.law.report import note_text
from simpel.law.rules import Finding, assess
from simpel.law.workflow import Desk
from simpel.people.wording import language
from simpel.ui import writing

from . import asking

LATER = {  # facts that come into being with the file itself: nobody can answer them beforehand
    "documents", "uploads", "decided_on", "reported_on", "reached_channel_on", "reached_office_on",
    "endorser_received_on", "endorser_forwarded_on", "earlier_letter", "cancellation_reason", "event",
}  # fmt: skip


@dataclass(frozen=True)
class Day:
    """One date on the line: `tone` is past, safe, go or empty."""

    on: date
    words: str
    tone: str = ""


@dataclass(frozen=True)
class CostRow:
    """People of one class with the same rate and days."""

    golongan: str
    people: int
    days: Decimal
    rate: Decimal
    percent: int
    total: Decimal


@dataclass(frozen=True)
class Told:
    """A finding with what would clear it."""

    finding: Finding
    kind: str
    labels: Mapping[str, str]  # of the questions that can be answered on this page

    @property
    def cites(self) -> list[str]:
        return self.finding.cites(language())

    @property
    def remedies(self) -> list[str]:
        """What to do, in whole sentences with the law's own numbers."""
        return list(_remedies(self.finding)) if self.kind in ("stop", "warn") else []

    @property
    def questions(self) -> list[tuple[str, str]]:
        """Name and label of the questions that would settle it here."""
        facts = self.finding.missing if self.kind == "open" else self.finding.fields
        names = dict.fromkeys(_question(fact) for fact in facts)
        return [(name, self.labels[name]) for name in names if name in self.labels]


@dataclass(frozen=True)
class Answer:
    """Everything the page prints, from one reading of the law."""

    trip: Trip
    on: date
    today: date
    findings: list[Told]
    checklist: list[Item]
    estimate: Estimate
    route: list[Desk]
    latest_safe: date | None
    report_due: date | None

    def of(self, kind: str) -> list[Told]:
        return [told for told in self.findings if told.kind == kind]

    @cached_property
    def stop(self) -> list[Told]:
        return self.of("stop")

    @cached_property
    def warn(self) -> list[Told]:
        return self.of("warn")

    @cached_property
    def open(self) -> list[Told]:
        return self.of("open")

    @cached_property
    def later(self) -> list[Told]:
        return self.of("later")

    @cached_property
    def judged(self) -> list[Told]:
        return self.of("judged")

    @cached_property
    def met(self) -> list[Told]:
        return self.of("ok")

    @property
    def asked(self) -> set[str]:
        """Facts that a rule or a line of the checklist still waits for."""
        rules = {fact for told in self.findings for fact in told.finding.missing}
        lodging = {"lodging_provided"} if "lodging_open" in {note.code for note in self.estimate.notes} else set()
        return rules | lodging | {fact for item in self.checklist for fact in item.missing}

    @property
    def in_time(self) -> bool | None:
        """Whether filing on the chosen day is safe; None while no departure is known."""
        return None if self.latest_safe is None else self.on <= self.latest_safe

    @property
    def verdict(self) -> str:
        """The page in one sentence."""
        departs = self.trip.departs_on
        if departs and departs < self.on:
            return _("Permohonan ini terlambat: sudah lewat hari berangkat.")
        if self.in_time is None:
            return _("Perlu izin sebelum berangkat.")
        if self.in_time:
            return _("Perlu izin, dan masih sempat.")
        return _("Perlu izin, dan batas amannya sudah lewat.")

    @property
    def verdict_more(self) -> str:
        """How much would have to change."""
        if self.stop:
            n = len(self.stop)
            return ngettext("Satu hal harus diubah.", "%(n)s hal harus diubah.", n) % {"n": n}
        return _("Belum ada yang menahan.") if not self.warn else ""

    @property
    def working_days_left(self) -> int | None:
        """Working days from the chosen day to the last safe one."""
        if not self.in_time or self.latest_safe is None:
            return None
        return int(settings.PACK.calendar.between(self.on, self.latest_safe))

    @cached_property
    def needed(self) -> list[Item]:
        return [item for item in self.checklist if item.needed]

    @cached_property
    def perhaps(self) -> list[Item]:
        return [item for item in self.checklist if item.needed is None]

    @cached_property
    def optional(self) -> list[Item]:
        return [item for item in self.checklist if item.needed is False and item.requirement == "optional"]

    @cached_property
    def days(self) -> list[Day]:
        """The chosen day, the last safe one, departure, return and report, in order."""
        first = _("hari ini") if self.on == self.today else _("hari dikirim")
        rows = [Day(self.on, first, "past")]
        if self.latest_safe:
            rows.append(Day(self.latest_safe, _("paling lambat dikirim"), "safe"))
        if self.trip.departs_on:
            rows.append(Day(self.trip.departs_on, _("berangkat"), "go"))
        if self.trip.returns_on:
            rows.append(Day(self.trip.returns_on, _("tiba kembali")))
        if self.report_due:
            rows.append(Day(self.report_due, _("laporan paling lambat")))
        return sorted(rows, key=lambda row: row.on)

    @cached_property
    def cost_rows(self) -> list[CostRow]:
        """The estimate by class."""
        alike = Counter(
            (line.golongan or "–", stay.rate, stay.days, line.percent)
            for line in self.estimate.lines
            for stay in line.stays
        )
        return [
            CostRow(golongan, people, days, rate, percent, people * rate * days * percent / 100)
            for (golongan, rate, days, percent), people in sorted(alike.items(), key=str)
        ]

    @cached_property
    def cost_notes(self) -> list[str]:
        return [note_text(settings.PACK, note, language()) for note in self.estimate.notes]

    @property
    def cost_gaps(self) -> str:
        """What the figure still waits for."""
        return str(settings.PACK.wording.spoken(self.estimate.missing, language())) if self.estimate.missing else ""


def answer(answers: Mapping[str, Any], *, today: date) -> Answer:
    """What the law of the chosen day says about these answers."""
    pack = settings.PACK
    on = answers.get("filed_on") or today
    trip = asking.trip(answers, on=on)
    labels = asking.labels()
    findings = [Told(finding, _kind(finding), labels) for finding in assess(pack, trip, on)]
    return Answer(
        trip=trip,
        on=on,
        today=today,
        findings=findings,
        checklist=checklist(pack, trip, on=on),
        estimate=estimate(pack, trip, on=on),
        route=[pack.workflow.desks[desk] for desk in pack.workflow.route(routing_facts(trip, pack.workflow))],
        latest_safe=latest_safe_filing(pack, trip, on=on),
        report_due=report_due(pack, trip.returns_on, on=on) if trip.returns_on else None,
    )


def _kind(finding: Finding) -> str:
    """Where a finding stands: `later` is settled by the file itself, `judged` by a person."""
    if finding.state == "met":
        return "ok"
    if finding.state == "broken":
        return "stop" if finding.blocks else "warn"
    if finding.effect == "ask" and not finding.missing:
        return "judged"
    return "later" if finding.missing and set(finding.missing) <= LATER else "open"


def _question(fact: str) -> str:
    return {"activity": "activity_type", "participants": "people", "golongan": "people"}.get(fact, asking.name_of(fact))


def _remedies(finding: Finding) -> list[str]:
    """Sentences from the numbers that checks tell: the same for every pack."""
    values, said = finding.values, []
    if "latest" in values and "notice" in values:
        short = timedelta(days=values["days"] - values["notice"])
        earliest = values["latest"] + timedelta(days=values["days"]) + short
        said.append(
            _("Kirim paling lambat %(latest)s, atau berangkat paling cepat %(earliest)s.")
            % {"latest": writing.day(values["latest"]), "earliest": writing.day(earliest)}
        )
    if values.get("seats") is not None:
        said.append(_("Berangkat dengan paling banyak %(seats)s orang.") % {"seats": values["seats"]})
    if "needed_until" in values:
        said.append(_("Pakai paspor yang berlaku sampai %(day)s.") % {"day": writing.day(values["needed_until"])})
    if papers := values.get("missing_documents"):
        names = settings.PACK.wording.spoken(tuple(papers), language())
        said.append(_("Siapkan: %(papers)s.") % {"papers": names})
    desks = settings.PACK.workflow.desks
    if able := [desks[desk].name(language()) for desk in finding.rule.overruled_by if desk in desks]:
        who = settings.PACK.wording.joined(able, language())
        said.append(_("Dapat dikesampingkan dengan alasan tertulis oleh: %(desks)s.") % {"desks": who})
    return said
