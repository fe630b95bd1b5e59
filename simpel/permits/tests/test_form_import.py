"""A delegation out of a spreadsheet, through the page people use."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from simpel.people import actions as people
from simpel.people.models import Person

from .test_form_steps import url

HEAD = "Nama lengkap;Jabatan;NIP;NIK;Golongan;Mulai"


@pytest.fixture
def at_home(client, siti):
    client.force_login(siti)
    return client


def choose(client, draft, *rows: str, head: str = HEAD):
    table = SimpleUploadedFile("delegasi.csv", "\r\n".join((head, *rows)).encode())
    return client.post(url("import_people", draft), {"tabel": table})


def carried(answer) -> str:
    """What the page carries along until somebody confirms."""
    return html.unescape(re.search(r'name="isi" value="([^"]*)"', answer.text)[1])


def confirm(client, draft, answer, **mended: str):
    cells = {f"sel-{key.replace('_', '-', 1)}": value for key, value in mended.items()}
    return client.post(url("import_people", draft), {"isi": carried(answer), "aksi": "tambahkan", **cells})


def test_nothing_is_kept_before_somebody_confirms(at_home, draft):
    answer = choose(at_home, draft, "Made Suardana;Peneliti;199001012015011001;;c;")
    assert answer.status_code == 200 and "Orang baru" in answer.text
    assert not draft.participants.exists() and not Person.objects.filter(name="Made Suardana").exists()
    assert confirm(at_home, draft, answer).status_code == 302
    seat = draft.participants.get()
    assert (seat.person.employee_no, seat.golongan) == ("199001012015011001", "C")
    assert seat.starts_on == draft.activity.starts_on


def test_every_bad_cell_says_what_is_wrong_and_can_be_mended_on_the_page(at_home, draft):
    answer = choose(at_home, draft, "Made;Peneliti;12;;Z;31-02-2026", ";Dosen;;;D;", "=1+1;Dosen;;;;")
    assert answer.status_code == 422
    for key in ("2-employee_no", "2-golongan", "2-starts_on", "3-name", "4-name"):
        assert f'id="{key}_error"' in answer.text
    again = at_home.post(
        url("import_people", draft),
        {
            "isi": carried(answer),
            "sel-2-employee_no": "",
            "sel-2-golongan": "D",
            "sel-2-starts_on": "",
            "sel-3-name": "Ani",
        },
    )
    assert 'id="4-name_error"' in again.text and 'id="2-golongan_error"' not in again.text
    done = confirm(at_home, draft, again)
    assert done.status_code == 302
    assert sorted(draft.participants.values_list("person__name", flat=True)) == ["Ani", "Made"]


def test_nobody_is_entered_twice(at_home, world, draft, siti):
    nik = "3171011403820001"
    known = people.add_person(by=siti, institution=world.university, name="Budi", position="Dosen", nik=nik)
    other = world.traveller("Citra Dewi", employee_no="199001012015011001")
    before = Person.objects.count()
    answer = choose(
        at_home,
        draft,
        f"Budi Santoso;Lektor;;{nik};;",
        "C. Dewi;Lektor;199001012015011001;;;",
        "Dr. Ratna Widyasari;Dosen;;;;",
    )
    assert answer.text.count("Sudah dikenal") == 3
    confirm(at_home, draft, answer)
    assert Person.objects.count() == before
    assert set(draft.participants.values_list("person", flat=True)) == {known.pk, other.pk, world.person.pk}
    assert "Sudah di daftar" in choose(at_home, draft, "Dr. Ratna Widyasari;Dosen;;;;").text


def test_a_namesake_and_a_twin_row_ask_for_a_number(at_home, draft, world):
    answer = choose(
        at_home, draft, "Dr. Ratna Widyasari;Rektor;;;;", "A;B;199001012015011001;;;", "A;B;199001012015011001;;;"
    )
    assert 'id="2-name_error"' in answer.text and 'id="4-employee_no_error"' in answer.text


def test_the_page_never_repeats_a_number_in_its_complaint(at_home, draft):
    answer = choose(at_home, draft, "Made;Peneliti;;123;;")
    assert "123" not in re.search(r'id="2-nik_error">(.*?)</p>', answer.text, re.DOTALL)[1]


@pytest.mark.parametrize("text", ["", "[]", '{"rows": [[1]]}', '{"rows": [["x", {}]], "columns": []}', "{" * 50])
def test_what_the_browser_changed_is_refused(at_home, draft, text):
    assert at_home.post(url("import_people", draft), {"isi": text, "aksi": "tambahkan"}).status_code == 422


def test_a_table_without_names_is_refused(at_home, draft):
    assert "Tidak ada kolom Nama lengkap" in choose(at_home, draft, "x;y", head="A;B").text


def test_strangers_find_no_page_and_sent_files_take_nobody(client, world, at_analyst, orang_lain):
    client.force_login(orang_lain)
    assert client.get(url("import_people", at_analyst)).status_code == 404
    client.force_login(world.siti)
    answer = choose(client, at_analyst, "Made;Peneliti;;;D;")
    assert confirm(client, at_analyst, answer).status_code == 409
    assert at_analyst.participants.count() == 1


def test_the_template_is_a_table_that_is_understood(at_home, draft):
    empty = at_home.get(url("import_people", draft).replace(f"{draft.reference}/peserta/tabel/", "contoh-tabel.csv"))
    filled = empty.content + b"Made;Peneliti"
    answer = at_home.post(url("import_people", draft), {"tabel": SimpleUploadedFile("delegasi.csv", filled)})
    assert "Kolom yang tidak dipakai" not in answer.text and answer.status_code == 200
