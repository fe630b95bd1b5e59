"""The live side panel: findings, days, documents and cost of one file, from one reading of the law."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from simpel.law.calendar import report_due
from simpel.law.checklist import Item
from simpel.law.promise import Promise
from simpel.law.report import note_text
from simpel.law.rules import Finding
from simpel.ledger import clock
from simpel.people.requests import signed_in
from simpel.permits import access, assessment
from simpel.permits.facts import field_of
from simpel.permits.forms.choices import language
from simpel.permits.forms.places import Place, place_of, places_of
from simpel.permits.models import Application, Participant
from simpel.permits.queries.promise import promise
from simpel.permits.queries.together import Together, together


@dataclass(frozen=True)
class Shown:
    """A finding with the places in the form that would clear it."""

    finding: Finding
    kind: str
    places: list[Place]

    @property
    def cites(self) -> list[str]:
        """Where it is written, in the language of this page."""
        return self.finding.cites(language())


@dataclass(frozen=True)
class Day:
    """One date of the trip's calendar: `tone` is past, safe, go or empty."""

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
class Panel:
    """Everything the side panel and the strip at small widths print."""

    application: Application
    now: assessment.Status
    findings: list[Shown]
    today: date

    def of(self, *kinds: str) -> list[Shown]:
        return [shown for shown in self.findings if shown.kind in kinds]

    @cached_property
    def participants(self) -> list[Participant]:
        """The people of the file, in the order of the list."""
        return list(self.application.participants.select_related("person"))

    @cached_property
    def asked(self) -> set[str]:
        """Questions that a rule or a line of the checklist looks at on this trip: only these are worth asking."""
        facts: set[str] = set()
        for shown in self.findings:
            scope = shown.finding.rule.scope
            facts |= set(shown.finding.missing)
            if not shown.finding.in_scope:
                continue  # the row may turn out not to speak about this trip at all
            facts |= {*shown.finding.rule.fields, *scope.for_, *scope.unless}
            if "institution" in scope.for_ and self.application.institution.channel_id:
                facts.add("regional_reference")  # law of its own for such bodies, who apply through another one
        facts |= {fact for item in self.now.checklist for fact in item.missing}
        return {field_of(fact.rsplit(".", 1)[-1]) for fact in facts}

    @property
    def held_up(self) -> int:
        """How many things stand between this file and the next desk."""
        return len(self.stop) + len(self.gaps) + len(self.papers)

    @cached_property
    def papers(self) -> list[tuple[Item, Place | None]]:
        """Documents that hold the sending up and that no finding names already."""
        named = {code for shown in self.stop for code in shown.finding.values.get("missing_documents", ())}
        open_ones = [item for item in self.now.lacking if item.code not in named]
        return [(item, place_of(self.application, item.code)) for item in open_ones]

    @property
    def cost(self) -> Decimal | None:
        return self.now.estimate.per_diem_usd

    @cached_property
    def cost_rows(self) -> list[CostRow]:
        """The estimate by class: how many people, days and dollars make one row."""
        alike = Counter(
            (line.golongan or "–", stay.rate, stay.days, line.percent)
            for line in self.now.estimate.lines
            for stay in line.stays
        )
        return [
            CostRow(golongan, people, days, rate, percent, people * rate * days * percent / 100)
            for (golongan, rate, days, percent), people in sorted(alike.items(), key=str)
        ]

    @cached_property
    def cost_notes(self) -> list[str]:
        """What a reader of the figure should know, in the pack's words."""
        return [note_text(settings.PACK, note, language()) for note in self.now.estimate.notes]

    @cached_property
    def cost_gaps(self) -> str:
        """What the figure still waits for."""
        wording = settings.PACK.wording
        return str(wording.spoken(self.now.estimate.missing, language())) if self.now.estimate.missing else ""

    @cached_property
    def promise(self) -> Promise | None:
        """By when the file is decided if it is sent today."""
        return promise(self.application)

    @cached_property
    def together(self) -> Together | None:
        """Who else goes to the event."""
        return together(self.application, headcount=len(self.participants), findings=self.now.findings)

    @cached_property
    def stop(self) -> list[Shown]:
        return self.of("stop")

    @cached_property
    def warn(self) -> list[Shown]:
        return self.of("warn")

    @cached_property
    def met(self) -> list[Shown]:
        return self.of("ok")

    @cached_property
    def unknown(self) -> list[Shown]:
        return self.of("open")

    @cached_property
    def gaps(self) -> list[Place]:
        """Empty fields that sending needs, except the statement that is ticked while sending."""
        return places_of(self.application, [name for name in self.now.missing if name != "responsible"])

    @cached_property
    def steps_with_gaps(self) -> set[str]:
        """Steps in which something is still empty or held up."""
        papers = [place for _item, place in self.lacking if place]
        held = [shown.places[0] for shown in self.stop if shown.places]
        return {place.step for place in (*self.gaps, *papers, *held)}

    @cached_property
    def needed(self) -> list[Item]:
        return [item for item in self.now.checklist if item.needed]

    @cached_property
    def lacking(self) -> list[tuple[Item, Place | None]]:
        return [(item, place_of(self.application, item.code)) for item in self.needed if item.is_open]

    @cached_property
    def there(self) -> list[Item]:
        return [item for item in self.needed if item.present]

    @cached_property
    def days(self) -> list[Day]:
        """Today, latest safe filing, departure, return and report, in order."""
        application = self.application
        rows = [Day(self.today, _("hari ini"), "past")]
        if self.now.latest_safe:
            late = self.now.latest_safe < self.today
            rows.append(
                Day(self.now.latest_safe, _("batas aman sudah lewat") if late else _("paling lambat dikirim"), "safe")
            )
        if application.departs_on:
            rows.append(Day(application.departs_on, self._departure(application.departs_on), "go"))
        if application.returns_on:
            rows.append(Day(application.returns_on, _("tiba kembali")))
            due = report_due(settings.PACK, application.returns_on)
            rows += [Day(due, _("laporan paling lambat"))] if due else []
        return sorted(rows, key=lambda row: row.on)

    def _departure(self, on: date) -> str:
        if self.now.latest_safe is None:
            return _("berangkat")
        spare = (on - self.today).days
        return _("berangkat, %(days)s hari lagi") % {"days": spare} if spare > 0 else _("berangkat")

    @cached_property
    def news(self) -> str:
        """One sentence for screen readers: it changes only when the findings do."""
        return _("%(stop)s belum terpenuhi, %(warn)s perlu diperhatikan, %(gaps)s isian kosong.") % {
            "stop": len(self.stop), "warn": len(self.warn), "gaps": len(self.gaps),
        }  # fmt: skip


def panel(application: Application) -> Panel:
    """Ask the law once and lay out what it says."""
    now = assessment.status(application)
    findings = [Shown(finding, now.kind_of(finding), mends(application, finding)) for finding in now.findings]
    return Panel(application, now, findings, clock.today())


def mends(application: Application, finding: Finding) -> list[Place]:
    """Where a finding is cleared: exactly what is lacking if the law knows it, else every place that bears on it."""
    lacking = [*finding.values.get("missing_documents", ()), *finding.missing]
    return places_of(application, lacking or list(finding.fields))


@login_required
@require_GET
def status(request: HttpRequest, reference: str) -> HttpResponse:
    """The panel alone, for whoever may see the file."""
    application = access.get(signed_in(request), reference)
    return render(request, "permits/form/_status.html", {"panel": panel(application), "application": application})
