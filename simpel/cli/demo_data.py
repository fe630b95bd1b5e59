"""`simpel demo-data`: fictitious institutions, people and files in an empty installation. Never in production."""

import argparse
from pathlib import Path

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
    print(f"\n{accounts()}")
    return 0


def folder() -> Path:
    """Where the pack keeps its demonstration."""
    return Path(settings.PACK.path / "demo")


def is_empty() -> bool:
    """Nobody has an account here yet. What an interrupted filling left behind is neither empty nor usable."""
    if unfinished().exists():
        raise Stop(f"demonstration data was interrupted while it was filled in. Remove {settings.VAR} and start again.")
    return not get_user_model().objects.exists()


def unfinished() -> Path:
    """A mark that stands while the data is being filled in."""
    return Path(settings.VAR / "demo-unfinished")


def fill() -> None:
    """The same institutions, people and files on every run."""
    from simpel.cli.demo.build import build  # holds models, which can be imported only once Django is set up

    unfinished().touch()
    build(lambda line: print(line, flush=True))
    unfinished().unlink()


def accounts() -> str:
    """One demonstration account for each desk, ready to print; empty where no demonstration data was filled in."""
    from simpel.cli.demo import people  # holds models too

    if settings.PRODUCTION or not folder().exists():
        return ""
    rows = people.accounts(folder())
    here = set(get_user_model().objects.filter(email__in=[row[0] for row in rows]).values_list("email", flat=True))
    first: dict[str, tuple[str, str]] = {}
    for email, name, desk in rows:
        if email in here:
            first.setdefault(desk, (email, name))
    if not first:
        return ""
    lines = [f"  {desk_name(desk):<34} {email:<38} {name}" for desk, (email, name) in first.items()]
    more = f"{len(here)} accounts in all. " if len(here) > len(lines) else ""
    password = f"{more}One password for all: {people.password(folder())}"
    return "\n".join(["Demonstration accounts:", *lines, password, ""])


def desk_name(desk: str) -> str:
    """A desk's English name; an account without one belongs to a traveller."""
    desks = settings.PACK.workflow.desks
    found = desks.get(desk) or next(one for one in desks.values() if one.scope == "traveller")
    return str(found.name("en"))
