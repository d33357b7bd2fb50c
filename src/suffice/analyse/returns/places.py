"""Which table and which year each flag stands in, and how many there are of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from suffice.engine.findings import Finding
from suffice.engine.returns.model import Intake, Return

_ROWS = {"file": pl.String, "row": pl.Int32, "table": pl.String, "year": pl.Int32}
_GROUP = ["code", "severity", "table", "year"]


def with_places(intake: Intake) -> pl.DataFrame:
    """Return the flags with the ``table`` and ``year`` that each stands in; null where a row is in more than one."""
    flags = intake.flags
    if flags.is_empty():
        return flags.with_columns(pl.lit(None, pl.String).alias("table"), pl.lit(None, pl.Int32).alias("year"))
    by_row = _rows(intake).unique(["file", "row"], keep="none")
    by_file = _files(intake)
    return (
        flags.join(by_row, on=["file", "row"], how="left", maintain_order="left")
        .join(by_file, on="file", how="left", maintain_order="left", suffix="_of_file")
        .with_columns(pl.coalesce("table", "table_of_file"), pl.coalesce("year", "year_of_file"))
        .drop("table_of_file", "year_of_file")
    )


def of_others(returns: Iterable[Return]) -> pl.DataFrame:
    """Return the ``file`` and ``row`` of every row in these returns."""
    empty = pl.DataFrame(schema={"file": pl.String, "row": pl.Int32})
    frames = [frame.select("file", pl.col("row").cast(pl.Int32)) for one in returns for frame in one.tables.values()]
    return pl.concat([empty, *frames]).unique()


def counted(flags: pl.DataFrame, findings: Sequence[Finding]) -> pl.DataFrame:
    """Return ``code, severity, table, year, count``; a finding without places is counted once, without a table."""
    groups = flags.group_by(_GROUP, maintain_order=True).agg(pl.len().cast(pl.Int64).alias("count"))
    placed = set(zip(flags["code"], flags["severity"], strict=True))
    rest = [
        {"code": one.code, "severity": str(one.severity), "table": "", "year": None, "count": one.count}
        for one in findings
        if (one.code, str(one.severity)) not in placed
    ]
    return pl.concat([groups.with_columns(pl.col("table").fill_null("")), pl.DataFrame(rest, schema=groups.schema)])


def _rows(intake: Intake) -> pl.DataFrame:
    used = [
        frame.select("file", pl.col("row").cast(pl.Int32), pl.lit(table).alias("table"), pl.col("year").cast(pl.Int32))
        for one in intake.returns
        for table, frame in one.tables.items()
    ]
    aside = [
        intake.set_aside.select("file", pl.col("row").cast(pl.Int32), "table").join(
            _files(intake).select("file", "year"), on="file", how="left"
        )
    ]
    return pl.concat([pl.DataFrame(schema=_ROWS), *used, *(aside if intake.set_aside.height else [])])


def _files(intake: Intake) -> pl.DataFrame:
    """Return the one table and the one year of each file that has only one."""
    rows = [(one.name, one.table, one.year) for one in intake.files]
    files = pl.DataFrame(rows, schema={"file": pl.String, "table": pl.String, "year": pl.Int32}, orient="row")
    single = [
        pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first()).alias(name) for name in ("table", "year")
    ]
    return files.group_by("file").agg(single)
