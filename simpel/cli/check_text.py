"""The answer of `simpel check` as a page for a terminal: the verdict, then what holds the trip up, then the rest."""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pycountry

from simpel.law.pack import Pack

Finding = Mapping[str, Any]
WORDS = {
    "id": {
        "blocked": "Belum dapat dikirim. Yang menahan: {count}.",
        "clear": "Tidak ada yang menahan perjalanan ini.",
        "law_of": "{pack}, versi {version}, hukum per {on}",
        "stops": "Menahan",
        "warns": "Perlu diperhatikan",
        "open": "Belum dapat dinilai",
        "met": "Terpenuhi",
        "judged": "Dinilai petugas",
        "checklist": "Kelengkapan",
        "needed": "perlu",
        "perhaps": "mungkin perlu",
        "here": "ada",
        "absent": "belum ada",
        "unsaid": "belum disebutkan",
        "route": "Jalan berkas",
        "days": "Hari penting",
        "latest": "Paling lambat dikirim dengan aman",
        "report": "Laporan paling lambat",
        "cost": "Perkiraan uang harian",
        "per_day": "{percent}% dari {rate} × {days} hari, {country}, golongan {golongan}",
        "no_total": "belum dapat dihitung; kurang: {missing}",
        "separators": ".,",
    },
    "en": {
        "blocked": "Cannot be sent yet. Holding it up: {count}.",
        "clear": "Nothing holds this trip up.",
        "law_of": "{pack}, version {version}, law of {on}",
        "stops": "Holds it up",
        "warns": "Look again",
        "open": "Not known yet",
        "met": "Met",
        "judged": "For a person to judge",
        "checklist": "Documents",
        "needed": "needed",
        "perhaps": "perhaps needed",
        "here": "there",
        "absent": "not there",
        "unsaid": "not stated",
        "route": "Way of the file",
        "days": "Days that matter",
        "latest": "Latest safe day to file",
        "report": "Report due",
        "cost": "Estimated per diem",
        "per_day": "{percent}% of {rate} × {days} days, {country}, class {golongan}",
        "no_total": "cannot be computed yet; missing: {missing}",
        "separators": ",.",
    },
}
SIGNS = {"stops": ("✗", "31"), "warns": ("!", "33"), "open": ("?", "34"), "judged": ("·", "34"), "met": ("✓", "32")}
WIDEST = 110


def told(pack: Pack, report: Mapping[str, Any], language: str) -> str:
    """The whole page."""
    say = WORDS.get(language, WORDS["en"])
    lines = [
        *verdict(pack, report, language, say),
        *findings(report["findings"], say),
        *documents(report["checklist"], say),
        *route(pack, report["route"], language, say),
        *days(pack, report, language, say),
        *cost(pack, report["cost"], language, say),
    ]
    return "\n".join(lines)


def verdict(pack: Pack, report: Mapping[str, Any], language: str, say: Mapping[str, str]) -> Iterator[str]:
    stops = sum(kind_of(finding) == "stops" for finding in report["findings"])
    words = say["blocked"].format(count=stops) if stops else say["clear"]
    yield painted(words, "1;31" if stops else "1;32")
    yield painted(
        say["law_of"].format(
            pack=pack.name(language), version=report["version"], on=spoken_day(pack, report["on"], language)
        ),
        "2",
    )


def kind_of(finding: Finding) -> str:
    """Under which heading a finding stands."""
    if finding["outcome"] == "met":
        return "met"
    if finding["effect"] == "ask":
        return "judged"
    if finding["outcome"] == "unknown":
        return "open"
    return "stops" if finding["effect"] == "block" else "warns"


def findings(found: list[Finding], say: Mapping[str, str]) -> Iterator[str]:
    for kind, (sign, colour) in SIGNS.items():
        here = [finding for finding in found if kind_of(finding) == kind]
        if here:
            yield from heading(f"{say[kind]} ({len(here)})")
        for finding in here:
            yield f"{painted(sign, colour)} {finding['rule']:<8} {painted(finding['title'], '1')}"
            yield from indented(finding["text"]) if finding["text"] != finding["title"] else ()
            yield from indented("; ".join(finding["cite"]), "2")


def documents(items: list[Mapping[str, Any]], say: Mapping[str, str]) -> Iterator[str]:
    wanted = [item for item in items if item["needed"] is not False]
    if wanted:
        yield from heading(say["checklist"])
    for item in wanted:
        sign, colour = SIGNS[kind_of_document(item)]
        need = say["needed" if item["needed"] else "perhaps"]
        here = {True: say["here"], False: say["absent"], None: say["unsaid"]}[item["present"]]
        yield f"{painted(sign, colour)} {item['name']}: {need}, {here}"
        if item["needed"] is None and item["condition"]:
            yield from indented(item["condition"], "2")


def kind_of_document(item: Mapping[str, Any]) -> str:
    if item["present"]:
        return "met"
    return "stops" if item["needed"] and item["present"] is False else "open"


def route(pack: Pack, desks: list[str], language: str, say: Mapping[str, str]) -> Iterator[str]:
    if desks:
        yield from heading(say["route"])
        yield from wrapped(" → ".join(pack.workflow.desks[desk].name(language) for desk in desks))


def days(pack: Pack, report: Mapping[str, Any], language: str, say: Mapping[str, str]) -> Iterator[str]:
    known = {say["latest"]: report["latest_safe_filing"], say["report"]: report["report_due"]}
    if any(known.values()):
        yield from heading(say["days"])
    yield from (f"{words}: {spoken_day(pack, moment, language)}" for words, moment in known.items() if moment)


def cost(pack: Pack, estimate: Mapping[str, Any], language: str, say: Mapping[str, str]) -> Iterator[str]:
    yield from heading(say["cost"])
    if estimate["per_diem_usd"] is None:
        facts = pack.words(language).get("facts", {})
        missing = ", ".join(facts.get(name, name) for name in estimate["missing"])
        yield from wrapped(say["no_total"].format(missing=missing))
    else:
        yield painted(usd(estimate["per_diem_usd"], say), "1")
        yield from (f"  {usd(line['amount'], say)}: {per_day(pack, line, language, say)}" for line in estimate["lines"])
    for note in estimate["notes"]:
        yield from indented(note, "2")


def per_day(pack: Pack, line: Mapping[str, Any], language: str, say: Mapping[str, str]) -> str:
    """How one traveller's amount came about."""
    country, rate = country_name(pack, line["country"], language), usd(line["rate"], say)
    return say["per_day"].format(**{**line, "country": country, "rate": rate})


def country_name(pack: Pack, code: str, language: str) -> str:
    """A country as the pack calls it, else by its name in ISO 3166-1."""
    named = pack.wording.name(code, language)
    listed = pycountry.countries.get(alpha_2=code) if named == code else None
    return listed.name if listed else named


def spoken_day(pack: Pack, iso: str, language: str) -> str:
    """15 September 2026."""
    return pack.wording.spoken(date.fromisoformat(iso), language)


def usd(amount: float, say: Mapping[str, str]) -> str:
    """US$8.020, with cents only where there are any, and signs between the figures as the language has them."""
    figures = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    return f"US${figures.translate(str.maketrans(',.', say['separators']))}"


def heading(words: str) -> Iterator[str]:
    yield ""
    yield painted(words, "1;4")


def indented(words: str, colour: str = "") -> Iterator[str]:
    yield from (painted(line, colour) for line in wrapped(words, "           "))


def wrapped(words: str, margin: str = "") -> list[str]:
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.wrap(words, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)


def painted(words: str, colour: str) -> str:
    """In colour at a terminal, unless the reader does not want it (NO_COLOR)."""
    if not colour or not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return words
    return f"\033[{colour}m{words}\033[0m"
