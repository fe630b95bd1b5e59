"""The `simpel` command: one module per subcommand, each with `arguments(parser)` and `run(options) -> exit code`."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from django.core.exceptions import ImproperlyConfigured

from simpel.cli.stops import Stop, in_words
from simpel.law.reading import BrokenPack

COMMANDS = {
    "run": "start the site and its worker",
    "work": "deliver notices, produce letters, remind of reports; runs beside the site",
    "check": "judge a trip described in a TOML file",
    "verify": "is this PDF a letter of this installation, byte for byte?",
    "verify-ledger": "has the record been altered?",
    "new-pack": "begin a pack of your own",
    "pack": "check a pack: its files, rows and cases",
    "replay": "which files would have fared differently under a draft of the law?",
    "reindex": "gather the words of every file anew for the search",
    "demo-data": "fill an empty installation with fictitious institutions, people and files",
    "rehearse": "try your own rules, people and past trips in an empty installation",
    "journey": "play a scenario from empty form to signed letter",
    "passport-office": "a simulator of the passport office: takes packages, sends signed replies",
    "manage": "pass a command on to Django (migrate, shell, ...)",
}

EPILOG = "simpel COMMAND --help says more about each. Settings are environment variables: docs/reference/settings.md."


class Command(Protocol):
    """What every command's module offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, options: argparse.Namespace) -> int: ...


def parser(chosen: str = "") -> argparse.ArgumentParser:
    """The whole command line. Only the chosen command's module is loaded: `check` need not wait for Django."""
    whole = argparse.ArgumentParser(prog="simpel", description="Permits for official travel abroad.", epilog=EPILOG)
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        # `manage` hands everything on, --help included
        one = commands.add_parser(name, help=purpose, description=sentence(purpose), add_help=name != "manage")
        if name == chosen:
            module(name).arguments(one)
    return whole


def sentence(purpose: str) -> str:
    """A command's purpose as a sentence of its own."""
    return purpose[0].upper() + purpose[1:] + ("" if purpose.endswith("?") else ".")


def module(name: str) -> Command:
    return cast(Command, importlib.import_module(f"simpel.cli.{name.replace('-', '_')}"))


def main(words: Sequence[str] | None = None) -> int:
    """Run one command. What a user can mend is said in plain words; tracebacks are for our own faults."""
    words = sys.argv[1:] if words is None else list(words)
    chosen = next((word for word in words if word in COMMANDS), "")
    try:
        options = parser(chosen).parse_args(words)
        return module(options.command).run(options)
    except Stop as stop:
        print(f"simpel: {stop}", file=sys.stderr)
        return stop.code
    except BrokenPack as broken:
        print(in_words(broken), file=sys.stderr)
        return 2
    except ImproperlyConfigured as wrong:
        print(f"simpel: {wrong}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader (head, less) has seen enough
        return 0
