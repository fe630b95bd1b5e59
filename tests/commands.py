"""Runs `simpel` as people do: as a program of its own, in an installation of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIMPEL = [sys.executable, "-m", "simpel.cli"]


@dataclass(frozen=True)
class Installation:
    """A folder that holds everything one installation keeps."""

    var: Path

    @property
    def environment(self) -> dict[str, str]:
        """The settings of this installation and nothing of the tests' own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SIMPEL_", "DJANGO_"))}
        return {**kept, "SIMPEL_VAR": str(self.var), "PYTHONPATH": str(ROOT)}

    def simpel(self, *words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        command = [*SIMPEL, *map(str, words)]
        environment = self.environment | settings
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
