"""Mid-year estimates of small areas by age, as a sheet of the publisher's workbook is saved: children of each age."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns import csv_table, flags
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.model import Use
from suffice.engine.returns.published.layouts import LICENCE
from suffice.engine.returns.published.lookups import Lookup, headed, lookup_of
from suffice.engine.returns.published.reading import HEAD
from suffice.engine.returns.published.telling import flag
from suffice.engine.returns.workbooks import Workbook, is_workbook
from suffice.engine.words import counted, number

KEY = "small_area_people"
"""What `lookups.toml` calls it."""
CHILDREN = 18
"""Ages below it are read."""

_ABOVE = 15  # lines that may stand above the headings
_CODE = r"^[EW]01[0-9]{6}$"
_YEAR = re.compile(r"mid\D{0,3}((?:19|20)\d\d)|30 june ((?:19|20)\d\d)", re.IGNORECASE)
_SHEET = re.compile(r"lsoa", re.IGNORECASE)


def recognises(data: bytes) -> bool:
    """Return whether a file is such a sheet, by its headings, or the workbook that it is a sheet of."""
    return _headings_at(data[:HEAD]) is not None or is_whole_workbook(data)


def is_whole_workbook(data: bytes) -> bool:
    """Return whether a file is the publisher's workbook, which is too large to be read whole."""
    if not is_workbook(data):
        return False
    try:
        return any(_SHEET.search(name) for name in Workbook(data).sheets)
    except NotRead:
        return False


def whole_workbook(name: str) -> pl.DataFrame:
    """Return the remark about a workbook, that says what to do."""
    sentence = (
        f"{name} is the workbook of the population of small areas. It is too large to be read whole: save its sheet of "
        "one year as CSV, with the year in the name (such as small-areas-mid-2024.csv), and bring that."
    )
    return flag("small-areas-as-workbook", Severity.ERROR, sentence, file=name)


def read(data: bytes, *, name: str) -> Lookup | None:
    """Read the children of each age in each small area; None where the file tells none.

    Args:
        data: a CSV file; the publisher's title may stand above the headings.
        name: of the file.

    Returns:
        a lookup whose frame has ``small_area``, ``area_code`` (of the authority), ``age`` (0 to 17), ``number``,
        ``year`` (of the 30 June it is about, Int32) and ``row``. A small area of which an age is missing, below
        nought or told twice is set aside whole.
    """
    at = _headings_at(data[:HEAD])
    text = csv_table.decode(data) if at is not None else None
    if at is None or text is None:
        return None
    lines = text.text.split("\n")
    found = lookup_of(("\n" * at + "\n".join(lines[at:])).encode(), name=name)
    if found is None or found.shape.key != KEY:
        return None
    told = _YEAR.search(" ".join(lines[:at])) or _YEAR.search(name)
    year = int(told[1] or told[2]) if told else None
    frame = _summed(found.frame, year)
    wrong = pl.concat([_nothing(), *_wrong(frame)]).unique("row", keep="first", maintain_order=True)
    lost = pl.col("row").is_in(wrong["row"].implode())
    aside = pl.concat([found.aside, wrong.select(found.aside.columns)]).unique("row", keep="first").sort("row")
    kept = frame.filter(~lost).select("small_area", "area_code", "age", "number", "year", "row")
    said = flags.joined([_what(name, kept), found.flags.filter(pl.col("code") != "published-file"), _said(name, wrong)])
    return replace(found, frame=kept, used=kept["row"].n_unique(), flags=said, aside=aside)


def _headings_at(head: bytes) -> int | None:
    """Return the line on which the headings stand, from 0; None where there are none such."""
    text = None if head.startswith(b"PK") else csv_table.decode(head.rpartition(b"\n")[0] or head)
    for at, line in enumerate([] if text is None else text.text.split("\n")[:_ABOVE]):
        found = headed(_split(line)) if "," in line else None
        if found is not None and found.shape.key == KEY:
            return at
    return None


def _split(line: str) -> Sequence[str]:
    return [one.strip(f'{csv_table.BLANKS}"') for one in line.split(",")]


def _summed(frame: pl.DataFrame, year: int | None) -> pl.DataFrame:
    """Return the rows with the children of an age in one number, and with the year."""
    parts = [pl.col(name) for name in ("female", "male", "number") if name in frame.columns]
    dated = pl.coalesce(pl.col("mid_year"), pl.lit(year, dtype=pl.Int64)).cast(pl.Int32)
    code = pl.col("small_area").str.to_uppercase()
    return frame.with_columns(
        number=pl.sum_horizontal(parts, ignore_nulls=False),
        year=dated,
        small_area=code,
        _least=pl.min_horizontal(parts),
    ).with_columns(_children=pl.col("number").sum().over("row"), _ages=pl.col("number").count().over("row"))


def _wrong(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Return the rows of the file that cannot be used, each with the reason."""
    first = pl.col("row") == pl.col("row").min().over("small_area", "year")
    for problem, reason in (
        (pl.col("year").is_null(), "no year is told: put it in the name of the file, such as mid-2024"),
        (~pl.col("small_area").str.contains(_CODE), "its code is none of a small area: correct it"),
        (pl.col("_ages") < CHILDREN, "an age from 0 to 17 has no number: fill it in"),
        (pl.col("_least") < 0, "a number is below nought: correct it"),
        (pl.col("_children") > pl.col("total"), "it has more children than people: correct it"),
        (~first, "its small area stands on an earlier line already: delete one"),
    ):
        found = frame.filter(problem.fill_null(value=False)).unique("row", keep="first", maintain_order=True)
        yield found.select(
            "row",
            column=pl.lit("small_area"),
            value=pl.col("small_area"),
            reason=pl.lit(reason),
            line=pl.col("small_area"),
        )


def _nothing() -> pl.DataFrame:
    text = dict.fromkeys(("column", "value", "reason", "line"), pl.String)
    return pl.DataFrame(schema={"row": pl.Int32, **text})


def _what(name: str, kept: pl.DataFrame) -> pl.DataFrame:
    years = ", ".join(f"mid-{year}" for year in kept["year"].unique().sort())
    areas, whose = (
        counted(kept["small_area"].n_unique(), "small area"),
        counted(kept["area_code"].n_unique(), "authority", "authorities"),
    )
    sentence = (
        f"{name} is the population of small areas by age (Office for National Statistics), {years or 'of no year'}: "
        f"{areas} of {whose}, {number(int(kept['number'].sum()))} children aged 0 to 17. {LICENCE}"
    )
    return flag("published-file", Severity.NOTE, sentence, file=name)


def _said(name: str, wrong: pl.DataFrame) -> pl.DataFrame:
    where = pl.format("Row {} of {} is not used: {}.", "row", pl.lit(name), "reason")
    return wrong.select(
        code=pl.lit("published-row-not-used"),
        severity=pl.lit(str(Severity.ERROR)),
        file=pl.lit(name),
        row="row",
        column="column",
        value="value",
        sentence=where,
        use=pl.lit(str(Use.SET_ASIDE)),
    )
