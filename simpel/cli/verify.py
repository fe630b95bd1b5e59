"""`simpel verify FILE`: is this file, byte for byte, a letter of this installation that still holds?"""

import argparse
import json
import sys
from pathlib import Path

from django.utils import translation

from simpel.cli.site import open_site, require_database
from simpel.cli.stops import Stop

LARGEST = 50 * 1024 * 1024  # bytes; a letter has some 200 kB


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the PDF to judge")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument("--lang", choices=["id", "en"], default="id", help="language of the answer (%(default)s)")
    parser.epilog = "Exit code 0 means authentic; 1 means anything else; 2 that the file cannot be read."


def run(options: argparse.Namespace) -> int:
    data = read(options.file)
    open_site()
    from simpel.letters.verification import Answer, check_bytes  # models need Django set up

    try:
        require_database()
        answer = check_bytes(data)
    except Stop as stop:
        print(f"simpel: {stop}", file=sys.stderr)
        answer = Answer("cannot_check")
    with translation.override(options.lang):
        print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2) if options.json else answer.in_words())
    return 0 if answer.kind == "authentic" else 1


def read(path: Path) -> bytes:
    """The file's bytes, or a plain word on why there are none."""
    try:
        if path.stat().st_size > LARGEST:
            raise Stop(f"{path} is larger than {LARGEST // 1024 // 1024} MB; no letter is.", code=2)
        return path.read_bytes()
    except OSError as problem:
        raise Stop(f"cannot read {path}: {problem.strerror}.", code=2) from problem
