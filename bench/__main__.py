"""`make bench`: measure installations of several sizes over HTTP, print a table, write var/bench.json.

    python -m bench [--sizes 1000,10000,100000] [--filings 40]

Each size is an installation of its own, filled and measured by a process of its own. What must not grow with the number
of files is compared between the smallest and the largest. Not a test: a figure over its target is marked, and the exit
code stays 0. 100,000 files take some minutes to bring in.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.figures import Row, grown, table

ROOT = Path(__file__).resolve().parent.parent


def place() -> Path:
    """Where the benchmark keeps its installations and its figures."""
    return Path(os.environ.get("SIMPEL_VAR") or ROOT / "var").resolve()


def prepare(var: Path) -> None:
    """An empty installation of its own; whatever an earlier run left is removed."""
    shutil.rmtree(var, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("SIMPEL_")]:
        del os.environ[name]
    os.environ |= {"SIMPEL_VAR": str(var), "SIMPEL_COLLECTED": "1"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", default="1000,10000,100000", help="files already in the database (%(default)s)")
    parser.add_argument(
        "--filings", type=int, default=40, help="files filed and approved while measuring (%(default)s)"
    )
    parser.add_argument("--only", type=int, default=0, help=argparse.SUPPRESS)  # one size, in this process
    options = parser.parse_args()
    if options.only:
        return measure_one(options.only, options.filings)
    sizes = sorted(int(size) for size in options.sizes.split(","))
    found = {size: in_a_process(size, options.filings) for size in sizes}
    for size, rows in found.items():
        print(f"\n{size:,} files\n{table(rows)}")
    ratios = grown(found[sizes[0]], found[sizes[-1]]) if len(sizes) > 1 else []
    if ratios:
        print(f"\n{sizes[-1]:,} files against {sizes[0]:,}\n{table(ratios)}")
    kept = {str(size): [row.as_json() for row in rows] for size, rows in found.items()}
    result = place() / "bench.json"
    result.write_text(json.dumps({"sizes": kept, "ratios": [row.as_json() for row in ratios]}, indent=2) + "\n")
    print(f"\nWritten to {result}")
    return 0


def in_a_process(size: int, filings: int) -> list[Row]:
    """Fill and measure one size; settings hold one installation for the life of a process."""
    command = [sys.executable, "-m", "bench", "--only", str(size), "--filings", str(filings)]
    done = subprocess.run(command, cwd=ROOT)
    if done.returncode:
        raise SystemExit(done.returncode)
    return [Row(**row) for row in json.loads(result_of(place(), size).read_text())]


def measure_one(size: int, filings: int) -> int:
    """One installation: filled, measured, its figures left for the process that asked."""
    var = place()
    prepare(var / f"bench-{size}")
    rows = measure(size, filings)
    result_of(var, size).write_text(json.dumps([row.as_json() for row in rows]))
    shutil.rmtree(var / f"bench-{size}", ignore_errors=True)
    return 0


def result_of(var: Path, size: int) -> Path:
    return var / f"bench-{size}.json"


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
    guarded = inside.guards(ready)
    close_connections()
    rows = over_http.rows(cast, ready)
    return [*rows, *guarded, *inside.rows(cast)]


if __name__ == "__main__":
    sys.exit(main())
