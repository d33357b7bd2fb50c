"""The XML form of the return, streamed child by child into the same tables as the CSV files."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from lxml import etree

from suffice.engine.returns import markup
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.records import Records
from suffice.engine.returns.ssda903.layouts import tables
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
_Record = tuple[str, int, dict[str, str]]
"""Table, line and cells."""


def read_tables(data: bytes, *, file: str, folder: str) -> list[RawTable]:
    """Return the tables of one XML return, those with rows alone.

    ``row`` is the line on which an element starts. A file that declares a document type is refused and one that
    breaks off is not used in part: both raise `NotRead`, and so does one without a child. The reason is the line and
    the parser's words.
    """
    markup.insist_on_no_doctype(data)
    found = {name: Records(column.name for column in table.columns) for name, table in tables().items()}
    try:
        for child in _children(data):
            for table, line, cells in _records(child):
                found[table].add(line, cells)
    except etree.XMLSyntaxError as error:
        raise markup.broken(error) from error
    frames = {name: rows.frame() for name, rows in found.items()}
    if all(frame.is_empty() for frame in frames.values()):
        raise NotRead("xml-empty", "")
    return [
        RawTable(file, folder, tables()[name], tidy(frame, tables()[name]), _no_ragged(), whole=True)
        for name, frame in frames.items()
        if frame.height
    ]


def _name(element: etree._Element) -> str:
    """Return the published name of an element, whatever its case and namespace."""
    name = markup.name_of(element)
    return _ALIASES.get(name, name)


def _children(data: bytes) -> Iterator[etree._Element]:
    for _, element in markup.parse(data, events=("end",), tag=("{*}CHILD", "{*}child", "{*}Child")):
        parent = element.getparent()
        if parent is None or parent.getparent() is not None:
            continue
        yield element
        element.clear()
        while element.getprevious() is not None:
            del parent[0]


def _cells(element: etree._Element) -> dict[str, str]:
    """Return the texts of the elements inside that hold no others."""
    return {_name(inner): (inner.text or "") for inner in element if len(inner) == 0}


def _records(child: etree._Element) -> Iterator[_Record]:
    header = next((part for part in child if _name(part) == "HEADER"), None)
    about = {} if header is None else _cells(header)
    own = {"CHILD": about.get("CHILD", "")}
    if header is not None:
        yield from _header_records(header, about)
    for part in child:
        if _name(part) == "EPISODE":
            yield ("Episodes", part.sourceline, own | _cells(part))


def _header_records(header: etree._Element, about: dict[str, str]) -> Iterator[_Record]:
    line = header.sourceline
    own = {name: about.get(name, "") for name in ("CHILD", "DOB")}
    yield ("Header", line, about)
    if about.get("UASC", "").strip() == "1" or about.get("DUC", "").strip():
        yield ("UASC", line, about)
    for table, fields in _INLINE.items():
        if any(about.get(name, "").strip() for name in fields):
            yield (table, line, about)
    for part in header:
        if _name(part) in _GROUPS:
            yield (_GROUPS[_name(part)], part.sourceline, own | _cells(part))


def _no_ragged() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.Int32, "value": pl.String, "line": pl.String})
