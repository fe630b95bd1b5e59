"""A PostgreSQL for the tests: the one SIMPEL_TEST_DATABASE_URL names, else a throwaway one made here."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

USER = "simpel"


class NotFound(Exception):
    """There is no PostgreSQL to test on; the message says what would help."""


def programs() -> Path:
    """The folder with `initdb` and `postgres`: the newest of Debian's, else wherever PATH leads."""
    newest_first = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[4]), reverse=True
    )
    found = [str(path) for path in newest_first] or [path for path in [shutil.which("initdb")] if path]
    if not found:
        raise NotFound(
            "no PostgreSQL on this machine (Debian: apt-get install postgresql; or set SIMPEL_TEST_DATABASE_URL)"
        )
    return Path(found[0]).parent


def as_nobody_special() -> list[str]:
    """PostgreSQL refuses to run as root; then its own account runs it."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError as absent:
        raise NotFound("PostgreSQL does not run as root, and there is no account `postgres` to run it") from absent
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]


@contextmanager
def server() -> Iterator[str]:
    """An address to test on; a server started here is stopped and its data removed afterwards."""
    named = os.environ.get("SIMPEL_TEST_DATABASE_URL")
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="simpel-postgres-", ignore_cleanup_errors=True) as place:
        yield from _throwaway(Path(place), programs(), as_nobody_special())


def _throwaway(place: Path, bin_folder: Path, account: list[str]) -> Iterator[str]:
    data, password, port = place / "data", secrets.token_urlsafe(24), _free_port()
    (place / "password").write_text(password)
    if account:
        shutil.chown(place, "postgres")
        shutil.chown(place / "password", "postgres")
    words = f"-A scram-sha-256 -E UTF8 --locale=C.UTF-8 -U {USER} --pwfile={place / 'password'}".split()
    _run([*account, bin_folder / "initdb", "-D", data, *words])
    # Tests lose processes, never the machine: what a killed process wrote is still in the system's memory.
    fast = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    options = f"-h 127.0.0.1 -p {port} -k {place} -c max_connections=200 {fast}"
    control: list[str | Path] = [*account, bin_folder / "pg_ctl", "-D", data, "-l", place / "log", "-w"]
    _run([*control, "-o", options, "start"])
    try:
        yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        _run([*control, "-m", "immediate", "stop"])


def _run(command: Sequence[str | Path]) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd="/", timeout=120)
    if done.returncode:
        raise NotFound(
            f"PostgreSQL is here but does not start: {(done.stderr or done.stdout).strip().splitlines()[-1]}"
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
