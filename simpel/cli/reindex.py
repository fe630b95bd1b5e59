"""`simpel reindex`: gather the words of every file anew, after people or institutions were renamed in bulk."""

import argparse

from simpel.cli.site import open_site, require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Safe while people work; a file changed meanwhile is written by its own change. Exit code 0."


def run(options: argparse.Namespace) -> int:
    open_site()
    require_database()
    from simpel.permits import searching  # holds models, which can be imported only once Django is set up

    count = searching.index_all(searching.stored())
    print(f"{count} files are found by what they say now.")
    return 0
