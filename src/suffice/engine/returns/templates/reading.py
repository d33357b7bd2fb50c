"""Files filled in by template, beside the returns: every row used, or set aside with its sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns import flags, settle
from suffice.engine.returns.model import FileReport, Opened, Return, Use
from suffice.engine.returns.sheets import Column, Kind, Row, Sheet, SheetUnreadable, fits, sheet_of
from suffice.engine.returns.templates.layouts import Template, layout, measure_called, scales
from suffice.engine.returns.templates.rules import WORDS, answers, ask

_TYPES: Mapping[Kind, pl.DataType] = {
    Kind.WHOLE: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.DAY: pl.Date(),
    Kind.MONTH: pl.Date(),
    Kind.YES: pl.Boolean(),
}


class TemplateReturn:
    """One template as the reading of returns takes it (see `returns.kinds.OtherReturn`)."""

    def __init__(self, template: Template) -> None:
        self.KIND = str(template)
        self._template = template

    def recognises(self, name: str, data: bytes) -> bool:
        """Return whether a text file has the columns that the template needs."""
        return fits(data, layout(self._template))

    def read(self, data: bytes, *, name: str, folder: str, sha256: str, today: date) -> Opened:
        """Return the rows of one file; `Return.tables` has one table, named by `Template.table`.

        Its columns are those of the published schema, and ``authority`` (null), ``year`` (null), ``file``, ``row``.
        A survey's answers are spelt as their scale spells them and each counts (``count`` is never null); a figure's
        measure is its code where it is known, with ``title``, ``area`` and ``percent`` beside.
        """
        try:
            sheet = sheet_of(data, layout(self._template), name=name)
        except SheetUnreadable as unreadable:
            return _refused(self._template, name, sha256, str(unreadable))
        ask(sheet, self._template, today=today)
        report = _report(sheet, self._template, sha256)
        table = self._template.table
        frames = {table: frame_of(sheet, self._template)}
        refusal = None if sheet.rows else f"No row of {name} can be used: {sheet.aside[0].sentence}"
        filled = Return(self.KIND, None, None, name, frames, (report,), refusal=refusal)
        return Opened((filled,), (report,), flags_of(sheet), aside_of(sheet, table))


FILLED = tuple(TemplateReturn(template) for template in Template)
"""Every template, as the reading of returns takes it."""


def frame_of(sheet: Sheet, template: Template) -> pl.DataFrame:
    """Return the rows that are used as the table of the template; see `TemplateReturn.read`."""
    columns = layout(template).columns
    rows = [{column.name: _cell(row[column.name]) for column in columns} | _MORE[template](row) for row in sheet.rows]
    frame = pl.DataFrame(rows, schema={**{one.name: _type(one) for one in columns}, **_ADDED[template]})
    return frame.with_columns(
        pl.lit(None, dtype=pl.String).alias("authority"),
        pl.lit(None, dtype=pl.Int32).alias("year"),
        pl.lit(sheet.file).alias("file"),
        pl.Series("row", [row.line for row in sheet.rows], dtype=pl.Int32),
    )


def flags_of(sheet: Sheet) -> pl.DataFrame:
    """Return every place of every finding of a sheet as `Intake.flags` has them."""
    rows = [
        (
            code,
            str(severity),
            place.file,
            place.row,
            place.column,
            place.value,
            place.sentence,
            str(Use.SET_ASIDE) if severity is Severity.ERROR else None,
        )
        for code, severity, place in sheet.places
    ]
    return pl.DataFrame(rows, schema=flags.SCHEMA, orient="row")


def aside_of(sheet: Sheet, table: str) -> pl.DataFrame:
    """Return the rows that were not used as `Intake.set_aside` has them."""
    rows = [
        (sheet.file, one.row, table, one.sentence, json.dumps(sheet.written.get(one.row or 0, {}), ensure_ascii=False))
        for one in sheet.aside
    ]
    return pl.DataFrame(rows, schema=settle.SET_ASIDE_SCHEMA, orient="row")


def _type(column: Column) -> pl.DataType:
    return _TYPES.get(column.kind, pl.String())


def _cell(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _of_audit(row: Row) -> dict[str, Any]:
    return {"exercise": row["exercise"] or "case_audit"}


def _of_survey(row: Row) -> dict[str, Any]:
    scale = row["scale"] or WORDS
    spelt = scales()[scale].spelt(row["answer"]) if scale in scales() and row["answer"] else row["answer"]
    return {"scale": scale, "answer": spelt, "count": answers(row)}


def _of_figures(row: Row) -> dict[str, Any]:
    found = measure_called(row["measure"])
    if found is None:
        return {"title": row["measure"], "area": None, "percent": row["number"] is None}
    return {"measure": found.code, "title": found.title, "area": found.area, "percent": found.percent}


_MORE: Mapping[Template, Callable[[Row], dict[str, Any]]] = {
    Template.AUDIT: _of_audit,
    Template.SURVEY: _of_survey,
    Template.FIGURES: _of_figures,
}
_ADDED: Mapping[Template, Mapping[str, pl.DataType]] = {
    Template.AUDIT: {},
    Template.SURVEY: {},
    Template.FIGURES: {"title": pl.String(), "area": pl.String(), "percent": pl.Boolean()},
}


def _report(sheet: Sheet, template: Template, sha256: str) -> FileReport:
    return FileReport(
        name=sheet.file,
        kind=str(template),
        table=template.table,
        year=None,
        rows=sheet.total,
        used=len(sheet.rows),
        set_aside=len(sheet.aside),
        sha256=sha256,
    )


def _refused(template: Template, name: str, sha256: str, sentence: str) -> Opened:
    report = FileReport(name, str(template), template.table, None, sha256=sha256)
    row = ("template-unreadable", str(Severity.ERROR), name, None, None, None, sentence, None)
    return Opened(
        (Return(str(template), None, None, name, {}, (report,), refusal=sentence),),
        (report,),
        pl.DataFrame([row], schema=flags.SCHEMA, orient="row"),
        settle.none_set_aside(),
    )
