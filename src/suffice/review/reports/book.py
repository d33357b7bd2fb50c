"""The report as a workbook: the same figures, typed, for those who work with them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from suffice.core.papers.model import Paper
from suffice.engine.disclosure import HIDDEN
from suffice.engine.workbook import Table, write_workbook
from suffice.review.performance.figures import Point
from suffice.review.reports import telling
from suffice.review.reports.inputs import Inputs, Line

_FIGURE = ("Indicator", "Code", "Unit", "On", "Value", "Count", "Out of", "Low (95%)", "High (95%)")


def sheets(given: Inputs) -> list[dict[str, Any]]:
    """Return the sheets of a report's workbook as plain values, ready for JSON."""
    return [_plain(one) for one in _sheets(given)]


def made(paper: Paper, kept: Sequence[dict[str, Any]]) -> bytes:
    """Return the workbook of a report, its first sheet saying what it is and how far it has come."""
    out = io.BytesIO()
    about = [
        ("Report", paper.title),
        ("", paper.subtitle),
        ("Council", paper.council),
        ("Made on", paper.on),
        ("Status", paper.status.label),
        *(("", one.words) for one in paper.paragraphs() if one.words.startswith(("Groups of", "Numbers are shown"))),
    ]
    write_workbook(out, [Table("About", ("What", "This report"), about), *map(_table, kept)])
    return out.getvalue()


def _sheets(given: Inputs) -> Iterator[Table]:
    lines = [(line, telling.cells(line)) for line in given.lines]
    yield Table(
        "At a glance",
        ("Indicator", "Now", "A year before", "Target", "Direction", "In words"),
        [(_title(one), c.now, c.before, c.target, c.direction, telling.finding(one)) for one, c in lines],
    )
    told = [(line, figure) for line in given.lines for figure in line.figures]
    yield Table("Figures", _FIGURE, [_row(line, figure) for line, figure in told], given.protection.rule.sentence)
    others = [
        (_title(line), one.name, one.when, one.value, one.source) for line in given.lines for one in line.comparators
    ]
    if others:
        yield Table("What others had", ("Indicator", "Who", "When", "Value", "Source"), others)
    said = [(_title(line), one.about, one.words, one.by, one.signed_by, one.signed_on) for line, one in _said(given)]
    if said:
        yield Table("Commentary", ("Indicator", "Of the figure on", "Words", "By", "Signed off by", "On"), said)
    lacking = [(_title(line), line.lacking) for line in given.lines if line.now is None]
    if lacking:
        yield Table("What cannot be told", ("Indicator", "Why"), lacking)
    sources = [(_title(line), line.source, line.indicator.reference) for line in given.lines if line.now is not None]
    yield Table("Sources", ("Indicator", "Counted from", "Definition"), sources)


def _said(given: Inputs) -> list[tuple[Line, Any]]:
    return [(line, line.said) for line in given.lines if line.said is not None]


def _title(line: Line) -> str:
    return line.indicator.title


def _row(line: Line, figure: Point) -> tuple[Any, ...]:
    one = line.indicator
    value = HIDDEN if figure.value is None else round(figure.value, 6)
    return (
        one.title,
        one.code,
        str(one.unit),
        figure.on,
        value,
        figure.numerator,
        figure.denominator,
        None if figure.low is None else round(figure.low, 6),
        None if figure.high is None else round(figure.high, 6),
    )


def _plain(table: Table) -> dict[str, Any]:
    rows = [[{"day": cell.isoformat()} if isinstance(cell, date) else cell for cell in row] for row in table.rows]
    return {"title": table.title, "columns": list(table.columns), "rows": rows, "note": table.note}


def _table(kept: dict[str, Any]) -> Table:
    rows = [
        [date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell for cell in row] for row in kept["rows"]
    ]
    return Table(kept["title"], kept["columns"], rows, kept["note"])
