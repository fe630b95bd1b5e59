"""Another government's pack takes the place of ours: nothing in the house knows either, and a file finds its way."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.commands import ROOT, Installation

pytestmark = pytest.mark.once
HOUSE = ROOT / "simpel"
PACKS = ("indonesia", "example")
ISLES = {"SIMPEL_PACK": str(ROOT / "packs" / "example")}
READ = {".py", ".html", ".txt", ".typ", ".js"}
QUOTED = re.compile(r"""["']([A-Z][A-Z0-9_]*)["']""")
MAY = {  # by chance the same word, in a list of the house's own
    "simpel/settings.py": {"HOST"},
    "simpel/people/absences.py": {"OTHER", "TRAINING"},
    "simpel/people/grants.py": {"REFUSED"},
    "simpel/permits/models/feed.py": {"OWN"},
    "simpel/permits/models/override.py": {"GRANTED", "TAKEN_BACK"},
    "simpel/travel/states.py": {"REFUSED"},
}
AGENCY = re.compile(r"(?i)\b(presiden|setneg|mensesneg|ktln|sekneg|siola|apbn|apbd|eselon|kbri|lantern|regent)\b")


def sources() -> Iterator[Path]:
    """What the house is made of: neither its tests nor what others wrote."""
    for path in sorted(HOUSE.rglob("*")):
        if path.suffix in READ and not {"tests", "migrations"} & set(path.parts) and ".min." not in path.name:
            yield path


def tables(pack: str, name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / "packs" / pack / name).read_text(encoding="utf-8"))


def codes() -> set[str]:
    """Every code by which a pack calls its desks, states, reasons, ranks, payers, journeys and papers."""
    found: set[str] = set()
    for pack in PACKS:
        workflow, lists, listed = (tables(pack, f"{name}.toml") for name in ("workflow", "pack", "activities"))
        rows = [*(workflow[key] for key in ("desk", "state", "reason")), listed["activity"], listed["document"]]
        found |= {row["id"] for table in rows for row in table}
        found |= {*lists["clusters"], *lists["payers"]}
    return found


def test_no_code_of_a_pack_stands_in_the_house():
    known, guilty = codes(), []
    assert len(known) > 100
    for path in sources():
        name = str(path.relative_to(ROOT))
        used = set(QUOTED.findall(path.read_text(encoding="utf-8"))) & known
        guilty += [f"{name}: {code}" for code in sorted(used - MAY.get(name, set()))]
    assert not guilty


def test_no_word_of_an_agency_stands_in_the_house():
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sources()
        for match in AGENCY.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_a_file_goes_from_its_draft_to_an_authentic_letter_of_the_isles(tmp_path: Path):
    """Over HTTP, by the pages and buttons its people find there; then the pages themselves."""
    isles = Installation(tmp_path / "isles")
    played = isles.simpel("journey", "S2", "--out", tmp_path, **ISLES)
    assert played.returncode == 0, played.stdout + played.stderr
    for words in ("Sending house): send -> With the Warden", "Regent): approve -> Granted", "authentic"):
        assert words in played.stdout
    letter = next(tmp_path.glob("S2-*.pdf"))
    text = pypdfium2.PdfDocument(letter)[0].get_textpage().get_text_bounded()
    assert "The Lantern Isles" in text and "SPECIMEN" in text and "Boats adrift" in text
    visited = visit(isles)
    assert visited.returncode == 0, visited.stdout + visited.stderr


def test_a_third_pack_begins_with_one_command_and_works_on_its_first_day(tmp_path: Path):
    """The first page of docs/howto/write-a-pack.md, followed to the letter."""
    folder, place = tmp_path / "umoja", Installation(tmp_path / "place")
    made = place.simpel("new-pack", folder, "--name", "Journeys of Umoja", "--time-zone", "Africa/Nairobi")
    assert made.returncode == 0, made.stderr
    checked = place.simpel("pack", folder)
    assert checked.returncode == 0 and "Every case agrees." in checked.stdout, checked.stdout + checked.stderr
    edit(folder / "rules.toml", 'title = { en = "Meeting: at most 3"', 'title = { en = "Meeting: at most 2"')
    edit(folder / "rules.toml", "max = 3", "max = 2")
    assert "SIZE-01: expected met, found broken" in place.simpel("pack", folder).stdout
    played = place.simpel("journey", "S1", "--out", tmp_path, SIMPEL_PACK=str(folder))
    assert played.returncode == 0, played.stdout + played.stderr
    assert "approve -> Approved" in played.stdout and "authentic" in played.stdout


def test_a_new_pack_writes_over_nothing_and_leaves_no_half_of_itself(tmp_path: Path):
    place = Installation(tmp_path / "place")
    assert "is there already" in place.simpel("new-pack", tmp_path, "--id", "mine").stderr
    assert "cannot be a pack's id" in place.simpel("new-pack", tmp_path / "My Pack").stderr
    nowhere = place.simpel("new-pack", tmp_path / "lost", "--time-zone", "Nowhere/Land")
    assert nowhere.returncode == 2 and "does not exist" in nowhere.stderr
    assert not (tmp_path / "lost").exists()


def edit(path: Path, before: str, after: str) -> None:
    """Change one line of a table as its owner would."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def visit(place: Installation) -> subprocess.CompletedProcess[str]:
    """Look at the pages of that installation, in a process of its own: settings hold one pack."""
    environment = place.environment | ISLES | {"DJANGO_SETTINGS_MODULE": "simpel.settings"}
    command = [sys.executable, str(ROOT / "tests" / "isles.py")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
