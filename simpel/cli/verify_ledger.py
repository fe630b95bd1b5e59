"""`simpel verify-ledger`: walk the whole record and compare every seal."""

import argparse

from django.utils import translation

from simpel.cli.site import open_site, require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Exit code 0 means that the record is whole; 1 that it was altered, with the first place."


def run(options: argparse.Namespace) -> int:
    open_site()
    require_database()
    from simpel.ledger.verify import explain, verify
    from simpel.letters.issuing import witnesses

    printed = witnesses()
    verdict = verify(witnesses=printed)
    if verdict.first_problem is None:
        print(f"The record is whole: {verdict.checked} entries, every seal fits, {len(printed)} letters bear witness.")
        return 0
    with translation.override("en"):
        problem = explain(verdict.first_problem)
    print(f"The record was ALTERED after entry {verdict.checked}. {problem}")
    return 1
