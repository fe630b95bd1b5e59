"""`make check`: everything about the house that is not a test. All faults are shown, not only the first.

python -m tools.check
"""

import subprocess
import sys
import time
from pathlib import Path

from tools import tidy

BIN = Path(sys.executable).parent
CHECKS: dict[str, list[str]] = {
    "style": [str(BIN / "ruff"), "check", "--quiet", "."],
    "layout": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "types": [str(BIN / "mypy"), "--no-error-summary"],
    "floors": [str(BIN / "lint-imports"), "--no-cache"],
    "translations": [sys.executable, "-m", "tools.translations", "check"],
    "reference": [sys.executable, "-m", "tools.reference", "check"],
}


def passes(name: str, command: list[str]) -> bool:
    """Run one check; print what it says only when it finds something."""
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        print(f"\n{done.stdout}{done.stderr}".rstrip())
    print(f"{name:<14}{'ok' if done.returncode == 0 else 'NOT OK':<8}{time.monotonic() - started:5.1f} s", flush=True)
    return done.returncode == 0


def main() -> int:
    good = [passes(name, command) for name, command in CHECKS.items()]
    faults = list(tidy.faults())
    print("\n".join(faults) or f"{'tidiness':<14}ok")
    return 0 if all(good) and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
