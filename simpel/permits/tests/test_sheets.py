"""Tables from outside: read in every usual shape, believed in none."""

import csv
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.permits import sheets
from simpel.permits.sheets import Cell, NotTable

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORDS = st.text(st.characters(categories=["L", "Nd"], include_characters=" ,;.'"), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "x"
)
TABLES = st.integers(2, 5).flatmap(
    lambda wide: st.lists(st.lists(WORDS, min_size=wide, max_size=wide), min_size=1, max_size=8)
)


def xlsx(rows: str, *, shared: str = "", before: str = "") -> bytes:
    """A workbook of one sheet, as bare as the format allows."""
    relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", f'<workbook {MAIN} {relation}><sheets><sheet r:id="r1"/></sheets></workbook>')
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="x"><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        if shared:
            book.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{shared}</sst>")
        book.writestr(
            "xl/worksheets/sheet1.xml", f"{before}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
        )
    return out.getvalue()


@settings(max_examples=40, deadline=None)
@given(table=TABLES, separator=st.sampled_from(";,\t"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_table_is_read_back_whatever_program_wrote_it(table, separator, encoding) -> None:
    table = [[f"kolom {n}" for n in range(len(table[0]))], *table]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(table)
    read = sheets.read(out.getvalue().encode(encoding))
    assert [[cell.text for cell in row] for row in read] == table


def test_older_spreadsheets_write_their_own_letters() -> None:
    assert sheets.read("Nama;Jabatan\r\nJosé;Attaché".encode("cp1252"))[1] == [Cell("José"), Cell("Attaché")]


@pytest.mark.parametrize("typed", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", '=HYPERLINK("http://x")'])
def test_a_formula_in_a_csv_is_marked_and_never_computed(typed) -> None:
    cell = sheets.read(f"Nama\tJabatan\n{typed}\tx".encode())[1][0]
    assert cell == Cell(" ".join(typed.split()), "formula")


@pytest.mark.parametrize("typed", ["+62 811 2345", "-", "Siti + Budi"])
def test_a_sign_in_front_is_no_formula_yet(typed) -> None:
    assert sheets.read(f"Nama;Telepon\nx;{typed}".encode())[1][1].kind == "text"


def test_a_workbook_gives_texts_numbers_and_gaps() -> None:
    shared = "<si><t>Nama</t></si><si><r><t>Dewi </t></r><r><t>Lestari</t></r></si>"
    rows = (
        '<row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>NIP</t></is></c></row>'
        '<row/><row><c r="A3" t="s"><v>1</v></c><c r="C3"><v>46156</v></c></row>'
    )
    read = sheets.read(xlsx(rows, shared=shared))
    assert read == [[Cell("Nama"), Cell(""), Cell("NIP")], [Cell("Dewi Lestari"), Cell(""), Cell("46156", "number")]]


def test_a_formula_and_a_number_that_lost_digits_are_marked_in_a_workbook() -> None:
    rows = '<row><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>3.17101234567890E15</v></c></row>'
    assert [cell.kind for cell in sheets.read(xlsx(rows))[0]] == ["formula", "rounded"]


def test_a_bomb_is_not_unpacked(monkeypatch) -> None:
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 100_000)
    bomb = xlsx("<row><c><v>1</v></c></row>" + " " * 200_000)
    assert len(bomb) < 5_000
    with pytest.raises(NotTable) as refused:
        sheets.read(bomb)
    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\r\n;;\r\n", "empty"),
        (b"a" * (sheets.MOST_BYTES + 1), "too_large"),
        (b"\xd0\xcf\x11\xe0 xls", "old_excel"),
        (b"PK\x03\x04 not a zip", "broken"),
        (b"a;b\x00c", "not_text"),
        (b"Nama\n" + b"x\n" * (sheets.MOST_ROWS + 1), "too_many_rows"),
        (xlsx("<row/>", before='<!DOCTYPE x [<!ENTITY a "b">]>'), "broken"),
        (xlsx('<row><c t="s"><v>7</v></c></row>', shared="<si/>"), "broken"),
    ],
    ids=["nothing", "blank", "heavy", "xls", "no zip", "binary", "long", "entities", "no such text"],
)
def test_what_is_no_table_is_refused_with_its_reason(data, code) -> None:
    with pytest.raises(NotTable) as refused:
        sheets.read(data)
    assert refused.value.code == code


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(lambda data: b"PK\x03\x04" + data)))
def test_no_bytes_break_the_reader(data) -> None:
    try:
        assert sheets.read(data)
    except NotTable as refused:
        assert refused.code
