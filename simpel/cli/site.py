"""Opening the house for a command: Django with this installation's settings, and the database as it should stand."""

import os

import django
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from simpel.cli.stops import Stop


def open_site() -> None:
    """Settings, pack and models are there afterwards. A broken pack ends it: see stops.py."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpel.settings")
    django.setup()
    # One connection is enough here, and a pool would retry for long before it says that nobody answers.
    connection.settings_dict["OPTIONS"].pop("pool", None)


def require_database() -> None:
    """Stop in plain words when the database is away or was never prepared."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as problem:
        first_line = str(problem).strip().split("\n", 1)[0]
        raise Stop(
            f"the database does not answer: {first_line}\nSee SIMPEL_DATABASE_URL in docs/reference/settings.md."
        ) from problem
    if waiting:
        raise Stop(
            "the database is not prepared for this version; `simpel manage migrate` does it (so does `simpel run`)."
        )


def prepare_database() -> None:
    """Tables and the cache's table, as this version wants them. Nothing happens when all is there already."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    except OperationalError as problem:
        first_line = str(problem).strip().split("\n", 1)[0]
        raise Stop(
            f"the database cannot be prepared: {first_line}\nSee SIMPEL_DATABASE_URL in docs/reference/settings.md."
        ) from problem


def close_connections() -> None:
    """Let go of the database before other processes take over."""
    connections.close_all()
