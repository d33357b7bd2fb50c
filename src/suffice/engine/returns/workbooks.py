"""Workbooks opened with care: limits before anything is unpacked, cells as they stand, formulas never run."""

from __future__ import annotations

import re
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from io import BytesIO
from typing import Any

from lxml import etree

from suffice.engine.returns import archives
from suffice.engine.returns.archives import NotRead

MAX_BYTES = 50 * 1024**2
"""The largest workbook that is opened."""
MAX_UNPACKED = 500 * 1024**2
"""The most that its parts may hold unpacked."""
MAX_PARTS = 2_000
MAX_SHEETS = 100
MAX_ROWS = 200_000
"""The most rows that a sheet may have."""
MAX_CELLS = 2_000_000
"""The most cells that a sheet may have."""
LAST_ROW = 1_048_576
"""The last row that a spreadsheet has."""
MAX_COLUMNS = 500
"""Cells further to the right are not looked at."""
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook of the old form (.xls) begins, and one with a password."""
TOP_ROWS = 40
"""The headings of a sheet stand within so many rows."""
_MERGED_CELLS = 10_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_QUOTED = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')
_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)})
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell.

    Attributes:
        text: trimmed of nothing; dates that the workbook shows as dates as yyyy-mm-dd, numbers as shortly as they go.
        dated: whether the workbook itself says that it is a date.
        number: whether it is a number that the workbook does not call a date.
        formula: whether it was worked out; `text` is then the value that the workbook keeps, "" where it keeps none.
    """

    text: str
    dated: bool = False
    number: bool = False
    formula: bool = False


@dataclass(slots=True)
class SheetCells:
    """One sheet: its cells by row (from 1) and column (from 0), and how many cells were merged."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: int = 0


class Workbook:
    """A workbook (.xlsx), its sheets read one at a time.

    Raises:
        NotRead: it is too large, would unpack to too much, is damaged, locked or no workbook.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_BYTES:
            raise too_large(len(data))
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise NotRead("zip-broken", "") from error
        parts = self._archive.infolist()
        wrong = archives.unsafe(parts, most=MAX_PARTS, largest=sys.maxsize, total=MAX_UNPACKED)
        if wrong:
            raise NotRead("workbook-refused", wrong)

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """The parts that hold the sheets, by the name of the sheet, in their order."""
        targets = {
            one.get("Id"): one.get("Target", "") for one in self._elements("xl/_rels/workbook.xml.rels", "Relationship")
        }
        found: dict[str, str] = {}
        for one in self._elements("xl/workbook.xml", "sheet"):
            target = targets.get(one.get(_RELATION), "")
            if "worksheets/" in target:
                found[one.get("name", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
        if len(found) > MAX_SHEETS:
            raise NotRead("workbook-refused", f"it has {len(found):,} sheets and the limit is {MAX_SHEETS:,}")
        return found

    def sheet(self, name: str, *, top: bool = False) -> SheetCells:
        """Return the cells of a sheet, or with `top` of its first rows; a merged range has its value in each cell."""
        try:
            return self._sheet(name, top=top)
        except (ValueError, IndexError, OverflowError) as error:
            raise NotRead("workbook-broken", f"its part {self.sheets[name]} is damaged") from error

    def _sheet(self, name: str, *, top: bool) -> SheetCells:
        sheet = SheetCells(name)
        merges: list[str] = []
        held = 0
        for element in self._elements(self.sheets[name], "row", "mergeCell"):
            if _local(element) == "mergeCell":
                merges.append(element.get("ref", ""))
                continue
            if len(sheet.rows) >= MAX_ROWS:
                raise NotRead("workbook-refused", f"its sheet {name} has more than {MAX_ROWS:,} rows, the limit")
            if top and len(sheet.rows) >= TOP_ROWS:
                break
            number = int(element.get("r") or max(sheet.rows, default=0) + 1)
            cells = dict(self._cells(element))
            held += len(cells)
            if held > MAX_CELLS or number > LAST_ROW:
                raise NotRead("workbook-refused", f"its sheet {name} has more than {MAX_CELLS:,} cells, the limit")
            if cells:
                sheet.rows[number] = cells
        for reference in merges:
            _spread(sheet, reference)
        return sheet

    def _cells(self, row: etree._Element) -> Iterator[tuple[int, Cell]]:
        at = -1
        for element in row:
            if _local(element) != "c":
                continue
            match = _REFERENCE.fullmatch(element.get("r", ""))
            at = _position(match[1]) if match else at + 1
            if at < MAX_COLUMNS and (cell := self._cell(element)) is not None:
                yield at, cell

    def _cell(self, element: etree._Element) -> Cell | None:
        kept, formula, inline = None, False, ""
        for part in element:
            match _local(part):
                case "v":
                    kept = part.text
                case "f":
                    formula = True
                case "is":
                    inline = _said(part)
        if kept is None and not inline:
            return Cell("", formula=True) if formula else None
        return self._valued(element, kept or "", inline, formula)

    def _valued(self, element: etree._Element, kept: str, inline: str, formula: bool) -> Cell | None:
        match element.get("t", "n"):
            case "s":
                return _unless_blank(Cell(self._shared[int(kept)], formula=formula))
            case "inlineStr":
                return _unless_blank(Cell(inline, formula=formula))
            case "b":
                return Cell("Yes" if kept == "1" else "No", formula=formula)
            case "d":
                return Cell(date.fromisoformat(kept[:10]).isoformat(), dated=True, formula=formula)
            case "n":
                return self._numbered(kept, int(element.get("s", 0)), formula)
            case _:
                return _unless_blank(Cell(kept, formula=formula))

    def _numbered(self, kept: str, style: int, formula: bool) -> Cell:
        if style in self._date_styles and (day := self.day_of(kept)) is not None:
            return Cell(day.isoformat(), dated=True, formula=formula)
        return Cell(_shortest(kept), number=True, formula=formula)

    def day_of(self, serial: str) -> date | None:
        """Return the day that a serial number means in this workbook; None where it is none."""
        try:
            day = (datetime(1904, 1, 1) if self._from_1904 else datetime(1899, 12, 30)) + timedelta(days=float(serial))
        except (ValueError, OverflowError):
            return None
        return day.date() if float(serial) >= 1 else None

    @cached_property
    def _from_1904(self) -> bool:
        return any(one.get("date1904") in ("1", "true") for one in self._elements("xl/workbook.xml", "workbookPr"))

    @cached_property
    def _shared(self) -> list[str]:
        return [_said(one) for one in self._elements("xl/sharedStrings.xml", "si", needed=False)]

    @cached_property
    def _date_styles(self) -> frozenset[int]:
        formats: dict[str, str] = {}
        dated = set()
        for part in self._elements("xl/styles.xml", "numFmt", "cellXfs", needed=False):
            if _local(part) == "numFmt":
                formats[part.get("numFmtId", "")] = part.get("formatCode", "")
            else:
                numbers = [one.get("numFmtId", "0") for one in part]
                dated |= {at for at, number in enumerate(numbers) if _is_date(number, formats)}
        return frozenset(dated)

    def _elements(self, part: str, *names: str, needed: bool = True) -> Iterator[etree._Element]:
        """Yield the elements of a part by their names, each cleared once it was looked at."""
        if part not in self._archive.NameToInfo:
            if needed:
                raise NotRead("workbook-broken", f"its part {part} is missing")
            return
        safely: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
        try:
            with self._archive.open(part) as stream:
                tags = tuple(f"{{*}}{name}" for name in names)
                reading = etree.iterparse(stream, events=("end",), tag=tags, remove_comments=True, **safely)
                for _, element in reading:
                    yield element
                    _let_go(element)
                if reading.root is not None and reading.root.getroottree().docinfo.internalDTD is not None:
                    raise NotRead("workbook-broken", f"its part {part} declares a document type")
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
            raise NotRead("workbook-broken", f"its part {part} is damaged") from error


def too_large(size: int) -> NotRead:
    """Return the refusal of a workbook of `size` bytes."""
    limit = f"{MAX_BYTES / 1024**2:,.0f} MB"
    return NotRead("workbook-refused", f"it holds {size / 1024**2:,.0f} MB and the limit for a workbook is {limit}")


def is_workbook(data: bytes) -> bool:
    """Return whether `data` is an Excel workbook, going by its list of parts alone."""
    if not archives.is_zip(data[:4]):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.NameToInfo
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def _let_go(element: etree._Element) -> None:
    """Forget an element and all before it, so that a long sheet stays small."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _unless_blank(cell: Cell) -> Cell | None:
    return cell if cell.formula or cell.text.strip() else None


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _said(element: etree._Element) -> str:
    """Return the text of a string, without the reading aids that stand beside it."""
    runs = element.iter("{*}t")
    return "".join(run.text or "" for run in runs if _local(run.getparent()) != "rPh")


def _position(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _shortest(number: str) -> str:
    """Return a number as a person would write it: 7 for 7.0, all figures of a long identifier."""
    try:
        value = float(number)
    except ValueError:
        return number
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else number


def _is_date(number: str, formats: Mapping[str, str]) -> bool:
    if number.isdigit() and int(number) in _BUILT_IN_DATES:
        return True
    bare = _QUOTED.sub("", formats.get(number, "")).lower()
    return "d" in bare or "y" in bare


def _spread(sheet: SheetCells, reference: str) -> None:
    """Give every cell of a merged range the value of its first."""
    corners = [_REFERENCE.fullmatch(one) for one in reference.split(":")]
    if len(corners) != 2 or corners[0] is None or corners[1] is None:
        return
    (left, top), (right, bottom) = ((_position(one[1]), int(one[2])) for one in corners if one is not None)
    value = sheet.rows.get(top, {}).get(left)
    if value is None or (right - left + 1) * (bottom - top + 1) > _MERGED_CELLS:
        return
    sheet.merged += 1
    for row in range(top, bottom + 1):
        if row == top or row in sheet.rows:
            for column in range(left, min(right, MAX_COLUMNS - 1) + 1):
                sheet.rows[row].setdefault(column, value)
