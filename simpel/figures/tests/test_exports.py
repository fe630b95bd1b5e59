"""Exports: what a person may see and nothing else, whole files only, harmless in a spreadsheet, on record."""

import csv
import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from simpel.figures import actions
from simpel.figures.exporting import storage, work
from simpel.figures.exporting.datasets import DATASETS
from simpel.figures.exporting.work import Exporter
from simpel.figures.models import Export
from simpel.figures.tables import harmless, line
from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.people.models import User
from simpel.permits.tests.world import World

YEAR = timedelta(days=365)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path) -> Any:
    before, settings.EXPORTS = settings.EXPORTS, tmp_path
    yield tmp_path
    settings.EXPORTS = before


def begun(by: User, dataset: str = "files", form: str = "csv", key: str = "once") -> Export:
    today = clock.today()
    return actions.start(
        by=by, dataset=dataset, form=form, language="id", first_on=today - YEAR, last_on=today + YEAR, request_key=key
    )


def written(job: Export) -> list[list[str]]:
    """The export, worked off, read back as text."""
    exporter = Exporter()
    while not job.is_over:
        exporter()
        job.refresh_from_db()
    assert job.state == Export.State.DONE
    data = storage.path(job.key).read_bytes()
    return cells(data) if job.format == "xlsx" else list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def cells(data: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    return [["".join(cell.itertext()) for cell in row] for row in sheet.iter(f"{SHEET}row")]


def test_every_kind_of_rows_is_written_in_both_forms_with_codes_in_words(world: World) -> None:
    file = world.approved()
    for dataset in DATASETS:
        for form in ("csv-bom", "xlsx"):
            job = begun(world.rahma, dataset, form, key=f"{dataset} {form}")
            rows = written(job)
            assert {len(row) for row in rows} == {len(DATASETS[dataset].columns)}
            assert len(rows) == 1 + Export.objects.get(pk=job.pk).rows
    head, row = written(begun(world.siti))
    found = dict(zip(head, row, strict=True))
    assert (found["Berkas"], found["Negara"], found["Tahap"]) == (file.reference, "Jepang", "Disetujui")


def test_an_export_holds_what_its_owner_may_open(world: World) -> None:
    world.at_analyst()
    assert len(written(begun(world.rahma))) == 2
    assert len(written(begun(world.orang_lain, key="two"))) == 1


def test_rights_lost_while_waiting_are_lost(world: World) -> None:
    world.at_analyst()
    job = begun(world.rahma)
    world.rahma.appointments.update(until=clock.today() - timedelta(days=1))
    assert len(written(job)) == 1


def test_identity_numbers_are_in_no_export() -> None:
    sources = " ".join(str(column.source) for one in DATASETS.values() for column in one.columns)
    assert not re.search("nik|passport|sealed|email|phone|employee_no", sources)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert harmless(text).startswith("'")
    assert next(csv.reader([line([text])]), [""])[0][:1] == "'"


@pytest.mark.parametrize("text", ["Kyoto", "", "a=b", "5 - 3"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_the_page_starts_shows_hands_over_and_removes(world: World, client: Client) -> None:
    world.approved()
    client.force_login(world.rahma)
    key = re.search('name="request_key" value="([^"]+)"', client.get("/angka/ekspor/").text)
    assert key
    today = clock.today()
    asked = {
        "dataset": "files", "form": "csv", "first_on": today - YEAR, "last_on": today + YEAR, "request_key": key[1],
    }  # fmt: skip
    assert client.post("/angka/ekspor/mulai/", asked).status_code == 302
    assert client.post("/angka/ekspor/mulai/", asked).status_code == 302
    job = Export.objects.get()
    assert "0 dari 1 berkas" in client.get("/angka/ekspor/").text
    assert client.get(f"/angka/ekspor/{job.pk}/unduh/").status_code == 404
    written(job)
    answer = client.get(f"/angka/ekspor/{job.pk}/unduh/")
    assert b"Jepang" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    kinds = list(Entry.objects.filter(subject=str(job.key)).values_list("kind", "facts__rows"))
    assert kinds == [("figures.export", 1), ("figures.download", None)]
    client.post(f"/angka/ekspor/{job.pk}/batalkan/")
    assert not storage.path(job.key).exists()
    assert client.get(f"/angka/ekspor/{job.pk}/unduh/").status_code == 404


def test_nobody_reaches_the_export_of_another(world: World, client: Client) -> None:
    job = begun(world.rahma)
    written(job)
    client.force_login(world.bayu)
    assert client.get(f"/angka/ekspor/{job.pk}/unduh/").status_code == 404
    assert client.post(f"/angka/ekspor/{job.pk}/batalkan/").status_code == 404
    assert "Belum ada ekspor" in client.get("/angka/ekspor/").text


def test_a_fourth_export_at_once_waits_outside(world: World, client: Client) -> None:
    for number in range(actions.AT_ONCE):
        begun(world.rahma, key=str(number))
    client.force_login(world.rahma)
    asked = {"dataset": "steps", "form": "csv", "first_on": "2026-01-01", "last_on": "2026-12-31", "request_key": "x"}
    answer = client.post("/angka/ekspor/mulai/", asked)
    assert (answer.status_code, Export.objects.count()) == (409, actions.AT_ONCE)
    assert "masih berjalan" in answer.text


def test_days_out_of_order_are_refused(world: World, client: Client) -> None:
    client.force_login(world.rahma)
    asked = {"dataset": "steps", "form": "csv", "first_on": "2026-12-31", "last_on": "2026-01-01", "request_key": "x"}
    assert client.post("/angka/ekspor/mulai/", asked).status_code == 422


def test_a_dead_workers_export_is_written_anew_and_whole(world: World, own_folder: Path) -> None:
    world.at_analyst()
    job = begun(world.rahma)
    dead = Exporter()
    assert dead._begin()  # claimed, its first row written; then the machine goes out
    assert Exporter()() == 0, "the claim is fresh: nobody else takes it"
    Export.objects.update(claimed_at=clock.wall() - work.STUCK - timedelta(seconds=1))
    assert len(written(Export.objects.get())) == 2
    assert [path.name for path in own_folder.iterdir()] == [str(job.key)]
    dead()  # and if it was only asleep, it finds that the export is not its own any more
    assert len(list(csv.reader(io.StringIO(storage.path(job.key).read_text())))) == 2


def test_called_off_leaves_nothing_behind(world: World, own_folder: Path) -> None:
    world.at_analyst()
    job = begun(world.rahma)
    exporter = Exporter()
    assert exporter._begin()
    assert actions.cancel(job)
    exporter()
    job.refresh_from_db()
    assert (job.state, list(own_folder.iterdir())) == (Export.State.CANCELLED, [])
    assert not actions.cancel(job)


@pytest.mark.parametrize(("days", "kept"), [(0, True), (1, False)])
def test_exports_are_kept_to_their_last_day(world: World, days: int, kept: bool) -> None:
    job = begun(world.rahma)
    written(job)
    Export.objects.update(expires_on=clock.today() - timedelta(days=days))
    work.remove_expired()
    assert storage.path(job.key).exists() is kept
    assert Export.objects.get().state == (Export.State.DONE if kept else Export.State.EXPIRED)
