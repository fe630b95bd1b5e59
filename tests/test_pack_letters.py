"""A pack whose letters cannot be made is told so before anybody needs one."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from simpel.cli import pack as command
from simpel.law.pack import load
from simpel.law.reading import BrokenPack
from simpel.letters import layout, sample
from simpel.letters.tests.test_layout import PACKS


def copied(place: Path, name: str = "example") -> Path:
    return Path(shutil.copytree(PACKS / name, place / name))


def tried(folder: Path) -> int:
    pack = load(folder)
    return sample.try_out(pack, layout.load(folder, clusters=pack.clusters))


@pytest.mark.parametrize("name", ["example", "indonesia"])
def test_every_cluster_of_our_packs_gets_its_letter(name: str) -> None:
    pack = load(PACKS / name)
    kinds = layout.load(PACKS / name, clusters=pack.clusters).kinds
    assert tried(PACKS / name) == len(pack.clusters) * len(kinds)


@pytest.mark.parametrize(
    ("drawing", "problem"),
    [
        ("#let broken = (", "unclosed delimiter"),
        ('#set document(title: "x")\nNothing of the data is here.', "differs from its data"),
    ],
)
def test_a_broken_drawing_is_named_with_file_problem_and_remedy(tmp_path: Path, drawing: str, problem: str) -> None:
    folder = copied(tmp_path)
    (folder / "letters" / "leave.typ").write_text(drawing)
    with pytest.raises(BrokenPack) as refused:
        tried(folder)
    assert refused.value.file == "letters/leave.typ"
    assert problem in refused.value.problem and refused.value.remedy


def test_a_person_left_out_of_the_annex_is_noticed(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    drawing = folder / "letters" / "leave.typ"
    text = drawing.read_text()
    assert "annex.persons" in text
    drawing.write_text(text.replace("annex.persons", "annex.persons.slice(1)"))
    with pytest.raises(BrokenPack, match="differs from its data"):
        tried(folder)


def test_a_pack_without_cases_does_not_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(tmp_path)
    shutil.rmtree(folder / "cases")
    assert command.run(SimpleNamespace(path=folder)) == 1  # type: ignore[arg-type]
    assert "there are no cases" in capsys.readouterr().out


def test_a_rule_left_untried_does_not_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(tmp_path)
    max((folder / "cases").glob("*.toml"), key=lambda file: file.stat().st_size).unlink()
    assert command.run(SimpleNamespace(path=folder)) == 1  # type: ignore[arg-type]
    said = capsys.readouterr().out
    assert "UNTRIED" in said and "Every case agrees" not in said
