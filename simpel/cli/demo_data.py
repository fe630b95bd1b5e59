"""`simpel demo-data`: fictitious institutions, people and files in an empty installation. Never in production."""

import argparse
import importlib
from types import ModuleType

from django.conf import settings
from django.contrib.auth import get_user_model

from simpel.cli.site import open_site, prepare_database
from simpel.cli.stops import Stop


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: the same data every time."""


def run(options: argparse.Namespace) -> int:
    open_site()
    prepare_database()
    if settings.PRODUCTION:
        raise Stop("this installation is in production (SIMPEL_PRODUCTION); demonstration data has no place in it.")
    if not is_empty():
        raise Stop(
            "this installation is not empty. Start afresh with another SIMPEL_VAR or SIMPEL_DATABASE_URL "
            f"(now: {settings.VAR})."
        )
    fill()
    print(accounts())
    return 0


def is_empty() -> bool:
    """Nobody has an account here yet."""
    return not get_user_model().objects.exists()


def fill() -> None:
    """The same institutions, people and files on every run; see simpel/cli/demo/."""
    demo().build()


def accounts() -> str:
    """The demonstration accounts, ready to print; empty where no demonstration data was filled in."""
    return demo().accounts()


def demo() -> ModuleType:
    """The demonstration data's own package; it holds models, which can be imported only once Django is set up."""
    return importlib.import_module("simpel.cli.demo.build")
