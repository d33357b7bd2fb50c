"""The returns as files: a folder of CSV files a year, or one XML file of one year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from suffice.demo.csv_files import write_rows
from suffice.demo.returns.model import DemoReturns, Row

FILE_NAMES = {
    "Header": "header.csv",
    "Episodes": "episodes.csv",
    "Reviews": "reviews.csv",
    "UASC": "uasc.csv",
    "OC2": "oc2.csv",
    "OC3": "oc3.csv",
    "AD1": "ad1.csv",
    "PlacedAdoption": "placed_for_adoption.csv",
    "PrevPerm": "previous_permanence.csv",
    "Missing": "missing.csv",
}
_GROUPS = {
    "Reviews": "AREVIEW",
    "Missing": "AMISSING",
    "PrevPerm": "PERMANENCE",
    "OC2": "OC2",
    "PlacedAdoption": "AD_PLACED",
}
_INLINE = ("OC3", "AD1")
_ELEMENT = {"CHILD": "CHILDID", "PLACE": "PL"}
_IN_THE_HEADER = frozenset({"CHILD", "DOB", "SEX"})


def write(demo: DemoReturns, folder: Path) -> list[Path]:
    """Write a folder a collection year with a CSV file a table, and return the files in order."""
    written = []
    for year, tables in demo.tables.items():
        place = folder / str(year)
        for table, rows in tables.items():
            if rows:
                written.append(write_rows(place / FILE_NAMES[table], list(rows[0]), rows))
    return written


def write_xml(demo: DemoReturns, year: int, path: Path) -> None:
    """Write the return of one collection year as one XML file, the shape in which it is sent to the department.

    Raises:
        KeyError: a year that the demonstration does not have.
    """
    tables = demo.tables[year]
    by_child = {table: _by_child(rows) for table, rows in tables.items()}
    root = etree.Element("EXPSSDA903")
    for header in tables["Header"]:
        mine = {table: rows.get(header["CHILD"], []) for table, rows in by_child.items()}
        child = etree.SubElement(root, "CHILD")
        _write_header(etree.SubElement(child, "HEADER"), header, mine)
        for episode in mine["Episodes"]:
            _write_fields(etree.SubElement(child, "EPISODE"), episode, leave_out={"CHILD"})
    etree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _by_child(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["CHILD"]].append(row)
    return grouped


def _write_header(element: etree._Element, header: Row, mine: dict[str, list[Row]]) -> None:
    _write_fields(element, header)
    uasc = mine["UASC"]
    etree.SubElement(element, "UASC").text = "1" if uasc else None
    for row in (*uasc, *(row for table in _INLINE for row in mine[table])):
        _write_fields(element, row, leave_out=_IN_THE_HEADER)
    for table, group in _GROUPS.items():
        for row in mine[table]:
            _write_fields(etree.SubElement(element, group), row, leave_out=_IN_THE_HEADER)


def _write_fields(element: etree._Element, row: Row, *, leave_out: Iterable[str] = ()) -> None:
    for name, value in row.items():
        if name not in leave_out:
            etree.SubElement(element, _ELEMENT.get(name, name)).text = value or None
