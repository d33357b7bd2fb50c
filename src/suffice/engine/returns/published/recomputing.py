"""Published rates and shares worked out again from the counts beside them, and held against what was published."""

from __future__ import annotations

import tomllib
from calendar import isleap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from suffice.engine.returns.published.layouts import Unit
from suffice.engine.returns.published.reading import PublishedFile
from suffice.engine.returns.published.telling import rounded_to_ten

_SCALE = 20  # half of a tenth is a whole number
_AREA = ["file", "level", "area_code", "area_name", "old_code", "year"]
_WIDTH = {str(Unit.FULL_TIME): 1, str(Unit.DAYS): 1}
_TEN = 100  # half of ten, scaled
_MISSES = 20


@dataclass(frozen=True, slots=True)
class Miss:
    """A published figure that its counts do not give.

    Attributes:
        file: where it stands.
        area: whose it is.
        year: of which year.
        measure: which figure.
        counted: what is counted.
        out_of: what it is counted out of.
        published: the figure as published.
        least: the least that the counts allow.
        most: the most.
    """

    file: str
    area: str
    year: int
    measure: str
    counted: float
    out_of: float
    published: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of figure, worked out again.

    Attributes:
        key: its name.
        title: what it is.
        rounding: how closely the counts are published: exact, or rounded.
        given: figures of authorities for which counts and figure are published: its authority-years.
        equal: how many of them the counts give.
        above: the same of England and regions, whose counts are rounded to 10: how many there are.
        above_equal: how many of them the counts allow.
        misses: the first of those that are not.
    """

    key: str
    title: str
    rounding: str
    given: int
    equal: int
    above: int
    above_equal: int
    misses: tuple[Miss, ...]

    @property
    def share(self) -> float | None:
        """The share of authorities' figures that the counts give; None where there are none."""
        return self.equal / self.given if self.given else None

    def document(self) -> dict[str, Any]:
        """Return the line as plain values, ready for JSON."""
        return {
            "key": self.key,
            "title": self.title,
            "rounding": self.rounding,
            "authority_years": self.given,
            "equal": self.equal,
            "percent": None if self.share is None else round(100 * self.share, 2),
            "england_and_regions": self.above,
            "england_and_regions_equal": self.above_equal,
            "misses": [{name: getattr(one, name) for name in Miss.__dataclass_fields__} for one in self.misses],
        }


@dataclass(frozen=True, slots=True)
class _Recipe:
    key: str
    title: str
    per: int
    places: int
    figures: tuple[tuple[str, str, str], ...]
    within: str | None
    of_all: bool
    working_days: bool

    def triples(self, measures: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
        """Return what is counted, out of what, and the published figure, for the measures that there are."""
        if self.within is None:
            return self.figures
        shares = [one for one in measures if one.startswith(f"{self.within}.") and one.endswith(".percent")]
        stems = [(one.removesuffix(".percent"), one) for one in shares if not one.endswith(".total.percent")]
        return tuple((f"{stem}.number", f"{stem.rsplit('.', 1)[0]}.total.number", share) for stem, share in stems)


def recompute(files: Sequence[PublishedFile]) -> tuple[Line, ...]:
    """Work published rates and shares out again, and hold each against the published figure.

    Counts of authorities are published whole, so a rate or share is equal when it is the same rounded half up.
    Full-time equivalents and days are published to one place: a figure is equal when some true values that round to
    those published give it. The same holds for England and regions, whose counts are rounded to 10.

    Source of the method: `docs/method/statistics.md`.

    Args:
        files: published tables.
    """
    frame = pl.concat([pl.DataFrame(schema=_FRAME), *(_widths(one.frame) for one in files)])
    present = frame["measure"].unique().sort().to_list()
    by_measure: dict[str, pl.DataFrame] = {
        str(key[0]): part for key, part in frame.partition_by("measure", as_dict=True).items()
    }
    return tuple(_line(recipe, recipe.triples(present), by_measure) for recipe in recipes())


_FRAME = pl.Schema(
    {
        "measure": pl.String,
        "file": pl.String,
        "level": pl.String,
        "area_code": pl.String,
        "area_name": pl.String,
        "old_code": pl.String,
        "year": pl.Int32,
        "value": pl.Float64,
        "width": pl.Int64,
    }
)


def _widths(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the figures that there are, each with half of what it is rounded to (scaled)."""
    tens = rounded_to_ten(frame)
    width = (
        pl.when(pl.col("measure").is_in(list(tens)) & (pl.col("level") != "authority"))
        .then(_TEN)
        .otherwise(pl.col("unit").replace_strict(_WIDTH, default=0, return_dtype=pl.Int64))
    )
    return frame.drop_nulls("value").with_columns(width.alias("width")).select(_FRAME.names()).cast(_FRAME)


def _line(recipe: _Recipe, triples: Sequence[tuple[str, str, str]], by_measure: Mapping[str, pl.DataFrame]) -> Line:
    judged = pl.concat([_JUDGED, *_each(recipe, triples, by_measure)])
    low = judged.filter(pl.col("level") == "authority")
    above = judged.filter(pl.col("level") != "authority")
    rounded = bool((low["width_a"] + low["width_b"]).sum())
    missed = judged.filter(pl.col("equal").not_()).sort("year", "area_name", descending=[True, False]).head(_MISSES)
    return Line(
        key=recipe.key,
        title=recipe.title,
        rounding="counts to one decimal place" if rounded else "exact counts",
        given=low.height,
        equal=int(low["equal"].sum()),
        above=above.height,
        above_equal=int(above["equal"].sum()),
        misses=tuple(_miss(recipe, row) for row in missed.iter_rows(named=True)),
    )


_JUDGED = pl.DataFrame(
    schema={
        "file": pl.String,
        "level": pl.String,
        "area_name": pl.String,
        "year": pl.Int32,
        "measure": pl.String,
        "a": pl.Float64,
        "b": pl.Float64,
        "p": pl.Float64,
        "width_a": pl.Int64,
        "width_b": pl.Int64,
        "equal": pl.Boolean,
    }
)


def _each(
    recipe: _Recipe, triples: Sequence[tuple[str, str, str]], by_measure: Mapping[str, pl.DataFrame]
) -> Iterator[pl.DataFrame]:
    for counted, out_of, published in triples:
        if {counted, out_of, published} <= by_measure.keys():
            yield _judged(recipe, by_measure[counted], by_measure[out_of], by_measure[published])


def _judged(recipe: _Recipe, counted: pl.DataFrame, out_of: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    joined = (
        counted.select(*_AREA, pl.col("value").alias("a"), pl.col("width").alias("width_a"))
        .join(
            out_of.select(*_AREA, pl.col("value").alias("b"), pl.col("width").alias("width_b")),
            on=_AREA,
            nulls_equal=True,
        )
        .join(published.select(*_AREA, pl.col("value").alias("p"), "measure"), on=_AREA, nulls_equal=True)
        .filter((pl.col("a") + pl.col("b") if recipe.of_all else pl.col("b")) > 0)
    )
    return joined.with_columns(_equal(recipe).alias("equal")).select(_JUDGED.columns)


def _equal(recipe: _Recipe) -> pl.Expr:
    """Return whether true values that round as published give the published figure, in whole numbers throughout."""
    (low, under), (high, over) = _bounds(recipe)
    figure = (pl.col("p") * 10**recipe.places).round().cast(pl.Int64)
    # In halves of the last place: the true figure is at least 2p - 1 and less than 2p + 1.
    factor = 2 * recipe.per * 10**recipe.places
    not_above = factor * low < (2 * figure + 1) * under
    reaches = factor * high > (2 * figure - 1) * over
    exactly = (factor * high == (2 * figure - 1) * over) & (pl.col("width_a") == 0)
    equal: pl.Expr = not_above & ((over <= 0) | reaches | exactly)
    return equal


def _bounds(recipe: _Recipe) -> tuple[tuple[pl.Expr, pl.Expr], tuple[pl.Expr, pl.Expr]]:
    """Return the least and the greatest true share, each as what is counted and what it is counted out of (scaled)."""
    a, b = ((pl.col(one) * _SCALE).round().cast(pl.Int64) for one in ("a", "b"))
    least_a = pl.max_horizontal(a - pl.col("width_a"), pl.lit(0, dtype=pl.Int64))
    most_a, least_b, most_b = a + pl.col("width_a"), b - pl.col("width_b"), b + pl.col("width_b")
    days = _working_days() if recipe.working_days else pl.lit(1, dtype=pl.Int64)
    if recipe.of_all:
        return (least_a, least_a + most_b), (most_a, most_a + least_b)
    return (least_a, most_b * days), (most_a, least_b * days)


def _working_days() -> pl.Expr:
    return pl.col("year").map_elements(working_days, return_dtype=pl.Int64)


def working_days(year: int) -> int:
    """Return the working days of a year by which absence is published: 253, and 254 in a leap year.

    They are its days less 104 at weekends and 8 bank holidays, whatever the calendar of the year says.
    """
    return 366 - 112 if isleap(year) else 365 - 112


def _miss(recipe: _Recipe, row: Mapping[str, Any]) -> Miss:
    a, b = row["a"], row["b"]
    half_a, half_b = row["width_a"] / _SCALE, row["width_b"] / _SCALE
    days = working_days(row["year"]) if recipe.working_days else 1
    ends = [(max(0.0, a - half_a), b + half_b), (a + half_a, max(b - half_b, 0.01))]
    least, most = (recipe.per * x / ((x + y if recipe.of_all else y) * days) for x, y in ends)
    return Miss(row["file"], row["area_name"], row["year"], row["measure"], a, b, row["p"], least, most)


@cache
def recipes() -> tuple[_Recipe, ...]:
    """Return what can be worked out again."""
    declared = tomllib.loads((Path(__file__).parent / "recompute.toml").read_text(encoding="utf-8"))
    return tuple(
        _Recipe(
            key=one["key"],
            title=one["title"],
            per=one["per"],
            places=one["places"],
            figures=tuple((a, b, p) for a, b, p in one.get("figures", ())),
            within=one.get("within"),
            of_all=one.get("of_all", False),
            working_days=one.get("working_days", False),
        )
        for one in declared["lines"]
    )
