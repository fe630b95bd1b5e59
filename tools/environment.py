"""Makes `.venv`: what `make setup` does. Standard library only, so that it runs before anything is installed.

    python3 tools/environment.py

Needs git's copy of the project, Python 3.11 or newer with its `venv` module, and nothing else: no compiler, no root.
"""

from __future__ import annotations  # an old Python must get far enough to be told that it is old

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
READY = VENV / ".ready"
OLDEST = (3, 11)

LAUNCHER = """#!{python}
import sys

from simpel.cli import main

sys.exit(main())
"""


class Missing(Exception):
    """Something this machine lacks, and how to get it."""


def check_machine() -> None:
    """Refuse early, in plain words, what would fail later in strange ones."""
    if sys.version_info < OLDEST:
        raise Missing(
            "SIMPEL needs Python 3.11 or newer; this is {}.{} ({}).\n"
            "Name another one: make setup PYTHON=python3.12".format(*sys.version_info[:2], sys.executable)
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Missing("Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv")


def make_environment() -> None:
    """An empty environment with pip, unless a working one stands there."""
    if PYTHON.exists() and run(PYTHON, "-m", "pip", "--version", quiet=True, check=False) == 0:
        return
    print("Making the environment in .venv ...", flush=True)
    run(sys.executable, "-m", "venv", "--clear", VENV)


def install_packages() -> None:
    """Everything in requirements.lock, each file compared with its hash. By uv: seconds, not a minute."""
    print("Installing the packages of requirements.lock ...", flush=True)
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        ROOT / "tools" / "uv.hashes",
    )
    lock = ROOT / "requirements.lock"
    if run(BIN / "uv", "pip", "install", "--quiet", "--require-hashes", "-r", lock, check=False) == 0:
        return
    print("uv could not install them (it does not read pip's settings); trying pip, which is slower ...", flush=True)
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock)


def install_project() -> None:
    """The project itself, in place: a path file and a launcher, so that no build tool is needed."""
    for packages in VENV.glob("lib/python3*/site-packages"):
        (packages / "simpel.pth").write_text(f"{ROOT}\n")
    launcher = BIN / "simpel"
    launcher.write_text(LAUNCHER.format(python=PYTHON))
    launcher.chmod(0o755)


def run(*command: str | os.PathLike[str], quiet: bool = False, check: bool = True) -> int:
    """Run one program inside the environment; a failure ends the set-up with the program's own words."""
    environment = {
        "UV_SYSTEM_CERTS": "true",
        **os.environ,
        "VIRTUAL_ENV": str(VENV),
    }  # as pip: trust what the machine trusts
    done = subprocess.run([os.fspath(part) for part in command], env=environment, cwd=ROOT, capture_output=quiet)
    if check and done.returncode != 0:
        raise Missing("That did not work (see above). Once it is mended, `make setup` goes on from here.")
    return done.returncode


def main() -> int:
    started = time.monotonic()
    try:
        check_machine()
        make_environment()
        install_packages()
        install_project()
    except Missing as lack:
        print(f"\n{lack}", file=sys.stderr)
        return 1
    READY.touch()
    print(f"The environment is ready ({time.monotonic() - started:.0f} s).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
