"""What no linter looks at: sizes, strays, and that the README keeps its two promises."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400  # lines of one Python file
LARGEST = 1024 * 1024  # bytes of any file
READMES = ("README.md", "README.id.md")
PROMISES = ("make run", "make test")
STUBS = re.compile(r"\bTO" + r"DO\b|\bFIX" + r"ME\b|NotImplemented" + r"Error")


def tracked() -> list[Path]:
    """Every file of the project, as git knows it."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def faults() -> Iterator[str]:
    """Everything that is untidy, in words."""
    for path in tracked():
        name = path.relative_to(ROOT)
        if path.stat().st_size > LARGEST:
            yield f"{name}: larger than 1 MB"
        if path.suffix == ".py":
            yield from faults_of_code(name, path.read_text())
        if path.suffix == ".md":
            yield from faults_of_page(name, path.read_text())
    for readme in READMES:
        text = (ROOT / readme).read_text()
        yield from (f"{readme}: does not name `{promise}`" for promise in PROMISES if promise not in text)


def faults_of_code(name: Path, text: str) -> Iterator[str]:
    lines = text.count("\n")
    if lines > LONGEST and "migrations" not in name.parts:
        yield f"{name}: {lines} lines; split it by subject"
    for number, line in enumerate(text.splitlines(), start=1):
        if STUBS.search(line):
            yield f"{name}:{number}: unfinished: {line.strip()}"


def faults_of_page(name: Path, text: str) -> Iterator[str]:
    """Links and pictures that lead nowhere."""
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
        if not (ROOT / name.parent / target).exists():
            yield f"{name}: {target} is not there"
