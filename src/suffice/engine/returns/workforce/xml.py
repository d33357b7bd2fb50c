"""The census as XML, streamed worker by worker into two tables of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl
from lxml import etree

from suffice.engine.returns import csv_table, markup
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.records import Records
from suffice.engine.returns.workforce.layouts import VACANCIES, WORKERS, Table, tables

_HEADER = "HEADER"
_MODULES = {name.upper(): name for name in (VACANCIES, WORKERS)}
_COLLECTION = "CSWW"


@dataclass(slots=True)
class Census:
    """One file as it stands.

    Attributes:
        header: the texts in its header by the name of their element, in capitals (``YEAR``, ``LEA``).
        tables: ``row`` (the line on which the element starts) and, as trimmed text, every column, by published name.
        unknown: elements that the census does not have, each with the line where it first stands.
    """

    header: Mapping[str, str]
    tables: Mapping[str, pl.DataFrame]
    unknown: Mapping[str, int] = field(default_factory=dict)


def is_census(data: bytes) -> bool:
    """Return whether a file is a workforce census, by its first elements."""
    if not markup.is_xml(data):
        return False
    beginning = markup.begins(data)
    if beginning.collection:
        return beginning.collection == _COLLECTION
    return bool(beginning.names & _MODULES.keys())


def read_census(data: bytes) -> Census:
    """Return what a census file holds, as text.

    Raises:
        NotRead: it declares a document type, breaks off, or has no worker.
    """
    markup.insist_on_no_doctype(data)
    found = {name: Records(column.name for column in table.columns) for name, table in tables().items()}
    header: dict[str, str] = {}
    unknown: dict[str, int] = {}
    try:
        for element in _modules(data):
            name = markup.name_of(element)
            if name in _MODULES:
                table = tables()[_MODULES[name]]
                found[table.name].add(element.sourceline, _cells(element, table, unknown))
            elif name == _HEADER:
                header |= {markup.name_of(one): (one.text or "").strip() for one in element.iter() if len(one) == 0}
            else:
                unknown.setdefault(etree.QName(element).localname, element.sourceline)
    except etree.XMLSyntaxError as error:
        raise markup.broken(error) from error
    frames = {name: _tidy(records.frame()) for name, records in found.items()}
    if frames[WORKERS].is_empty():
        raise NotRead("workforce-empty", "")
    return Census(header, frames, unknown)


def _modules(data: bytes) -> Iterator[etree._Element]:
    """Yield each element right under the outermost one, and let go of it when it has been looked at."""
    for _, element in markup.parse(data, events=("end",)):
        parent = element.getparent()
        if parent is None or parent.getparent() is not None:
            continue
        yield element
        element.clear()
        while element.getprevious() is not None:
            del parent[0]


def _cells(element: etree._Element, table: Table, unknown: dict[str, int]) -> dict[str, str]:
    """Return the texts of the elements of one record by published name; the first of one that stands twice."""
    names = {column.name.upper(): column.name for column in table.columns}
    cells: dict[str, str] = {}
    for inner in element:
        name = names.get(markup.name_of(inner))
        text = (inner.text or "").strip(csv_table.BLANKS)
        if name is None:
            unknown.setdefault(etree.QName(inner).localname, inner.sourceline)
        elif name not in cells:
            cells[name] = text
        elif name in table.several and text:
            cells[name] = f"{cells[name]}; {text}"
    return cells


def _tidy(frame: pl.DataFrame) -> pl.DataFrame:
    text = pl.col([name for name in frame.columns if name != "row"]).str.strip_chars(csv_table.BLANKS + "\n\r")
    return frame.with_columns(pl.when(text != "").then(text))
