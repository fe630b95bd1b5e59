"""`simpel rehearse PACK`: a ministry's own rules, people and past trips in an empty installation; what do they show?"""

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from simpel.cli.rehearsal import tables
from simpel.cli.rehearsal.tables import TripRow, Wrong
from simpel.cli.site import open_site, prepare_database
from simpel.cli.stops import Stop

SHOWN = 20  # wrong cells, rules, desks


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", type=Path, metavar="PACK", help="folder of the pack, as packs/mine")
    parser.add_argument("--people", type=Path, required=True, metavar="CSV", help="who travels, and who sits where")
    parser.add_argument("--trips", type=Path, required=True, metavar="CSV", help="past and pending trips")
    parser.add_argument("--leave-out-wrong", action="store_true", help="load the rows that are right, without the rest")
    parser.epilog = (
        "Columns and an example: docs/howto/rehearse.md. Use a SIMPEL_VAR of its own; production refuses it."
    )


def run(options: argparse.Namespace) -> int:
    os.environ["SIMPEL_PACK"] = str(options.pack.resolve())
    open_site()
    if settings.PRODUCTION:
        raise Stop("this installation is in production (SIMPEL_PRODUCTION); a rehearsal has no place in it.")
    found = tables.read(settings.PACK, options.people, options.trips)
    _tell_wrong(found.wrong)
    if found.wrong and not options.leave_out_wrong:
        raise Stop("nothing was loaded. Mend these cells, or add --leave-out-wrong.", code=2)
    prepare_database()
    from simpel.cli.rehearsal import load, show  # hold models, which need Django to be set up
    from simpel.people.models import Institution

    if Institution.objects.exists():
        raise Stop(f"this installation is not empty. Rehearse in another SIMPEL_VAR (now: {settings.VAR}).")
    loaded = load.load(found)
    print(f"{len(loaded.institutions)} institutions, {len(found.people)} people, {len(loaded.users)} accounts")
    print(f"{loaded.files} files: " + ", ".join(f"{n} {what}" for what, n in outcomes(found.trips).items()))
    for line in show.lines():
        print(line)
    print(f"\nLook at it: SIMPEL_VAR={settings.VAR} SIMPEL_PACK={options.pack} simpel run")
    print("Give somebody a password first: simpel manage changepassword ADDRESS")
    return 0


def outcomes(trips: Sequence[TripRow]) -> dict[str, int]:
    """How many trips ended how."""
    return dict(Counter(trip.outcome for trip in trips).most_common())


def _tell_wrong(wrong: Sequence[Wrong]) -> None:
    for cell in wrong[:SHOWN]:
        print(f"WRONG  {cell}")
    if len(wrong) > SHOWN:
        print(f"       and {len(wrong) - SHOWN} more")
