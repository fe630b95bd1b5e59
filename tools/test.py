"""`make test`: the whole suite on SQLite, then all that meets the database again on PostgreSQL.

    python -m tools.test [--long] [words for pytest]

`--long` (`make test-long`) repeats everything on PostgreSQL, the browser's journeys too. A plain word is said of every
part that is left out; `SIMPEL_NOTHING_LEFT_OUT=1` (as continuous integration has it) turns it into a failure.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from tools import parts, postgres

PROCESSES = "2"


@dataclass(frozen=True)
class Run:
    """One run of the suite and how it ended."""

    name: str
    seconds: float
    code: int

    def __str__(self) -> str:
        return f"{self.name:<12} {'passed' if self.code == 0 else 'FAILED':<8} {self.seconds:6.0f} s"


def suite(name: str, words: list[str], **environment: str) -> Run:
    """Run pytest once, in the open."""
    print(f"\n== The suite on {name} ==", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-v", "--tb=short", "-n", PROCESSES, "--dist", "loadscope", *words]
    code = subprocess.run(command, env={**os.environ, **environment}).returncode
    return Run(name, time.monotonic() - started, code)


def main() -> int:
    words = [word for word in sys.argv[1:] if word != "--long"]
    once_is_enough = [] if "--long" in sys.argv else ["-m", "not browser and not once"]
    runs = [suite("SQLite", words, SIMPEL_TEST_DATABASE_URL="")]
    left_out = parts.left_out()
    try:
        with postgres.server() as url:
            runs.append(suite("PostgreSQL", [*once_is_enough, *words], SIMPEL_TEST_DATABASE_URL=url))
    except postgres.NotFound as lack:
        left_out.append(f"the suite on PostgreSQL: {lack}")
    print("\n" + "\n".join(map(str, runs)))
    print("\n".join(f"LEFT OUT  {part}" for part in left_out) or "Nothing was left out.")
    strict = bool(os.environ.get("SIMPEL_NOTHING_LEFT_OUT"))
    return 1 if any(run.code for run in runs) or (strict and left_out) else 0


if __name__ == "__main__":
    sys.exit(main())
