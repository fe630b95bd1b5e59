"""`make bench`: seed, start the server, measure over HTTP, print a table, write var/bench.json.

    python -m bench [--files 10000] [--filings 40]

Not a test: a figure over its target is marked, and the exit code stays 0.
"""

import argparse
import json
import os
import shutil
import sys
import time
from pathlib import Path

from bench.figures import Row, table

ROOT = Path(__file__).resolve().parent.parent


def place() -> tuple[Path, Path]:
    """The folder the benchmark fills, and the file its figures go to."""
    var = Path(os.environ.get("SIMPEL_VAR") or ROOT / "var").resolve()
    return var / "bench", var / "bench.json"


def prepare(var: Path) -> None:
    """An empty installation of its own; whatever an earlier run left is removed."""
    shutil.rmtree(var, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("SIMPEL_")]:
        del os.environ[name]
    os.environ |= {"SIMPEL_VAR": str(var), "SIMPEL_COLLECTED": "1"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--files", type=int, default=10_000, help="files already in the database (%(default)s)")
    parser.add_argument(
        "--filings", type=int, default=40, help="files filed and approved while measuring (%(default)s)"
    )
    options = parser.parse_args()
    var, result = place()
    prepare(var)
    rows = measure(options.files, options.filings)
    print(f"\n{table(rows)}\n")
    result.write_text(json.dumps({"rows": [row.as_json() for row in rows]}, indent=2) + "\n")
    print(f"Written to {result}")
    return 0


def measure(files: int, filings: int) -> list[Row]:
    """Everything, in turn: what needs the site first, then what is asked of the house directly."""
    from simpel.cli.site import close_connections, open_site, prepare_database

    open_site()
    prepare_database()
    from bench import drafts, inside, over_http, seed  # they hold models, which Django's set-up must precede

    started = time.monotonic()
    cast = seed.fill(files)
    print(f"{files:,} files brought in ({time.monotonic() - started:.0f} s)", flush=True)
    started = time.monotonic()
    ready = [drafts.draft(cast, number) for number in range(filings)]
    print(f"{filings} drafts filled in ({time.monotonic() - started:.0f} s)", flush=True)
    close_connections()
    rows = over_http.rows(cast, ready)
    return [*rows, *inside.rows(cast)]


if __name__ == "__main__":
    sys.exit(main())
