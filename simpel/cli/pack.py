"""`simpel pack PATH`: can this pack be used, do its letters come out, do its cases agree and leave nothing untried?"""

import argparse
from pathlib import Path

from simpel.law.cases import cases, disagreements, uncovered
from simpel.law.pack import load
from simpel.letters import sample
from simpel.letters.layout import load as load_letters


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="folder of the pack, as packs/indonesia")
    parser.epilog = (
        "Exit code 0 means that it can be used; 1 that a case disagrees or that something is untried; 2 that it cannot "
        "be loaded or that a letter cannot be made."
    )


def run(options: argparse.Namespace) -> int:
    pack = load(options.path)
    letters = load_letters(pack.path, clusters=pack.clusters)
    found = cases(pack)
    print(f"{pack.name('en')} ({pack.id}), version {pack.version}")
    print(
        f"{len(pack.rules)} rules from {len(pack.sources)} sources, {len(pack.checklist)} checklist lines, "
        f"{len(pack.workflow.states)} states, {len(pack.workflow.steps)} steps, {len(found)} cases, "
        f"{len(letters.kinds)} kind of letter in {len(letters.series)} series, {len(letters.copies)} copy lists"
    )
    print(f"{sample.try_out(pack, letters)} sample letters drawn and compared with their data")
    wrong = [(case, problem) for case in found for problem in disagreements(pack, case)]
    for case, problem in wrong:
        print(f"DISAGREES  {case.file}, case {case.name!r}: {problem}")
    untried = uncovered(pack, found) if found else ["the whole law: there are no cases (folder cases, files *.toml)"]
    for gap in untried:
        print(f"UNTRIED    {gap}")
    print(_summary(len(wrong), len(untried)))
    return 1 if wrong or untried else 0


def _summary(wrong: int, untried: int) -> str:
    if untried:
        return f"{wrong} disagreements, {untried} untried. Write cases for what is untried."
    return f"{wrong} disagreements." if wrong else "Every case agrees."
