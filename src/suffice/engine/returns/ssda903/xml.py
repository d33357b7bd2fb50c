"""The XML form of the return, streamed child by child into the same tables as the CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import polars as pl
from lxml import etree

from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.ssda903.layouts import Table, tables
from suffice.engine.returns.ssda903.tables import RawTable, tidy

ROOT = "EXPSSDA903"
_GROUPS = {
    "AREVIEW": "Reviews",
    "AMISSING": "Missing",
    "PERMANENCE": "PrevPerm",
    "OC2": "OC2",
    "AD_PLACED": "PlacedAdoption",
}
_INLINE = {
    "OC3": frozenset({"IN_TOUCH", "ACTIV", "ACCOM"}),
    "AD1": frozenset({"DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"}),
}
_ALIASES = {"CHILDID": "CHILD", "PL": "PLACE"}
_PROLOGUE = 65_536


@dataclass(frozen=True, slots=True)
class _Record:
    table: str
    row: int
    cells: dict[str, str]


def is_xml(data: bytes) -> bool:
    """Return whether `data` starts as XML does, in any of its usual encodings."""
    return data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def root_name(data: bytes) -> str | None:
    """Return the name of the outermost element; None when the file breaks off before it."""
    try:
        for _, element in _parse(data, events=("start",)):
            return _name(element)
    except etree.XMLSyntaxError:
        pass
    return None


def read_tables(data: bytes, *, file: str, folder: str) -> list[RawTable]:
    """Return the tables of one XML return, those with rows alone.

    ``row`` is the line on which an element starts. A file that declares a document type is refused and one that
    breaks off is not used in part: both raise `NotRead`, and so does one without a child. The reason is the line and
    the parser's words.
    """
    if b"<!DOCTYPE" in data[:_PROLOGUE].replace(b"\0", b"").split(ROOT.encode())[0].upper():
        raise NotRead("xml-doctype", "")
    records: dict[str, list[_Record]] = {}
    try:
        for child in _children(data):
            for record in _records(child):
                records.setdefault(record.table, []).append(record)
    except etree.XMLSyntaxError as error:
        raise NotRead("xml-broken", f"{error.lineno}:{error.msg}") from error
    if not records:
        raise NotRead("xml-empty", "")
    return [
        RawTable(file, folder, table, _frame(records[name], table), _no_ragged(), whole=True)
        for name, table in tables().items()
        if name in records
    ]


def _parse(data: bytes, *, events: tuple[str, ...]) -> etree.iterparse:
    return etree.iterparse(
        BytesIO(data), events=events, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.upper() if isinstance(element.tag, str) else ""


def _children(data: bytes) -> Iterator[etree._Element]:
    depth = 0
    for event, element in _parse(data, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 1:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _cells(element: etree._Element) -> dict[str, str]:
    """Return the texts of the elements inside that hold no others."""
    return {
        _ALIASES.get(_name(inner), _name(inner)): (inner.text or "")
        for inner in element
        if len(inner) == 0 and _name(inner)
    }


def _records(child: etree._Element) -> Iterator[_Record]:
    header = next((part for part in child if _name(part) == "HEADER"), None)
    about = {} if header is None else _cells(header)
    own = {"CHILD": about.get("CHILD", "")}
    if header is not None:
        yield from _header_records(header, about)
    for part in child:
        if _name(part) == "EPISODE":
            yield _Record("Episodes", part.sourceline, own | _cells(part))


def _header_records(header: etree._Element, about: dict[str, str]) -> Iterator[_Record]:
    line = header.sourceline
    own = {name: about.get(name, "") for name in ("CHILD", "DOB")}
    yield _Record("Header", line, about)
    if about.get("UASC", "").strip() == "1" or about.get("DUC", "").strip():
        yield _Record("UASC", line, about)
    for table, fields in _INLINE.items():
        if any(about.get(name, "").strip() for name in fields):
            yield _Record(table, line, about)
    for part in header:
        if _name(part) in _GROUPS:
            yield _Record(_GROUPS[_name(part)], part.sourceline, own | _cells(part))


def _frame(records: list[_Record], table: Table) -> pl.DataFrame:
    columns = {
        column.field: pl.Series([record.cells.get(column.name) for record in records], dtype=pl.String)
        for column in table.columns
    }
    return tidy(pl.DataFrame({"row": pl.Series([r.row for r in records], dtype=pl.Int32), **columns}), table)


def _no_ragged() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.Int32, "value": pl.String, "line": pl.String})
