"""`simpel journey`: play a scenario of the pack's demonstration from an empty form to a signed letter, over HTTP."""

import argparse
from pathlib import Path

from simpel.cli.site import open_site, prepare_database
from simpel.cli.stops import Stop


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Play a scenario of the pack's demonstration over HTTP, one line an act. It is played in this installation, on "
        "real numbers and desks, by the demonstration's people; the clock of its own site follows the story, so that "
        "what happens after the letter is dated ahead. Use another SIMPEL_VAR to keep a demonstration as it is."
    )
    parser.add_argument("scenario", help="S1, S2, … or all")
    parser.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="folder for the letters (%(default)s)")


def run(options: argparse.Namespace) -> int:
    open_site()
    prepare_database()
    from .performance import perform  # models can be imported only once Django is set up

    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Stop(f"{options.out} cannot be a folder for letters: {problem.strerror}") from problem
    return perform(options.scenario, options.out)
