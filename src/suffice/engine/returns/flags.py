"""Flags: one line for every place of every remark, as a frame; findings are made out of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from suffice.engine.findings import Example, Finding, Severity, merged
from suffice.engine.returns.remarks_beside import EVERY

SCHEMA: dict[str, pl.DataType] = {
    "code": pl.String(),
    "severity": pl.String(),
    "file": pl.String(),
    "row": pl.Int32(),
    "column": pl.String(),
    "value": pl.String(),
    "sentence": pl.String(),
    "use": pl.String(),
}
_SLOT = re.compile(r"(\{(?:file|row|column|value)\})")
EXAMPLES = 20


def none() -> pl.DataFrame:
    """Return an empty frame of flags."""
    return pl.DataFrame(schema=SCHEMA)


def _sentence(template: str, *, file: str, column: str | None) -> pl.Expr:
    slots: dict[str, pl.Expr] = {
        "{file}": pl.lit(file),
        "{column}": pl.lit(column or ""),
        "{row}": pl.col("row").cast(pl.String).fill_null("?"),
        "{value}": pl.col("value").fill_null(""),
    }
    return pl.concat_str([slots.get(piece, pl.lit(piece)) for piece in _SLOT.split(template) if piece])


def at_rows(code: str, places: pl.DataFrame, *, file: str, column: str | None = None) -> pl.DataFrame:
    """Return one flag for each line of `places`.

    Args:
        code: a key of `EVERY`.
        places: ``row`` (line in the file) and ``value`` (as it stood).
        file: the file that the rows stand in.
        column: the published column, when the remark is about one.
    """
    if places.is_empty():
        return none()
    remark = EVERY[code]
    return places.select(
        pl.lit(code).alias("code"),
        pl.lit(str(remark.severity)).alias("severity"),
        pl.lit(file).alias("file"),
        pl.col("row").cast(pl.Int32),
        pl.lit(column, dtype=pl.String).alias("column"),
        pl.col("value").cast(pl.String),
        _sentence(remark.sentence, file=file, column=column).alias("sentence"),
        pl.lit(None if remark.use is None else str(remark.use), dtype=pl.String).alias("use"),
    )


def at_file(
    code: str, *, file: str, column: str | None = None, value: str | None = None, row: int | None = None
) -> pl.DataFrame:
    """Return one flag about a file, or a column of it."""
    place = pl.DataFrame({"row": [row], "value": [value]}, schema={"row": pl.Int32, "value": pl.String})
    return at_rows(code, place, file=file, column=column)


def joined(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return all flags in one frame."""
    return pl.concat([none(), *(frame for frame in frames if not frame.is_empty())])


def findings(flags: pl.DataFrame) -> tuple[Finding, ...]:
    """Return one finding for each code and severity: the whole count, and the first places by file and row."""
    place = pl.struct("file", "row", "column", "value", "sentence")
    groups = flags.group_by("code", "severity").agg(
        pl.len().alias("count"), place.sort_by("file", "row").head(EXAMPLES).alias("places")
    )
    return merged(
        (
            Finding(code, Severity(severity), count, tuple(Example(**place) for place in places))
            for code, severity, count, places in groups.iter_rows()
        ),
        examples=EXAMPLES,
    )
