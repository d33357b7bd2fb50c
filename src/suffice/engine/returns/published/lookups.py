"""Published files that say what belongs to what, as typed frames: neighbours, areas, judgements, small areas."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from suffice.engine.findings import Finding, Severity
from suffice.engine.returns import csv_table, dates, flags
from suffice.engine.returns.model import Use
from suffice.engine.returns.published.layouts import LICENCE
from suffice.engine.returns.published.reading import PublishedUnreadable, cells
from suffice.engine.returns.published.telling import flag
from suffice.engine.returns.sheets.layout import plain
from suffice.engine.words import counted

_LAST = date(2100, 12, 31)
_TYPES: Mapping[str, type[pl.DataType]] = {
    "text": pl.String,
    "judgement": pl.String,
    "whole": pl.Int64,
    "number": pl.Float64,
    "day": pl.Date,
}


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    headings: tuple[str, ...]
    kind: str = "text"
    needed: bool = False
    blank: bool = False  # whether a cell may be blank even where the column is needed


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of lookup.

    Attributes:
        key: its name here; two layouts of the same thing have one.
        title: what it is, for people.
        publisher: who publishes it.
        columns: its columns.
        across: the name of what runs across the file, and for each of our columns the pattern of its headings.
        not_with: headings that show that a file is something else.
    """

    key: str
    title: str
    publisher: str
    columns: tuple[_Column, ...]
    across: tuple[str, Mapping[str, str]] | None
    figures: frozenset[str]
    not_with: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A lookup, read.

    Attributes:
        file: its name.
        shape: what it is.
        frame: its rows under our names, typed, and ``row`` (Int32, the line in the file).
        rows: how many rows the file has.
        used: how many of them are in `frame`, whole or as several.
        flags: every remark, as `Intake.flags` has them.
        aside: the rows that are not used: ``row``, ``column``, ``value``, ``reason`` and ``line``.
    """

    file: str
    shape: Shape
    frame: pl.DataFrame
    rows: int
    used: int
    flags: pl.DataFrame
    aside: pl.DataFrame

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said, one finding a code."""
        return flags.findings(self.flags)


def read_lookup(path: Path, *, key: str) -> Lookup:
    """Read a lookup of a kind: ``neighbours``, ``areas``, ``within``, ``judgements``, ``small_areas``, ``localities``.

    Raises:
        PublishedUnreadable: it cannot be opened, or is no such lookup.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PublishedUnreadable(f"{path.name} cannot be opened: {error.strerror}. Check the name.") from error
    found = lookup_of(data, name=path.name)
    if found is None or found.shape.key != key:
        wanted = next(one for one in shapes() if one.key == key)
        needed = ", ".join(column.headings[0] for column in wanted.columns if column.needed)
        raise PublishedUnreadable(
            f"{path.name} is not {wanted.title[0].lower()}{wanted.title[1:]}. It needs columns such as {needed}."
        )
    return found


def lookup_of(data: bytes, *, name: str) -> Lookup | None:
    """Read the bytes of a lookup; None where they are none."""
    grid = cells(data)
    found = None if grid is None else _shape_of(grid.header)
    if grid is None or found is None:
        return None
    shape, places = found
    text = grid.frame.with_columns(pl.exclude("row").str.strip_chars(csv_table.BLANKS))
    frame, aside = _typed(text, shape, places, grid.header)
    frame, missing = _across(frame, text, shape, grid.header)
    aside = pl.concat([aside, missing, _ragged(grid)]).unique("row", keep="first").sort("row")
    used = frame["row"].n_unique()
    told = flags.joined([_what(name, shape, used), _aside_flags(name, aside)])
    rows = grid.frame.height + grid.ragged.height
    return Lookup(name, shape, frame, rows, used, told, aside)


@dataclass(frozen=True, slots=True)
class Headed:
    """What the headings of a file say that it is, and where its columns stand."""

    shape: Shape
    places: Mapping[str, int]


def headed(header: Sequence[str]) -> Headed | None:
    """Return what headings say that a file is; None where they are those of no lookup."""
    found = _shape_of(header)
    return None if found is None else Headed(*found)


@cache
def shapes() -> tuple[Shape, ...]:
    """Return every kind of lookup."""
    return tuple(_shape(key, body) for key, body in _declared()["lookups"].items())


def _shape(key: str, body: Mapping[str, Any]) -> Shape:
    across = None
    for what, told in body.get("across", {}).items():
        across = (what, dict(one.split(":", 1) for one in told))
    return Shape(
        key=body.get("into", key),
        title=body["title"],
        publisher=body["publisher"],
        columns=tuple(
            _Column(
                name, tuple(one["headings"]), one.get("kind", "text"), one.get("needed", False), one.get("blank", False)
            )
            for name, one in body["columns"].items()
        ),
        across=across,
        figures=frozenset(body.get("figures", ())),
        not_with=frozenset(body.get("not_with", ())),
    )


def _shape_of(header: Sequence[str]) -> tuple[Shape, dict[str, int]] | None:
    headings = [plain(one.strip(csv_table.BLANKS)) for one in header]
    for shape in shapes():
        places = _places(shape, headings)
        across = shape.across is None or all(_matches(pattern, headings) for pattern in shape.across[1].values())
        needed = all(column.name in places for column in shape.columns if column.needed)
        if needed and across and not shape.not_with & set(headings):
            return shape, places
    return None


def _places(shape: Shape, headings: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for column in shape.columns:
        at = next(
            (
                place
                for pattern in column.headings
                for place, heading in enumerate(headings)
                if re.fullmatch(pattern, heading) and place not in places.values()
            ),
            None,
        )
        if at is not None:
            places[column.name] = at
    return places


def _matches(pattern: str, headings: Sequence[str]) -> dict[int, int]:
    """Return the number in each heading of a pattern by the heading's place; of two alike, the first."""
    found = ((at, re.fullmatch(pattern, heading)) for at, heading in enumerate(headings))
    first: dict[int, int] = {}
    for at, match in found:
        if match:
            first.setdefault(int(match[1]), at)
    return {at: number for number, at in first.items()}


def _typed(
    text: pl.DataFrame, shape: Shape, places: Mapping[str, int], header: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows under our names with their types, and those that lack a value they need."""
    columns, wrong = [text["row"]], []
    for column in shape.columns:
        if column.name not in places:
            columns.append(pl.Series(column.name, [None] * text.height, dtype=_TYPES[column.kind]))
            continue
        told = text[str(places[column.name])].alias("value")
        value = _value(told.replace("", None), column.kind)
        columns.append(value.alias(column.name))
        if column.needed:
            heading = header[places[column.name]].strip(csv_table.BLANKS)
            none = value.is_null() & told.str.to_lowercase().is_in(_BLANK if column.blank else []).not_()
            wrong.append(_lacking(text.filter(none), told.filter(none), heading, _ASKED.get(column.kind, "value")))
    aside = pl.concat([_nothing(), *wrong]).unique("row", keep="first", maintain_order=True)
    frame = pl.DataFrame(columns)
    return frame.filter(pl.col("row").is_in(aside["row"].implode()).not_()), aside


_BLANK = ["", "nan", "-"]
_ASKED = {"day": "day", "whole": "number", "number": "number"}


def _value(told: pl.Series, kind: str) -> pl.Series:
    if kind == "day":
        return dates.parse(told, today=_LAST)["day"]
    if kind == "judgement":
        known = {words: grade for grade, spelt in _declared()["judgements"].items() for words in spelt}
        return told.str.to_lowercase().replace_strict(known, default=told, return_dtype=pl.String)
    if kind in {"whole", "number"}:
        number = told.str.replace_all(",", "").cast(pl.Float64, strict=False)
        number = number.set(number.is_finite().not_(), None)
        return number.round().cast(pl.Int64, strict=False) if kind == "whole" else number
    return told


def _lacking(text: pl.DataFrame, told: pl.Series, heading: str, asked: str) -> pl.DataFrame:
    """Return rows without a value that they need, with the reason."""
    empty = pl.lit(f"{heading} is empty: fill in the {asked}")
    wrong = f"{heading} says " + pl.col("value") + f", which is no {asked}: correct it"
    return (
        text.select("row", pl.lit(heading).alias("column"), told, _line(text))
        .with_columns(pl.when(pl.col("value") == "").then(empty).otherwise(wrong).alias("reason"))
        .select(_nothing().columns)
    )


def _across(
    frame: pl.DataFrame, text: pl.DataFrame, shape: Shape, header: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return one row for each number that runs across the file, where one does; and the rows that hold none."""
    if shape.across is None:
        return frame, _nothing()
    what, patterns = shape.across
    headings = [plain(one.strip(csv_table.BLANKS)) for one in header]
    joined = frame
    for at, (name, pattern) in enumerate(patterns.items()):
        long = _long(text, what, name, _matches(pattern, headings), whole=name in shape.figures)
        joined = joined.join(long, on=["row", what] if at else "row", how="left")
    held = joined.drop_nulls(next(iter(patterns))).sort("row", what)
    empty = text.with_columns(_line(text)).filter(
        pl.col("row").is_in(frame["row"].implode()) & pl.col("row").is_in(held["row"].implode()).not_()
    )
    reason = pl.lit("it holds nothing beside its name: fill it in, or delete it").alias("reason")
    none = pl.lit(None, dtype=pl.String)
    return held, empty.select("row", none.alias("column"), none.alias("value"), reason, "line")


def _long(text: pl.DataFrame, what: str, name: str, numbered: Mapping[int, int], *, whole: bool) -> pl.DataFrame:
    long = text.select("row", *(pl.col(str(place)).alias(str(number)) for place, number in numbered.items())).unpivot(
        index="row", variable_name=what, value_name=name
    )
    told = long.with_columns(pl.col(what).cast(pl.Int64), pl.col(name).replace("", None))
    return told.with_columns(_value(told[name], "whole").alias(name)) if whole else told


def _nothing() -> pl.DataFrame:
    return pl.DataFrame(
        schema={"row": pl.Int32, "column": pl.String, "value": pl.String, "reason": pl.String, "line": pl.String}
    )


def _line(text: pl.DataFrame) -> pl.Series:
    return text.select(pl.concat_str(pl.exclude("row"), separator=",", ignore_nulls=True).alias("line"))["line"]


def _ragged(grid: csv_table.Grid) -> pl.DataFrame:
    return grid.ragged.select(
        "row",
        pl.lit(None, dtype=pl.String).alias("column"),
        pl.lit(None, dtype=pl.String).alias("value"),
        ("it has " + pl.col("value")).alias("reason"),
        "line",
    )


def _what(name: str, shape: Shape, used: int) -> pl.DataFrame:
    sentence = (
        f"{name} is {shape.title[0].lower()}{shape.title[1:]} ({shape.publisher}): {counted(used, 'row')}. {LICENCE}"
    )
    if shape.key == "localities":
        sentence = sentence.removesuffix(f" {LICENCE}")
    return flag("published-file", Severity.NOTE, sentence, file=name)


def _aside_flags(name: str, aside: pl.DataFrame) -> pl.DataFrame:
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


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "lookups.toml").read_text(encoding="utf-8"))
