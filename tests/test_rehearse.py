"""`simpel rehearse`: somebody else's rules, people and past, through the command as its users run it."""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.commands import ROOT, Installation

pytestmark = pytest.mark.once
PACK = ROOT / "packs" / "start"
PEOPLE = [
    {"institution": "Ministry of Sand", "institution_kind": "ministry", "unit": "Dunes", "name": "Ola Dune",
     "employee_no": "1", "class": "USUAL", "email": "ola@sand.example", "desk": "APPLICANT"},
    {"institution": "Ministry of Sand", "institution_kind": "ministry", "name": "Pim Grain", "employee_no": "2"},
    {"institution": "Travel Office", "institution_kind": "agency", "name": "Quinn Gate",
     "email": "quinn@office.example", "desk": "REVIEWER"},
]  # fmt: skip
TRIP = {
    "institution": "Ministry of Sand", "unit": "Dunes", "activity": "meeting", "cluster": "STAFF", "event": "Talks",
    "organiser": "Deserts United", "country": "jp", "city": "Tottori", "starts_on": "2026-03-10",
    "ends_on": "12/03/2026", "people": "1;Pim Grain", "payers": "BUDGET", "filed_on": "2026-02-01",
    "decided_on": "2026-02-05", "outcome": "approved", "reported_on": "2026-03-20",
}  # fmt: skip


def table(path: Path, rows: list[dict[str, Any]], separator: str = ",") -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)), delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return path


def rehearse(
    place: Installation, tmp_path: Path, people: list[dict[str, Any]], trips: list[dict[str, Any]], *more: str
):
    files = ("--people", table(tmp_path / "people.csv", people, ";"), "--trips", table(tmp_path / "trips.csv", trips))
    return place.simpel("rehearse", PACK, *files, *more)


def test_past_trips_show_the_queue_and_what_the_law_says(tmp_path: Path):
    first = date(2026, 12, 1)
    pending = [
        TRIP
        | {"outcome": "pending", "decided_on": "", "starts_on": first + timedelta(n), "ends_on": first + timedelta(n)}
        for n in range(40)
    ]
    late = [TRIP | {"filed_on": "2026-03-05", "event": f"Talks {n}", "reported_on": ""} for n in range(30)]
    trips = (
        [TRIP] * 200 + late + pending + [TRIP | {"outcome": "rejected"}] * 20 + [TRIP | {"outcome": "withdrawn"}] * 10
    )
    place = Installation(tmp_path / "place")
    done = rehearse(place, tmp_path, PEOPLE, trips)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "300 files: 230 approved, 40 pending, 20 rejected, 10 withdrawn" in done.stdout
    assert ["Reviewer", "40"] in [line.split() for line in done.stdout.splitlines()]
    assert ["questions", "30", "NOTICE-01"] in [line.split()[:3] for line in done.stdout.splitlines()]
    again = rehearse(place, tmp_path, PEOPLE, trips)
    assert again.returncode == 1 and "not empty" in again.stderr
    assert place.simpel("verify-ledger", SIMPEL_PACK=str(PACK)).returncode == 0


def test_every_wrong_cell_is_named_and_nothing_is_loaded(tmp_path: Path):
    wrong = [
        TRIP | {"country": "Japan"},
        TRIP | {"activity": "HOLIDAY"},
        TRIP | {"ends_on": "2026-02-30"},
        TRIP | {"people": "1;Nobody Here"},
        TRIP | {"decided_on": ""},
        TRIP | {"ends_on": "2026-03-01"},
        TRIP | {"event": ""},
    ]
    place = Installation(tmp_path / "place")
    refused = rehearse(place, tmp_path, [*PEOPLE, {"name": "No Body", "desk": "HEAD"}], [TRIP, *wrong])
    assert refused.returncode == 2 and "nothing was loaded" in refused.stderr
    for words in (
        "people.csv, line 5: institution is empty",
        "people.csv, line 5: email is empty",
        "trips.csv, line 3: country says 'Japan'. Write two letters",
        "trips.csv, line 4: activity says 'HOLIDAY'. Write one of: MEETING, TRAINING, VISIT.",
        "trips.csv, line 5: ends_on says '2026-02-30'",
        "Nobody Here is nobody of that institution",
        "trips.csv, line 7: decided_on is empty",
        "trips.csv, line 8: ends_on says '2026-03-01'. It lies before starts_on.",
        "trips.csv, line 9: event is empty",
    ):
        assert words in refused.stdout, (words, refused.stdout)
    kept = rehearse(place, tmp_path, PEOPLE, [TRIP, *wrong], "--leave-out-wrong")
    assert kept.returncode == 0 and "1 files: 1 approved" in kept.stdout


def test_a_table_without_its_columns_is_refused_at_once(tmp_path: Path):
    place = Installation(tmp_path / "place")
    answer = rehearse(place, tmp_path, [{"who": "me"}], [TRIP])
    assert answer.returncode == 2 and "people.csv has no column institution" in answer.stderr
    gone = place.simpel("rehearse", PACK, "--people", tmp_path / "none.csv", "--trips", tmp_path / "trips.csv")
    assert gone.returncode == 2 and "cannot be opened" in gone.stderr
