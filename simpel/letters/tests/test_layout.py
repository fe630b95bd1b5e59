"""letters.toml: both packs load; every mistake names file, row and remedy."""

import shutil
from pathlib import Path

import pytest

from simpel.law.pack import BrokenPack
from simpel.letters import layout

PACKS = Path(__file__).parents[3] / "packs"
CLUSTERS = {"indonesia": ("MINISTER", "ECHELON_1", "ECHELON_2_BELOW"), "example": ("COUNCILLOR", "CAPTAIN", "CREW")}


@pytest.mark.parametrize("pack", CLUSTERS)
def test_the_packs_of_this_repository_load(pack: str) -> None:
    found = layout.load(PACKS / pack, clusters=CLUSTERS[pack])
    assert {found.series_for(cluster).id for cluster in CLUSTERS[pack]} == {series.id for series in found.series}


def test_clusters_go_to_the_series_of_their_signer() -> None:
    found = layout.load(PACKS / "indonesia", clusters=CLUSTERS["indonesia"])
    assert [found.series_for(cluster).id for cluster in CLUSTERS["indonesia"]] == ["secretary", "secretary", "bureau"]


def test_a_choice_of_lists_becomes_recipients_without_repeats() -> None:
    found = layout.load(PACKS / "indonesia", clusters=CLUSTERS["indonesia"])
    recipients = found.recipients(("FOREIGN_AFFAIRS", "FOREIGN_AFFAIRS", "Duta Besar di Tokyo {x}"), {})
    assert recipients == ("Direktur Konsuler, Kementerian Luar Negeri", "Duta Besar di Tokyo {x}")


MISTAKES = [
    ('place = "Jakarta"', "", "place is missing", "letters/letters.toml"),
    ("{serial:08d}", "", "no {serial", "bureau"),
    ("tanggal {request_on}", "tanggal {request_day}", "asks for {request_day}", "kind.approval"),
    ("untuk {activity}", "untuk {activity", "opening", "kind.approval"),
    (
        'cluster = ["ECHELON_1", "MINISTER"]',
        'cluster = ["MINISTER"]',
        "no [[series]] for cluster 'ECHELON_1'",
        "series",
    ),
    (
        'cluster = ["ECHELON_1", "MINISTER"]',
        'cluster = ["ECHELON_1", "MINISTER", "ECHELON_2_BELOW"]',
        "stands in two series",
        "series",
    ),
    (
        'cluster = ["ECHELON_1", "MINISTER"]',
        'cluster = ["ECHELON_1", "MINISTER", "CREW"]',
        "unknown cluster 'CREW'",
        "series",
    ),
    ('cluster = "ECHELON_1"', 'cluster = "ECHELON_1"\ndesk = "SECRETARY"', "single desks only", "signature"),
    ('signed = "', 'singed = "', "signed is missing", "words"),
    ('band = "', 'bend = "x"\nband = "', "bend means nothing here", "words"),
    (
        'name = { id = "Surat persetujuan", en = "Approval letter" }',
        'name = { id = "Surat persetujuan" }',
        "no text in language en",
        "approval",
    ),
    ('layout = "approval.typ"', 'layout = "lost.typ"', "lost.typ is not in the folder", "layout"),
    ("[kind.approval]", "[kind.other]", "no [kind.approval]", "kind"),
    ('language = "id"', 'language = "fr"', "'fr'", ""),
    ("[words]", "[words", "not TOML", "line"),
]


@pytest.mark.parametrize(("right", "wrong", "problem", "row"), MISTAKES)
def test_a_mistake_is_named_with_its_row_and_remedy(
    tmp_path: Path, right: str, wrong: str, problem: str, row: str
) -> None:
    shutil.copytree(PACKS / "indonesia" / "letters", tmp_path / "letters")
    file = tmp_path / layout.FILE
    text = file.read_text()
    assert right in text
    file.write_text(text.replace(right, wrong, 1))
    with pytest.raises(BrokenPack) as broken:
        layout.load(tmp_path, clusters=CLUSTERS["indonesia"])
    assert broken.value.file == layout.FILE and broken.value.remedy
    assert problem in broken.value.problem and row in str(broken.value)


def test_a_pack_without_letters_says_so(tmp_path: Path) -> None:
    with pytest.raises(BrokenPack, match="not readable"):
        layout.load(tmp_path, clusters=("CREW",))
