"""The house keeps its own rules: floors, pure ground, no clock but one, tidy files."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines

from tools import reference, tidy, translations

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "simpel"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = [layer.split(" | ") for layer in CONTRACTS[0]["layers"]]
FLOORS = [{room.strip("()") for room in layer} for layer in LAYERS]
TO_COME = {room.strip("()") for layer in LAYERS for room in layer if room.startswith("(")}  # places kept free
PURE = [*sorted((HOUSE / "law").rglob("*.py")), HOUSE / "letters" / "content.py", HOUSE / "ledger" / "chain.py"]
PURE = [path for path in PURE if "tests" not in path.parts]
ONLY_READERS = {"pack.py", "facts.py", "cases.py"}  # of the ground: what reads a pack's or a trip's file


def sources() -> Iterator[Path]:
    yield from (path for path in HOUSE.rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts)


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """The rooms a file imports, wherever in the file it does."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("simpel."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "simpel":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("simpel.")}
    return found


def floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def test_every_room_has_its_floor() -> None:
    rooms = {room_of(path) for path in sources()} - {"__init__"}
    assert rooms | TO_COME == set.union(*FLOORS)


def test_rooms_look_down_never_up_nor_sideways() -> None:
    upward = [
        f"{path.relative_to(ROOT)} imports simpel.{other}"
        for path in sources()
        for other in imported_rooms(path) - {room_of(path)}
        if room_of(path) != "__init__" and floor(other) <= floor(room_of(path))
    ]
    assert upward == []


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(HOUSE)))
def test_the_ground_is_pure(path: Path) -> None:
    """No Django, no clock, no chance; only the readers open files."""
    tree = ast.parse(path.read_text())
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name.split(".")[0] for name in modules} & {"django", "random", "secrets", "time", "socket", "requests"}
    calls = {called(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & {"now", "today", "utcnow", "urandom"}
    if path.name not in ONLY_READERS:
        assert not calls & {"open", "read_text", "read_bytes", "write_text"}


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = re.compile(r"\b(timezone|datetime)\.now\b|\bdate\.today\b|\blocal(date|time)\(\)|\bauto_now")
    asked = {
        path.relative_to(HOUSE) for path in sources() if room_of(path) != "cli" and asking.search(path.read_text())
    }
    assert asked == {Path("ledger/clock.py")}


def test_only_the_lifecycle_writes_an_application_s_state() -> None:
    writing = re.compile(r"\.state = |update\([^)]*\bstate=")
    permits = [path for path in sources() if room_of(path) == "permits"]
    assert [path.name for path in permits if writing.search(path.read_text())] == ["lifecycle.py"]


def test_no_word_of_a_pack_stands_in_the_house() -> None:
    """Desks and states are the pack's: code that names one would not serve another country."""
    from django.conf import settings

    flow = settings.PACK.workflow
    words = {code for code in [*flow.states, *flow.desks] if "_" in code}
    said = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in sources()
        for word in sorted(words)
        if re.search(rf"[\"']{word}[\"']", path.read_text())
    ]
    assert said == []


def test_every_template_compiles() -> None:
    engine = engines["django"].engine  # type: ignore[attr-defined]
    for path in sorted(HOUSE.glob("*/templates/**/*.html")):
        engine.get_template(str(path.relative_to(next(p for p in path.parents if p.name == "templates"))))


def test_no_page_loads_anything_from_elsewhere_or_runs_inline_script() -> None:
    """Mails are no pages: their readers drop every style that does not stand on the element."""
    foreign = re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//")
    inline = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|\son\w+=\"|style=\"")
    faults = [
        str(path.relative_to(HOUSE))
        for path in HOUSE.glob("*/templates/**/*.html")
        if not path.name.startswith("mail") and (foreign.search(path.read_text()) or inline.search(path.read_text()))
    ]
    assert faults == []


def test_the_project_is_tidy() -> None:
    assert list(tidy.faults()) == []


def test_everything_said_is_said_in_english_too() -> None:
    faults = [fault for room in translations.rooms() for fault in translations.faults_of(room)]
    assert faults == []


def test_every_setting_and_word_is_explained() -> None:
    assert [*reference.unexplained_settings(), *reference.unreal_words()] == []
