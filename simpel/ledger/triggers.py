"""The database's own refusal: whoever asks, an entry is never changed or removed, and the head never steps back.

A later migration that rebuilds one of the two tables must call `drop` before and `create` after: SQLite forgets the
triggers of a table it rebuilds.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from simpel.ledger.chain import START
from simpel.ledger.models import Head

REFUSAL = "the ledger only grows"

SQLITE = {
    "ledger_entry_stays": "BEFORE UPDATE ON ledger_entry",
    "ledger_entry_remains": "BEFORE DELETE ON ledger_entry",
    "ledger_head_advances": "BEFORE UPDATE ON ledger_head WHEN NEW.seq <= OLD.seq",
    "ledger_head_remains": "BEFORE DELETE ON ledger_head",
}
POSTGRESQL = {
    "ledger_entry_stays": "BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW",
    "ledger_entry_remains": "BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT",
    "ledger_head_advances": "BEFORE UPDATE ON ledger_head FOR EACH ROW WHEN (NEW.seq <= OLD.seq)",
    "ledger_head_remains": "BEFORE DELETE ON ledger_head FOR EACH ROW",
    "ledger_head_stands": "BEFORE TRUNCATE ON ledger_head FOR EACH STATEMENT",
}
SQLITE_AWAKE = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT,%'"
POSTGRESQL_AWAKE = """
    SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgenabled IN ('O', 'A') AND proname = 'ledger_refuses' AND prosrc LIKE '%RAISE EXCEPTION%'
    AND tgrelid IN ('ledger_entry'::regclass, 'ledger_head'::regclass)
"""
# 23001 is "restrict violation": Django reports it as IntegrityError, as it does for SQLite's ABORT.
POSTGRESQL_REFUSAL = f"""
    CREATE OR REPLACE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23001'; END $$
"""


def create(database: BaseDatabaseWrapper = connection) -> None:
    """Set the guards."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(POSTGRESQL_REFUSAL)
            for name, when in POSTGRESQL.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION ledger_refuses()")
        else:
            for name, when in SQLITE.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")


def drop(database: BaseDatabaseWrapper = connection) -> None:
    """Lift the guards: for a migration that rebuilds the tables, and for tests."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            for name, when in POSTGRESQL.items():
                table = when.split(" ON ")[1].split()[0]
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        else:
            for name in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing(database: BaseDatabaseWrapper = connection) -> list[str]:
    """The guards that are not there, or sleep."""
    is_postgresql = database.vendor == "postgresql"
    wanted, query = (POSTGRESQL, POSTGRESQL_AWAKE) if is_postgresql else (SQLITE, SQLITE_AWAKE)
    with database.cursor() as cursor:
        cursor.execute(query)
        awake = {name for (name,) in cursor.fetchall()}
    return [name for name in wanted if name not in awake]


@contextmanager
def emptying() -> Iterator[None]:
    """For the test suite alone: let a whole database be emptied, then put head and guards back."""
    drop()
    try:
        yield
    finally:
        Head.objects.get_or_create(id=1, defaults={"seq": START.seq, "seal": START.seal})
        create()
