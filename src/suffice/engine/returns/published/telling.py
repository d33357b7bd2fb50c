"""What is to be said of a published file: what it is, its marks, its rounding, its areas, its headings."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns import flags
from suffice.engine.returns.model import Use
from suffice.engine.returns.published.areas import members, overlapping
from suffice.engine.returns.published.layouts import LICENCE, Unit, marks
from suffice.engine.returns.published.recognising import Recognised
from suffice.engine.returns.published.rows import Settled
from suffice.engine.words import counted, listed, number

_WHOLE = (Unit.NUMBER, Unit.FULL_TIME)


def told(settled: Settled, found: Recognised, *, name: str) -> pl.DataFrame:
    """Return every remark about a file as flags."""
    frame = settled.frame
    said = [*_headings(found, settled, name)]
    if frame.height:
        said = [_what(frame, found, name), *said, *_marks(frame, name), *_rounding(frame, name), *_areas(frame, name)]
    return flags.joined([*said, _aside(settled.aside, name), _unknown(frame, name)])


def flag(
    code: str, severity: Severity, sentence: str, *, file: str, column: str | None = None, value: str | None = None
) -> pl.DataFrame:
    """Return one remark about a file."""
    place = [code, str(severity), file, None, column, value, sentence, None]
    return pl.DataFrame([place], schema=flags.SCHEMA, orient="row")


def _what(frame: pl.DataFrame, found: Recognised, name: str) -> pl.DataFrame:
    years = frame["year"].unique().sort().to_list()
    areas = frame.group_by("level").agg(pl.col("area_name").n_unique().alias("areas"))
    levels: dict[str, int] = dict(areas.iter_rows())
    over = [
        words
        for words in (
            "England" if levels.get("national") else "",
            counted(levels.get("regional", 0), "region") if levels.get("regional") else "",
            counted(levels.get("authority", 0), "authority", "authorities") if levels.get("authority") else "",
        )
        if words
    ]
    span = f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])
    sentence = (
        f"{name} is published: {found.table.title} ({found.table.publisher}). It holds "
        f"{counted(frame['measure'].n_unique(), 'measure')} of {listed(over)}, {span}. {LICENCE}"
    )
    return flag("published-file", Severity.NOTE, sentence, file=name)


def _headings(found: Recognised, settled: Settled, name: str) -> Iterator[pl.DataFrame]:
    for one in found.missing:
        lost = "Nothing of the file is used." if one in found.without else "What it would hold is left out."
        sentence = (
            f"{name} has no column {one.headings[0]}, which {found.table.title[0].lower()}{found.table.title[1:]} has: "
            f"{found.looked_for(one)}. {lost} Rename the heading if it is the same column."
        )
        severity = Severity.ERROR if one in found.without else Severity.QUERY
        yield flag("published-column-missing", severity, sentence, file=name, column=one.headings[0])
    if found.table.others is None:
        for heading, unit in settled.guessed.items():
            sentence = (
                f"{name} has a column {heading} that is not known here. Its figures are kept under its own name, as "
                f"{_UNITS[unit]} by the sound of it; nothing is worked out from them."
            )
            yield flag("published-column-new", Severity.NOTE, sentence, file=name, column=heading)
    for heading in settled.splits:
        sentence = (
            f"{name} has a column {heading} that is not known here and tells figures apart. Its words become part of "
            "the name of each measure; where it says total, the name is the usual one."
        )
        yield flag("published-column-new", Severity.NOTE, sentence, file=name, column=heading)


_UNITS = {
    Unit.NUMBER: "numbers",
    Unit.PERCENT: "percentages",
    Unit.PER_10_000: "rates per 10,000",
    Unit.FULL_TIME: "full-time equivalents",
    Unit.DAYS: "days",
    Unit.MEAN: "means",
}


def _marks(frame: pl.DataFrame, name: str) -> Iterator[pl.DataFrame]:
    known = marks()
    counts = frame.drop_nulls("mark").filter(pl.col("mark").is_in(list(known)))["mark"].value_counts(sort=True)
    told = [
        f"{mark or 'blank'} in {number(count)}" + (f" ({known[mark]})" if mark else "")
        for mark, count in counts.sort("count", "mark", descending=[True, False]).iter_rows()
    ]
    if told:
        sentence = (
            f"Of {number(frame.height)} cells {name} has {listed(told)}. Each is kept as that mark: it is no figure, "
            "and it is not nought."
        )
        yield flag("published-marks", Severity.NOTE, sentence, file=name)


def _rounding(frame: pl.DataFrame, name: str) -> Iterator[pl.DataFrame]:
    measures = rounded_to_ten(frame)
    if measures:
        sentence = (
            f"{name} rounds the numbers of England and of regions to the nearest 10 and those of authorities not: "
            "parts may not add up to their total, and a share of rounded numbers may differ in its last figure."
        )
        yield flag("published-rounded", Severity.NOTE, sentence, file=name)


def rounded_to_ten(frame: pl.DataFrame) -> frozenset[str]:
    """Return the measures whose numbers above authorities all end in nought, while those of authorities do not."""
    numbers = frame.filter(pl.col("unit").is_in([str(one) for one in _WHOLE]) & pl.col("value").is_not_null())
    tens = (
        numbers.with_columns((pl.col("value") % 10 == 0).alias("ten"), (pl.col("level") == "authority").alias("low"))
        .group_by("measure")
        .agg(
            pl.col("ten").filter(pl.col("low").not_()).all().alias("above"),
            pl.col("ten").filter(pl.col("low").not_()).len().alias("how_many"),
            pl.col("ten").filter("low").all().alias("below"),
        )
    )
    return frozenset(tens.filter(pl.col("above") & (pl.col("how_many") > 2) & pl.col("below").not_())["measure"])


def _areas(frame: pl.DataFrame, name: str) -> Iterator[pl.DataFrame]:
    authorities = frame.filter(pl.col("level") == "authority").drop_nulls("old_code")
    joint = sorted({one for one in authorities["old_code"].unique() if len(members(one)) > 1})
    if joint:
        sentence = (
            f"{name} has figures of authorities together, as they make one return: {listed(joint)}. Each stands for "
            "both."
        )
        yield flag("published-joint-return", Severity.NOTE, sentence, file=name)
    figures = authorities.drop_nulls("value").group_by("old_code").agg(pl.col("year").unique())
    for change, years in overlapping(dict(figures.iter_rows())):
        span = f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])
        sentence = (
            f"{change.sentence} on {change.on.day} {change.on:%B %Y}. {name} has figures of both for {span}: adding "
            "all authorities up would count these children twice."
        )
        yield flag("published-areas-overlap", Severity.QUERY, sentence, file=name)


def _aside(aside: pl.DataFrame, name: str) -> pl.DataFrame:
    where = pl.lit("Row ") + pl.col("row").cast(pl.String) + f" of {name} is not used: "
    return aside.select(
        pl.lit("published-row-not-used").alias("code"),
        pl.lit(str(Severity.ERROR)).alias("severity"),
        pl.lit(name).alias("file"),
        "row",
        "column",
        "value",
        (where + pl.col("reason") + ".").alias("sentence"),
        pl.lit(str(Use.SET_ASIDE)).alias("use"),
    )


def _unknown(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    odd = frame.filter(pl.col("mark").is_not_null() & pl.col("mark").is_in(list(marks())).not_())
    sentence = (
        "Row "
        + pl.col("row").cast(pl.String)
        + f" of {name} has "
        + pl.col("mark")
        + " for "
        + pl.col("measure")
        + ", which is no such figure and none of the publishers' marks: it is kept as it stands, and counts as none."
    )
    return odd.select(
        pl.lit("published-cell-unknown").alias("code"),
        pl.lit(str(Severity.QUERY)).alias("severity"),
        pl.lit(name).alias("file"),
        "row",
        pl.col("measure").alias("column"),
        pl.col("mark").alias("value"),
        sentence.alias("sentence"),
        pl.lit(None, dtype=pl.String).alias("use"),
    )
