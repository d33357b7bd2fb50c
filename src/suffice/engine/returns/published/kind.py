"""Published files among the files that a person brings: said to be what they are, and accounted for row by row."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import polars as pl

from suffice.engine.findings import Example, Severity
from suffice.engine.returns import csv_table, flags, settle
from suffice.engine.returns.model import FileReport, Opened, Return, Use
from suffice.engine.returns.published import lookups, small_areas
from suffice.engine.returns.published.layouts import LICENCE, common
from suffice.engine.returns.published.reading import HEAD, cells, headings, read_data
from suffice.engine.returns.published.telling import flag
from suffice.engine.returns.sheets import SheetUnreadable, fits
from suffice.engine.returns.sheets.layout import plain
from suffice.engine.supply.sources import providers
from suffice.engine.words import counted

KIND = "published"
OF_MEASURES = "+"
"""Stands in `Return.part` between the key of a table and a mark of the measures that the file holds."""
_LEVEL = frozenset({"time period", "geographic level"})


def recognises(name: str, data: bytes) -> bool:
    """Return whether a file is in the shape of a published table or lookup, by its headings."""
    header = headings(data)
    if not header:
        return small_areas.is_whole_workbook(data)
    known = _departmental(header) or lookups.headed(header) is not None or fits(data[:HEAD], providers.layout())
    return known or small_areas.recognises(data)


def read(data: bytes, *, name: str, folder: str, sha256: str, today: date) -> Opened:
    """Say what a published file is and give what it holds; it is nobody's return, so `Opened.returns` has none."""
    table = None if _too_large(data) else read_data(data, name=name)
    if table is not None:
        report = _report(name, table.table.title, table.rows, table.used, sha256)
        held = _held(table.frame, report, part_of(table.table.key, table.frame["measure"]))
        return Opened((), (report,), table.flags, _set_aside(table.aside, name, table.table.title), held)
    if fits(data, providers.layout()):
        return _of_providers(data, name=name, sha256=sha256)
    if small_areas.is_whole_workbook(data):
        return _not_whole(name, sha256=sha256)
    lookup = small_areas.read(data, name=name) or lookups.lookup_of(data, name=name)
    if lookup is not None:
        report = _report(name, lookup.shape.title, lookup.rows, lookup.used, sha256)
        held = _held(lookup.frame, report, lookup.shape.key)
        return Opened((), (report,), lookup.flags, _set_aside(lookup.aside, name, lookup.shape.title), held)
    return _unknown(data, name=name, sha256=sha256)


def part_of(key: str, measures: pl.Series) -> str:
    """Return what tells one file of a table from another: the table, and which of its measures the file holds.

    The department ships one table as several files, each with measures of its own; they stand beside each other.
    """
    held = "\n".join(measures.unique().sort().to_list())
    return f"{key}{OF_MEASURES}{hashlib.sha256(held.encode()).hexdigest()[:8]}"


def _too_large(data: bytes) -> bool:
    """Return whether a file is of postcodes or small areas, and so too large to be tried as anything else."""
    found = lookups.headed(headings(data))
    return (found is not None and found.shape.key == "postcodes") or small_areas.recognises(data)


def _held(frame: pl.DataFrame, report: FileReport, part: str) -> tuple[Return, ...]:
    """Return a published table as what is kept of it; none where no row can be used."""
    if frame.is_empty():
        return ()
    year = frame["year"].max() if "year" in frame.columns else None
    latest = year if isinstance(year, int) else None
    return (Return(KIND, None, latest, report.name, {report.table or part: frame}, (report,), part=part),)


def _of_providers(data: bytes, *, name: str, sha256: str) -> Opened:
    """Say of the inspectorate's list of providers what it holds; places are matched with it elsewhere."""
    try:
        held = providers.providers_of(data, name=name)
    except SheetUnreadable as unreadable:
        unread = flag("published-unreadable", Severity.ERROR, str(unreadable), file=name)
        return Opened((), (FileReport(name, KIND, None, None, sha256=sha256),), unread, settle.none_set_aside())
    title = "Registered providers of children's social care"
    years = sorted({one.year for one in held.rows if one.year is not None})
    span = f", {years[0]} to {years[-1]}" if len(years) > 1 else ""
    sentence = (
        f"{name} is the inspectorate's list of providers (Ofsted): {counted(len(held.rows), 'row')}{span}. {LICENCE}"
    )
    said = [flag("published-file", Severity.NOTE, sentence, file=name), *map(_flag_of, held.aside)]
    aside = [(name, one.row, title, one.sentence, "{}") for one in held.aside]
    return Opened(
        (),
        (_report(name, title, held.total, len(held.rows), sha256),),
        flags.joined(said),
        pl.DataFrame(aside, schema=settle.SET_ASIDE_SCHEMA, orient="row"),
    )


def _flag_of(place: Example) -> pl.DataFrame:
    told = ["provider-row-not-used", "error", place.file, place.row, place.column, place.value, place.sentence]
    return pl.DataFrame([[*told, str(Use.SET_ASIDE)]], schema=flags.SCHEMA, orient="row")


def _departmental(header: list[str]) -> bool:
    """Return whether the headings are a year, a level or a code, as the department's tables begin."""
    headings = {plain(one) for one in header}
    codes = {heading for one in common() if one.name in {"old_code", "new_code"} for heading in one.plainly}
    return "time period" in headings and bool(headings & (codes | _LEVEL - {"time period"}))


def _report(name: str, title: str, rows: int, used: int, sha256: str) -> FileReport:
    return FileReport(name, KIND, title, None, rows=rows, used=used, set_aside=rows - used, sha256=sha256)


def _set_aside(aside: pl.DataFrame, name: str, title: str) -> pl.DataFrame:
    rows = [
        (name, row, title, reason, json.dumps({"line": line}, ensure_ascii=False))
        for row, reason, line in aside.select("row", "reason", "line").iter_rows()
    ]
    return pl.DataFrame(rows, schema=settle.SET_ASIDE_SCHEMA, orient="row")


def _not_whole(name: str, *, sha256: str) -> Opened:
    """Say of a workbook that is too large to be read whole what to bring instead."""
    report = FileReport(name, KIND, None, None, rows=0, sha256=sha256)
    return Opened((), (report,), small_areas.whole_workbook(name), settle.none_set_aside())


def _unknown(data: bytes, *, name: str, sha256: str) -> Opened:
    """Say of a table in the department's shape that it is none that is known here."""
    grid = cells(data)
    rows = 0 if grid is None else grid.frame.height + grid.ragged.height
    held = [] if grid is None else [one.strip(csv_table.BLANKS) for one in grid.header]
    known = {heading for one in common() for heading in one.plainly}
    own = ", ".join(one for one in held if plain(one) not in known)
    sentence = (
        f"{name} is in the shape of a published table, by year and area, and none that is known here: its own "
        f"columns are {own}. Nothing of it is used."
    )
    said = flags.joined([flag("published-table-unknown", Severity.QUERY, sentence, file=name)])
    report = FileReport(name, None, None, None, rows=rows, set_aside=rows, sha256=sha256)
    return Opened((), (report,), said, settle.none_set_aside())
