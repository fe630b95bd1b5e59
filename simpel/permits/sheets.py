"""A table out of a file that somebody filled in: CSV as any program writes it, or XLSX. Pure: bytes in, texts out.

The file comes from outside and is not trusted. Nothing is computed (a formula is marked, never evaluated or believed),
nothing is unpacked beyond a limit, and no document type or entity of XML is obeyed.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 16 * 1024 * 1024  # one part of an XLSX
MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 300, 40, 500
_XLSX = b"PK\x03\x04"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHARED = "xl/sharedStrings.xml"
_EXACT_DIGITS = 15  # a number of a spreadsheet holds no more; what follows is zeros


class NotTable(Exception):
    """No table can be read. Codes: empty, too_large, too_many_rows, old_excel, broken, not_text."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `kind` tells text from a number, a formula, or a number that lost its last digits."""

    text: str
    kind: str = "text"  # text | number | formula | rounded


Table = list[list[Cell]]


def read(data: bytes) -> Table:
    """The rows of the first sheet, without empty ones. The first row is the heading."""
    if not data:
        raise NotTable("empty")
    if len(data) > MOST_BYTES:
        raise NotTable("too_large", megabytes=MOST_BYTES // 2**20)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotTable("old_excel")
    rows = list(_filled(_of_xlsx(data) if data.startswith(_XLSX) else _of_csv(data)))
    if not rows:
        raise NotTable("empty")
    return rows


def _filled(rows: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    kept = 0
    for row in rows:
        if not any(cell.text.strip() for cell in row):
            continue
        kept += 1
        if kept > MOST_ROWS + 1:
            raise NotTable("too_many_rows", rows=MOST_ROWS)
        yield [Cell(" ".join(cell.text.split())[:MOST_SIGNS], cell.kind) for cell in row[:MOST_COLUMNS]]


# CSV


def _of_csv(data: bytes) -> Iterator[list[Cell]]:
    text = _decoded(data)
    if "\x00" in text:
        raise NotTable("not_text")
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)):
            yield [_typed(value) for value in row]
    except csv.Error as problem:
        raise NotTable("broken") from problem


def _decoded(data: bytes) -> str:
    """UTF-8 where it is, else the Windows code page that older spreadsheets write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """What stands most often in the first line, outside quotes."""
    heading = re.sub(r'"[^"]*"', "", text.lstrip().split("\n", 1)[0])
    return max(";,\t", key=heading.count)


def _typed(value: str) -> Cell:
    """A value of a CSV. Long numbers that went through a spreadsheet stand there as 3.17101E+15."""
    value = value.strip()
    if re.fullmatch(r"\d[.,]\d+E\+\d+", value, re.IGNORECASE):
        return Cell(value, "rounded")
    if value.startswith(("=", "@")) or re.match(r"[+\-].*[A-Za-z(!]", value):
        return Cell(value, "formula")
    return Cell(value)


# XLSX


def _of_xlsx(data: bytes) -> Iterator[list[Cell]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = set(book.namelist())
            sheet = _first_sheet(book, names)
            shared = [_text_of(item) for item in _part(book, _SHARED)] if _SHARED in names else []
            yield from _rows(_part(book, sheet), shared)
    except (zipfile.BadZipFile, KeyError, ParseError, IndexError, ValueError, RuntimeError, EOFError) as problem:
        raise NotTable("broken") from problem


def _first_sheet(book: zipfile.ZipFile, names: set[str]) -> str:
    """The part that holds the first sheet in the order of the tabs."""
    sheet = _part(book, "xl/workbook.xml").find(f"{_MAIN}sheets/{_MAIN}sheet")
    wanted = "" if sheet is None else sheet.get(_RELATION)
    for relation in _part(book, "xl/_rels/workbook.xml.rels"):
        if relation.get("Id") == wanted:
            target = str(relation.get("Target", "")).lstrip("/")
            path = target if target.startswith("xl/") else f"xl/{target}"
            if path in names:
                return path
    raise KeyError("sheet")


def _part(book: zipfile.ZipFile, name: str) -> Element:
    """One part, unpacked up to the limit: a size that the archive only claims is not believed."""
    with book.open(name) as packed:
        data = packed.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise NotTable("too_large", megabytes=MOST_UNPACKED // 2**20)
    return _parsed(data)


def _parsed(data: bytes) -> Element:
    """XML without document types, hence without entities of its own."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_: Any) -> None:
        raise NotTable("broken")

    def start(tag: str, attributes: dict[str, str]) -> None:
        builder.start(_named(tag), {_named(name): value for name, value in attributes.items()})

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: builder.end(_named(tag))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise NotTable("broken") from problem
    return builder.close()


def _named(tag: str) -> str:
    return "{" + tag if "}" in tag else tag


def _rows(sheet: Element, shared: list[str]) -> Iterator[list[Cell]]:
    for row in sheet.iterfind(f"{_MAIN}sheetData/{_MAIN}row"):
        cells: dict[int, Cell] = {}
        for place, cell in enumerate(row.iterfind(f"{_MAIN}c")):
            column = _column(cell.get("r", ""), place)
            if column < MOST_COLUMNS:
                cells[column] = _cell(cell, shared)
        yield [cells.get(column, Cell("")) for column in range(max(cells, default=-1) + 1)]


def _column(reference: str, place: int) -> int:
    """B7: 1. Cells without a reference follow one another."""
    letters = re.match("[A-Z]{1,3}", reference)
    if not letters:
        return place
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(cell: Element, shared: list[str]) -> Cell:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v") or ""
    if cell.find(f"{_MAIN}f") is not None:
        return Cell(value, "formula")
    if kind == "s":
        return Cell(shared[int(value)] if value else "")
    if kind == "inlineStr":
        return Cell(_text_of(cell))
    if kind != "n":
        return Cell(value)
    return _number(value)


def _number(value: str) -> Cell:
    """A number as the digits it stands for; one of too many digits has lost the last of them."""
    if not value:
        return Cell("")
    number = float(value)
    if number != int(number):
        return Cell(value, "number")
    digits = str(int(number))
    return Cell(digits, "rounded" if len(digits.lstrip("-")) > _EXACT_DIGITS else "number")


def _text_of(item: Element) -> str:
    """All the runs of a text, without the phonetic ones."""
    return "".join(
        part.text or "" for part in item.iter(f"{_MAIN}t") if part not in set(item.iterfind(f"{_MAIN}rPh/{_MAIN}t"))
    )
