"""`simpel replay DRAFT`: which files of a period would have fared differently under a draft of the law?"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simpel.cli.check import day
from simpel.cli.site import open_site, require_database
from simpel.law.pack import Pack, load

WIDTH = 30  # signs of the progress bar
SHOWN = 20  # changed files named in the table; --json names all


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", type=Path, metavar="PACK", help="folder of the draft pack, a changed copy of yours")
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", required=True, help="first day of filing")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", required=True, help="last day of filing")
    parser.add_argument(
        "--law-of", type=day, metavar="DATE", help="use the draft's law of this day for all files (usually: of filing)"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON, each changed file named")
    parser.epilog = "Reads only. Exit code 0, whatever changes; 2 when the draft cannot be loaded."


def run(options: argparse.Namespace) -> int:
    draft = load(options.draft)
    open_site()
    require_database()
    started = time.monotonic()
    found = compared(draft, options)
    found["seconds"] = round(time.monotonic() - started, 1)
    print(json.dumps(found, ensure_ascii=False, indent=2) if options.json else table(draft, found))
    return 0


def compared(draft: Pack, options: argparse.Namespace) -> dict[str, Any]:
    """The counts and every changed file. Rooms hold models, which can be imported only once Django is set up."""
    from django.conf import settings

    from simpel.advice.replay import Comparison, Tally, replay
    from simpel.permits.replaying import filed

    total = filed(options.first, options.last).count()
    tally, changed = Tally(), []
    comparison = Comparison(settings.PACK, draft, law_of=options.law_of)
    for reference, changes in replay(comparison, options.first, options.last, bar(total)):
        tally.add(changes)
        changed += [{"file": reference, **change._asdict(), "sense": change.sense} for change in changes]
    return {
        "from": options.first.isoformat(),
        "to": options.last.isoformat(),
        "pack": f"{settings.PACK.id} {settings.PACK.version}",
        "draft": f"{draft.id} {draft.version}",
        **tally.as_json(),
        "changes": changed,
    }


def bar(total: int) -> Callable[[int], None]:
    """A progress bar on the terminal; silent when nobody watches."""

    def told(done: int) -> None:
        if sys.stderr.isatty():
            filled = WIDTH * done // max(total, 1)
            end = "\n" if done >= total else ""
            print(f"\r[{'█' * filled}{'·' * (WIDTH - filled)}] {done} of {total} files{end}", end="", file=sys.stderr)

    return told


def table(draft: Pack, found: dict[str, Any]) -> str:
    """What changes, row by row, then the first files."""
    lines = [
        f"{found['files']} files filed from {found['from']} to {found['to']}, {found['seconds']} s: "
        f"{found['changed_files']} would have fared differently under {found['draft']}."
    ]
    if found["by_rule"]:
        lines += ["", f"{'Rule':<12}{'blocked':>9}{'warned':>9}{'opened':>9}{'cleared':>9}  Title"]
    for rule, senses in found["by_rule"].items():
        counts = "".join(f"{senses.get(sense, 0):>9}" for sense in ("blocked", "warned", "opened", "cleared"))
        known = draft.rules_by_id.get(rule)
        lines.append(f"{rule:<12}{counts}  {known.title(draft.languages[-1]) if known else 'no longer in the pack'}")
    rows = found["changes"]
    lines += ["", *(f"{row['file']}  {row['rule']:<12}{row['before']} → {row['after']}" for row in rows[:SHOWN])]
    if len(rows) > SHOWN:
        lines.append(f"… and {len(rows) - SHOWN} more; --json names them all.")
    return "\n".join(lines)
