"""`simpel manage WORDS...`: Django's own commands, with this installation's settings."""

import argparse

from django.core.management import execute_from_command_line

from simpel.cli.site import open_site


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs=argparse.REMAINDER, help="for example: migrate, dbshell, changepassword siti@example.id"
    )


def run(options: argparse.Namespace) -> int:
    open_site()
    execute_from_command_line(["simpel manage", *options.words])
    return 0
