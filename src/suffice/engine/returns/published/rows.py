"""Rows of a published table settled: year, area and figures read, marks kept, doubles set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from suffice.engine.returns import csv_table
from suffice.engine.returns.published.areas import codes_now, region_codes
from suffice.engine.returns.published.layouts import Table, Unit, marks
from suffice.engine.returns.published.recognising import Recognised
from suffice.engine.returns.sheets.layout import plain

SCHEMA: Mapping[str, type[pl.DataType]] = {
    "measure": pl.String,
    "area_code": pl.String,
    "area_name": pl.String,
    "level": pl.String,
    "year": pl.Int32,
    "value": pl.Float64,
    "mark": pl.String,
    "unit": pl.String,
    "source": pl.String,
    "file": pl.String,
    "old_code": pl.String,
    "row": pl.Int32,
}
_ASIDE: Mapping[str, type[pl.DataType]] = {
    "row": pl.Int32,
    "column": pl.String,
    "value": pl.String,
    "reason": pl.String,
    "line": pl.String,
}
_LEVELS = {
    "national": "national",
    "country": "national",
    "regional": "regional",
    "region": "regional",
    "local authority": "authority",
    "la": "authority",
    "": "authority",
}
_NUMBER = r"^-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?%?$"
_SHARED = ("year", "level", "country_code", "country", "region_code", "region", "old_code", "new_code", "name")


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the rows of one file.

    Attributes:
        frame: see `PublishedFile.frame`.
        used: how many rows are in it.
        aside: see `PublishedFile.aside`.
        guessed: further columns of figures, by heading, with the unit that their heading sounds like.
        splits: further columns that tell figures apart, by heading.
    """

    frame: pl.DataFrame
    used: int
    aside: pl.DataFrame
    guessed: Mapping[str, Unit]
    splits: tuple[str, ...]


def settle(grid: csv_table.Grid, found: Recognised, *, name: str) -> Settled:
    """Read the rows of a file that was recognised."""
    ragged = grid.ragged.select(
        "row",
        pl.lit(None, dtype=pl.String).alias("column"),
        pl.lit(None, dtype=pl.String).alias("value"),
        ("it has " + pl.col("value") + "; look for a comma too many or a quotation mark").alias("reason"),
        "line",
    )
    if not found.readable:
        return Settled(pl.DataFrame(schema=SCHEMA), 0, pl.concat([_all_aside(grid, found), ragged]), {}, ())
    text = grid.frame.with_columns(pl.exclude("row").str.strip_chars(csv_table.BLANKS))
    guessed, splits = _others(text, found)
    measures = _measures(found, guessed)
    rows = _with_area(_with_year(_named(text, found, splits, measures)))
    wrong = _wrong(rows, found)
    good = rows.filter(pl.col("row").is_in(wrong["row"].implode()).not_())
    doubles = _doubles(good, found.table, splits, [key for key, _ in measures.values()])
    good = good.filter(pl.col("row").is_in(doubles["row"].implode()).not_())
    aside = pl.concat([_with_line(pl.concat([wrong, doubles]), text), ragged]).sort("row")
    frame = _long(good, found, splits, measures, name=name)
    return Settled(frame, good.height, aside, guessed, splits)


def _all_aside(grid: csv_table.Grid, found: Recognised) -> pl.DataFrame:
    lacking = " and ".join(one.headings[0] for one in found.without)
    reason = f"the file has no column {lacking}, without which its figures cannot be told apart"
    return _with_line(
        grid.frame.select(
            "row",
            pl.lit(None, dtype=pl.String).alias("column"),
            pl.lit(None, dtype=pl.String).alias("value"),
            pl.lit(reason).alias("reason"),
        ),
        grid.frame,
    )


def _with_line(aside: pl.DataFrame, text: pl.DataFrame) -> pl.DataFrame:
    lines = text.select("row", pl.concat_str(pl.exclude("row"), separator=",", ignore_nulls=True).alias("line"))
    return aside.join(lines, on="row", how="left").select(list(_ASIDE)).cast(pl.Schema(_ASIDE))


def _others(text: pl.DataFrame, found: Recognised) -> tuple[dict[str, Unit], tuple[str, ...]]:
    """Return the new headings under which figures stand, with their unit, and those that tell rows apart."""
    figures: dict[str, Unit] = {}
    splits = []
    for heading, at in found.new.items():
        cells = text[str(at)]
        numbers = int(cells.str.contains(_NUMBER).sum())
        empty = int(cells.str.to_lowercase().is_in(list(marks())).sum())
        if numbers and numbers + empty == cells.len():
            figures[heading] = found.table.others or _sounding(heading)
        elif numbers == 0 and cells.n_unique() > 1:
            splits.append(heading)
    return figures, tuple(splits)


def _sounding(heading: str) -> Unit:
    words = plain(heading)
    if "percent" in words or "pct" in words.split():
        return Unit.PERCENT
    return Unit.PER_10_000 if "rate" in words.split() else Unit.NUMBER


def _measures(found: Recognised, guessed: Mapping[str, Unit]) -> dict[str, tuple[str, Unit]]:
    """Return for each column of figures, by its place, our name and its unit."""
    named = {
        str(found.places[one.name]): (one.name, one.unit or Unit.NUMBER)
        for one in found.table.measures
        if one.name in found.places
    }
    taken = {name for name, _ in named.values()}
    for heading, unit in guessed.items():
        name = slug(heading)
        named[str(found.new[heading])] = (f"{name}_as_headed" if name in taken else name, unit)
    return named


def _named(
    text: pl.DataFrame, found: Recognised, splits: Sequence[str], measures: Mapping[str, tuple[str, Unit]]
) -> pl.DataFrame:
    """Return the columns under our names: shared ones, filters (``f:``), splits (``s:``) and figures."""
    shared = [(pl.col(str(found.places[one])) if one in found.places else pl.lit("")).alias(one) for one in _SHARED]
    filters = [
        pl.col(str(found.places[one.name])).alias(f"f:{one.name}")
        for one in found.table.filters
        if one.name in found.places and one.name not in found.table.optional
    ]
    apart = [pl.col(str(found.new[heading])).alias(f"s:{heading}") for heading in splits]
    return text.select("row", *shared, *filters, *apart, *(pl.col(at).alias(key) for at, (key, _) in measures.items()))


def _with_year(rows: pl.DataFrame) -> pl.DataFrame:
    """Read 2025, 202425, 2024/25 and 2024-25: the last of them is the year in which it ends."""
    first = pl.col("year").str.extract(r"^((?:19|20)[0-9]{2})(?:[-/ ]?(?:20)?[0-9]{2})?$").cast(pl.Int32)
    second = pl.col("year").str.extract(r"^(?:19|20)[0-9]{2}[-/ ]?(?:20)?([0-9]{2})$").cast(pl.Int32)
    ends = pl.when(second.is_null()).then(first).when((first + 1) % 100 == second).then(first + 1)
    return rows.with_columns(ends.alias("on"))


def _with_area(rows: pl.DataFrame) -> pl.DataFrame:
    """Tell the level, code and name of each area; a code that the file leaves out is the one that is known."""
    level = pl.col("level").str.to_lowercase().replace_strict(_LEVELS, default=None, return_dtype=pl.String)
    by_level = _told_from_codes()
    placed = rows.with_columns(pl.when(pl.col("level") == "").then(by_level).otherwise(level).alias("at"))
    name = (
        pl.when(pl.col("at") == "national")
        .then(_first("country", "name"))
        .when(pl.col("at") == "regional")
        .then(_first("region", "name"))
        .otherwise(_first("name", "old_code"))
    )
    code = (
        pl.when(pl.col("at") == "national")
        .then(_first("country_code"))
        .when(pl.col("at") == "regional")
        .then(_first("region_code"))
        .otherwise(_first("new_code"))
    )
    known = (
        pl.when(pl.col("at") == "authority")
        .then(pl.col("old_code").replace_strict(dict(codes_now()), default=None, return_dtype=pl.String))
        .otherwise(name.str.to_lowercase().replace_strict(dict(region_codes()), default=None, return_dtype=pl.String))
    )
    plainly = pl.when(name.str.to_lowercase() == "national").then(pl.lit("England")).otherwise(name)
    return placed.with_columns(plainly.alias("area_name"), pl.coalesce(code, known).alias("area_code"))


def _told_from_codes() -> pl.Expr:
    """Return the level of a row that tells none: a file of authorities alone has no such column."""
    above = pl.col("old_code") + pl.col("new_code") == ""
    return (
        pl.when(above & (pl.col("region_code") + pl.col("region") != ""))
        .then(pl.lit("regional"))
        .when(above & (pl.col("country_code") + pl.col("country") != ""))
        .then(pl.lit("national"))
        .otherwise(pl.lit("authority"))
    )


def _first(*columns: str) -> pl.Expr:
    return pl.coalesce(*(pl.when(pl.col(one) != "").then(pl.col(one)) for one in columns))


def _wrong(rows: pl.DataFrame, found: Recognised) -> pl.DataFrame:
    """Return the rows whose year, level or area cannot be told."""
    heading = {one: one for one in _SHARED} | {"year": "time_period", "level": "geographic_level", "name": "la_name"}
    reasons = [
        ("year", pl.col("on").is_null(), "is no year such as 2025 or 202425"),
        ("level", pl.col("at").is_null(), "is no level that is read here: England, regions and local authorities are"),
        ("name", pl.col("area_name").is_null() & pl.col("area_code").is_null(), "names no area"),
    ]
    parts = [
        rows.filter(wrong).select(
            "row",
            pl.lit(heading[column]).alias("column"),
            pl.col(column).alias("value"),
            (pl.when(pl.col(column) == "").then(pl.lit("nothing")).otherwise(pl.col(column)) + f" {why}").alias(
                "reason"
            ),
        )
        for column, wrong, why in reasons
    ]
    return pl.concat(parts).unique("row", keep="first", maintain_order=True)


def _doubles(rows: pl.DataFrame, table: Table, splits: Sequence[str], figures: Sequence[str]) -> pl.DataFrame:
    """Return the rows that tell again what another tells: the later ones where they agree, all where they do not."""
    apart = [one for one in rows.columns if one.startswith(("f:", "s:"))]
    key = ["on", "at", "area_code", "area_name", "old_code", *apart]
    told = rows.select(
        "row",
        pl.len().over(key).alias("times"),
        pl.col("row").min().over(key).alias("first"),
        pl.concat_str(figures, separator="|").n_unique().over(key).alias("ways"),
    ).filter((pl.col("times") > 1) & ((pl.col("ways") > 1) | (pl.col("row") > pl.col("first"))))
    other = (
        pl.when(pl.col("row") == pl.col("first"))
        .then(pl.lit("a later row"))
        .otherwise("row " + pl.col("first").cast(pl.String))
    )
    return told.select(
        "row",
        pl.lit(None, dtype=pl.String).alias("column"),
        pl.lit(None, dtype=pl.String).alias("value"),
        pl.when(pl.col("ways") > 1)
        .then(other + " tells other figures of the same area, year and group, so neither is used: keep the right one")
        .otherwise(other + " tells the same already")
        .alias("reason"),
    )


def _long(
    rows: pl.DataFrame,
    found: Recognised,
    splits: Sequence[str],
    measures: Mapping[str, tuple[str, Unit]],
    *,
    name: str,
) -> pl.DataFrame:
    """Return the settled rows as `PublishedFile.frame` has them."""
    units = {key: str(unit) for key, unit in measures.values()}
    text = pl.col("text")
    counted = [one.name for one in found.table.measures]
    below = text.str.starts_with("-") & pl.col("key").is_in(counted)  # no count, share or rate is below nought
    number = text.str.contains(_NUMBER) & below.not_()
    told = _unpivoted(rows, found, splits, list(units))
    return (
        told.select(
            (pl.col("of") + "." + pl.col("key")).alias("measure"),
            "area_code",
            "area_name",
            pl.col("at").alias("level"),
            pl.col("on").alias("year"),
            pl.when(number).then(text.str.replace_all("[,%]", "").cast(pl.Float64, strict=False)).alias("value"),
            pl.when(number.not_()).then(_mark(text)).alias("mark"),
            pl.col("key").replace_strict(units, return_dtype=pl.String).alias("unit"),
            pl.lit(f"{found.table.publisher}, {found.table.source}").alias("source"),
            pl.lit(name).alias("file"),
            pl.when(pl.col("old_code") != "").then(pl.col("old_code")).alias("old_code"),
            "row",
        )
        .cast(pl.Schema(SCHEMA))
        .sort("row", maintain_order=True)
    )


def _unpivoted(rows: pl.DataFrame, found: Recognised, splits: Sequence[str], figures: Sequence[str]) -> pl.DataFrame:
    """Return a row a cell: ``of`` (table and groups), ``key`` (the figure), ``text`` and the area and year."""
    filters = [_words(rows[one], found.table) for one in rows.columns if one.startswith("f:")]
    prefix = pl.concat_str([pl.lit(found.table.key), *filters], separator=".")
    apart = [_split(rows[f"s:{heading}"]) for heading in splits]
    index = ["row", "of", "area_code", "area_name", "at", "on", "old_code"]
    named = rows.with_columns(pl.concat_str([prefix, *apart]).alias("of")).select(*index, *figures)
    return named.unpivot(on=figures, index=index, variable_name="key", value_name="text")


def _mark(text: pl.Expr) -> pl.Expr:
    """Return a known mark in small letters; anything else as it stands."""
    small = text.str.to_lowercase()
    return pl.when(small.is_in(list(marks()))).then(small).otherwise(text)


def _words(cells: pl.Series, table: Table) -> pl.Series:
    """Return our short name for each wording; a wording without one is its own."""
    short = {cell: table.words.get(plain(cell)) or slug(cell) for cell in cells.unique()}
    return cells.replace_strict(short, return_dtype=pl.String)


def _split(cells: pl.Series) -> pl.Series:
    """Return the end of a name for a column that tells rows apart: nothing where it says total."""
    short = {
        cell: "" if plain(cell) in {"total", "all", ""} or plain(cell).startswith("all ") else f".{slug(cell)}"
        for cell in cells.unique()
    }
    return cells.replace_strict(short, return_dtype=pl.String)


def slug(words: str) -> str:
    """Return words as part of a name: small letters, figures and single lines under."""
    return plain(words).replace(" ", "_")
