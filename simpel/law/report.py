"""What the law says about one trip, all of it, as plain data: the answer of `simpel check` and of the public check."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from simpel.law.calendar import latest_safe_filing, report_due
from simpel.law.checklist import checklist
from simpel.law.checks.judgement import routing_facts
from simpel.law.costs import Note, estimate
from simpel.law.facts import Trip
from simpel.law.pack import Pack
from simpel.law.rules import as_plain, assess


def check_report(pack: Pack, trip: Trip, on: date, lang: str) -> dict[str, Any]:
    """Findings, checklist, route, days and cost of a trip under the law of a day."""
    cost = estimate(pack, trip, on=on)
    return {
        "pack": pack.id,
        "version": pack.version,
        "on": on.isoformat(),
        "findings": [finding.as_json(lang) for finding in assess(pack, trip, on)],
        "checklist": [item.as_json(lang) for item in checklist(pack, trip, on=on)],
        "route": pack.workflow.route(routing_facts(trip, pack.workflow)),
        "latest_safe_filing": as_plain(latest_safe_filing(pack, trip, on=on)),
        "report_due": as_plain(report_due(pack, trip.returns_on, on=on) if trip.returns_on else None),
        "cost": {**cost.as_json(), "notes": [note_text(pack, note, lang) for note in cost.notes]},
    }


def note_text(pack: Pack, note: Note, lang: str) -> str:
    """A remark of the estimate in the pack's words; its code where the pack has none."""
    sentence = pack.words(lang).get("costs", {}).get(note.code)
    return pack.wording.say(sentence, note.values, lang) if sentence else note.code


def blocked(report: Mapping[str, Any]) -> bool:
    """Whether a report holds a broken row that blocks."""
    return any(finding["outcome"] == "broken" and finding["effect"] == "block" for finding in report["findings"])
