"""`simpel check TRIP.toml`: what the law says about one trip. Pure: no database, no settings but the pack."""

import argparse
import json
import os
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pycountry

from simpel.cli import check_text
from simpel.cli.stops import Stop
from simpel.law import facts
from simpel.law.pack import Pack, load
from simpel.law.report import blocked, check_report

USUAL_PACK = Path(__file__).resolve().parents[2] / "packs" / "indonesia"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "trip", type=Path, metavar="TRIP.toml", help="the trip, in the vocabulary of docs/reference/trip.md"
    )
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="judge by the law of this day (usually: the day of filing, else today)"
    )
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    parser.add_argument(
        "--pack", type=Path, metavar="PATH", help="the pack to ask (usually: SIMPEL_PACK, else packs/indonesia)"
    )
    parser.add_argument("--lang", help="language of the answer, one of the pack's (usually: its first)")
    parser.epilog = "Exit code 0 means that nothing blocks; 1 that something does; 2 that the file cannot be read."


def day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{word} is no date; write it as 2026-05-14") from problem


def run(options: argparse.Namespace) -> int:
    pack = load(options.pack or Path(os.environ.get("SIMPEL_PACK") or USUAL_PACK))
    language = options.lang or pack.languages[0]
    if language not in pack.languages:
        raise Stop(f"the pack does not speak {language}; it speaks {', '.join(pack.languages)}.", code=2)
    try:
        trip = facts.read(options.trip, {**pack.codes, "country": countries(pack)})
    except facts.Unreadable as problem:
        place = f", line {problem.line}" if problem.line else ""
        raise Stop(f"{options.trip}{place}: {problem.message}.", code=2) from problem
    if trip == facts.Trip():
        raise Stop(
            f"{options.trip} states nothing about a trip; docs/reference/trip.toml shows how to write one.", code=2
        )
    report = check_report(pack, trip, options.on or trip.filed_on or today(pack), language)
    print(json.dumps(report, ensure_ascii=False, indent=2) if options.json else check_text.told(pack, report, language))
    return 1 if blocked(report) else 0


def countries(pack: Pack) -> frozenset[str]:
    """The countries of ISO 3166-1, and any other that the pack names itself."""
    own = (code for language in pack.languages for code in pack.words(language).get("countries", {}))
    return frozenset({*own, *(country.alpha_2 for country in pycountry.countries)})


def today(pack: Pack) -> date:
    """Today where the pack's office is."""
    return datetime.now(ZoneInfo(pack.time_zone)).date()
