"""Rows to a file, one after the other, in memory that does not grow: CSV, and a workbook of one sheet (ECMA-376)."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.timezone import localtime

from ..tables import BOM, line

FORMATS = ("csv", "csv-bom", "xlsx")
MOST_ROWS = 1_048_576  # of a sheet, its head included
_LONGEST = 32_767  # characters of a cell
_EPOCH = date(1899, 12, 30)
_DAY = 86_400
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TEXT, _DATE, _MOMENT, _HEAD = 0, 1, 2, 3  # numbers of the styles below


class TooLong(Exception):
    """More rows than a sheet holds."""


class Writer(Protocol):
    """A file being written."""

    def write(self, row: Sequence[Any]) -> None:
        """One more row."""

    def close(self) -> None:
        """The file is whole. Without this it is worth nothing."""


def writer(form: str, target: Path, heads: Sequence[str], title: str) -> Writer:
    """A new file of this format, with its first row."""
    if form == "xlsx":
        return Workbook(target, heads, title)
    return Text(target, heads, bom=form == "csv-bom")


class Text:
    """CSV (RFC 4180) in UTF-8; with a byte order mark spreadsheets take it for what it is."""

    def __init__(self, target: Path, heads: Sequence[str], *, bom: bool) -> None:
        self._out = target.open("w", encoding="utf-8", newline="")
        self._out.write(BOM if bom else "")
        self.write(heads)

    def write(self, row: Sequence[Any]) -> None:
        self._out.write(line(row))

    def close(self) -> None:
        self._out.close()


class Workbook:
    """XLSX, its sheet streamed straight into the archive. Text is text: nothing in a cell is ever a formula."""

    def __init__(self, target: Path, heads: Sequence[str], title: str) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED, compresslevel=3)
        for name, text in _parts(title).items():
            self._zip.writestr(name, text)
        self._sheet = self._zip.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        self._waiting = [_SHEET_BEGINS]
        self._size = self._rows = 0
        self._add("".join(_text(head, _HEAD) for head in heads))

    def write(self, row: Sequence[Any]) -> None:
        self._add("".join(map(_cell, row)))

    def close(self) -> None:
        self._waiting.append("</sheetData></worksheet>")
        self._flush()
        self._sheet.close()
        self._zip.close()

    def _add(self, cells: str) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise TooLong
        self._waiting.append(f"<row>{cells}</row>")
        self._size += len(cells)
        if self._size > 1 << 18:
            self._flush()

    def _flush(self) -> None:
        self._sheet.write("".join(self._waiting).encode())
        self._waiting, self._size = [], 0


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{value:d}</v></c>'
    if isinstance(value, (int, float, Decimal)):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, datetime):
        local = localtime(value)
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        return f'<c s="{_MOMENT}"><v>{(local.date() - _EPOCH).days + seconds / _DAY:.6f}</v></c>'
    if isinstance(value, date):
        return f'<c s="{_DATE}"><v>{(value - _EPOCH).days}</v></c>'
    return _text(str(value), _TEXT)


def _text(text: str, style: int) -> str:
    kept = escape(_NO_XML.sub("", text)[:_LONGEST])
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{kept}</t></is></c>'


def _parts(title: str) -> dict[str, str]:
    """Everything of a workbook but its sheet."""
    name = escape(re.sub(r"[\[\]:*?/\\]", " ", title)[:31], {'"': "&quot;"})
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/styles.xml": _STYLES,
    }


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET_BEGINS = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    '<cols><col min="1" max="40" width="18" customWidth="1"/></cols><sheetData>'
)
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">'
    '<xf xfId="0"/><xf numFmtId="164" applyNumberFormat="1" xfId="0"/>'
    '<xf numFmtId="165" applyNumberFormat="1" xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
