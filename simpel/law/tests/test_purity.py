"""The ground asks nothing of the world: no clock, no chance, no files beyond the two doors, no web."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LAW = Path(__file__).parents[1]
MODULES = sorted(path for path in LAW.rglob("*.py") if "tests" not in path.parts)
CLOCK_AND_CHANCE = {
    "now",
    "today",
    "utcnow",
    "time",
    "localtime",
    "monotonic",
    "random",
    "choice",
    "uuid4",
    "token_hex",
}
FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "glob", "unlink"}
MAY_READ = {LAW / "pack.py", LAW / "facts.py"}
STANDARD = set(sys.stdlib_module_names) - {
    "time",
    "random",
    "secrets",
    "uuid",
    "socket",
    "os",
    "sqlite3",
    "subprocess",
    "urllib",
}


def calls(tree: ast.AST) -> Iterator[str]:
    """The names of everything that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield (
                called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            )


def imports(tree: ast.AST) -> Iterator[str]:
    """The modules that are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(LAW)))
def test_the_law_asks_neither_clock_nor_chance_nor_disk(path: Path) -> None:
    called = set(calls(ast.parse(path.read_text())))
    assert not called & CLOCK_AND_CHANCE
    if path not in MAY_READ:
        assert not called & FILES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(LAW)))
def test_the_law_stands_on_the_standard_library_and_itself(path: Path) -> None:
    for module in imports(ast.parse(path.read_text())):
        assert module.startswith("simpel.law") or module.partition(".")[0] in STANDARD, module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(LAW)))
def test_no_import_hides_inside_a_function(path: Path) -> None:
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef):
            assert not list(imports(function)), function.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(LAW)))
def test_no_word_of_one_pack_stands_in_the_code(path: Path) -> None:
    text = path.read_text()
    for word in (
        "ECHELON",
        "GOVERNMENT",
        "DONOR",
        "TOR",
        "Setneg",
        "MINISTER",
        "FOCAL_POINT",
        "BUREAU",
        "STUDY",
        "Indonesia",
    ):
        assert word not in text, word
