"""`simpel verify-ledger`: walk the whole record, compare every seal, and hold letters and files against it."""

import argparse
from collections.abc import Iterator

from django.utils import translation

from simpel.cli.site import open_site, require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Exit code 0 means that the record is whole and that letters and files agree with it; 1 that something was "
        "altered, with the place."
    )


def run(options: argparse.Namespace) -> int:
    open_site()
    require_database()
    from simpel.ledger.verify import explain, verify
    from simpel.letters.issuing import witnesses

    printed = witnesses()
    verdict = verify(witnesses=printed)
    if verdict.first_problem is not None:
        with translation.override("en"):
            problem = explain(verdict.first_problem)
        print(f"The record was ALTERED after entry {verdict.checked}. {problem}")
        return 1
    print(f"The record is whole: {verdict.checked} entries, every seal fits, {len(printed)} letters bear witness.")
    altered = list(_beside_the_record())
    for sentence in altered:
        print(f"ALTERED  {sentence}")
    print(f"{len(altered)} disagreements." if altered else "Letters, files and guards agree with it.")
    return 1 if altered else 0


def _beside_the_record() -> Iterator[str]:
    """What the chain alone cannot show: rows that say something else, guards that were lifted."""
    from simpel.ledger import triggers
    from simpel.letters import witness as letters
    from simpel.permits import witness as files

    for guard in triggers.missing():
        yield f"guard {guard}: the database no longer refuses what it should."
    for found in (*letters.disagreements(), *files.disagreements()):
        yield f"{found.row}: {found.fact} is {found.stands or 'empty'}; the record says {found.sealed or 'empty'}."
