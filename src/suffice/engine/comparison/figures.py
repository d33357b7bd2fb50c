"""The figures of one measure, of every authority and year, out of published tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import polars as pl

from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.comparable import Comparable, as_printed, comparables
from suffice.engine.comparison.intervals import Estimate
from suffice.engine.returns.population import find
from suffice.engine.returns.published import members, successors
from suffice.engine.words import counted

_AREA = ["level", "code", "year"]
_SAME = ["measure", *_AREA]
_ENGLAND = 100  # of some 150; a table that lacks a third of them is told as the part that it is
_MID_YEAR = "population."  # the estimate of 30 June divides what is counted on the 31 March after it


class NotCompared(ValueError):
    """The figures do not allow what was asked; the message says what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of one area in one year.

    Attributes:
        code: three figures, or two such for authorities that make one return; the code of a region or of England.
        name: of the area.
        region: of the authority; "" for areas above.
        year: to 31 March, or to the day of the publication.
        basis: what the value is made of.
        numerator: None where it is withheld or not published.
        denominator: likewise.
        value: worked out from the counts, else as printed; None where there is neither.
        mark: what the publisher wrote where there is no value; "" else.
    """

    code: str
    name: str
    region: str
    year: int
    basis: Basis
    numerator: float | None
    denominator: float | None
    value: float | None
    mark: str

    @property
    def counts(self) -> tuple[float, float] | None:
        """Numerator and denominator, where both are known and the luck of such a figure is."""
        if self.basis is Basis.PLAIN or self.numerator is None or not self.denominator or self.numerator < 0:
            return None
        if self.basis is Basis.SHARE and self.numerator > self.denominator:
            return None
        return self.numerator, self.denominator

    @property
    def estimate(self) -> Estimate | None:
        """The figure with its interval; None where counts are not known."""
        return None if self.counts is None else self.basis.estimate(*self.counts)

    def document(self) -> dict[str, Any]:
        """Return the figure with its interval."""
        known = self.estimate
        return {
            "code": self.code,
            "name": self.name,
            "numerator": whole(self.numerator),
            "denominator": whole(self.denominator),
            "value": None if self.value is None else round(self.value, 6),
            "low": None if known is None else round(known.interval.low, 6),
            "high": None if known is None else round(known.interval.high, 6),
            "mark": self.mark or None,
        }


def whole(count: float | None) -> float | None:
    """Return a count without a decimal point where it has no use for one."""
    return int(count) if count is not None and count.is_integer() else count


@dataclass(frozen=True, slots=True)
class Figures:
    """One measure, as published.

    Attributes:
        measure: which.
        authorities: of each year; those that ended left out where those that took their place have figures.
        above: regions and England, of each year, by name.
        sources: publisher and publication, with the files.
        notes: what a reader has to know.
    """

    measure: Comparable
    authorities: Mapping[int, tuple[Figure, ...]]
    above: Mapping[int, Mapping[str, Figure]]
    sources: tuple[str, ...]
    notes: tuple[str, ...]

    def hold_england(self, year: int) -> bool:
        """Return whether the files hold the authorities of England, and not some of them only."""
        return len(self.authorities.get(year, ())) >= _ENGLAND

    def of(self, authority: str, year: int) -> Figure | None:
        """Return an authority's figure of a year; one of two that make one return has theirs."""
        told = self.authorities.get(year, ())
        return next((one for one in told if authority == one.code or authority in members(one.code)), None)


def gather(frame: pl.DataFrame, asked: str) -> Figures:
    """Return the figures of a measure.

    Args:
        frame: published figures, of one file or several together (`PublishedFile.frame`).
        asked: a code of `comparables`, or the name of a published figure.

    Raises:
        NotCompared: the files do not hold the measure.
    """
    measure = _measure(frame, asked)
    told = _told(frame, measure)
    clashes = told.group_by(_SAME).agg(pl.col("value").n_unique().alias("ways")).filter(pl.col("ways") > 1).height
    last = told.unique(_SAME, keep="last", maintain_order=True)
    figures = [_figure(row, measure) for row in _wide(last, measure).iter_rows(named=True)]
    years = sorted({one.year for one in figures})
    below = {year: _standing([one for one in figures if one.region and one.year == year]) for year in years}
    above = {year: {one.name: one for one in figures if not one.region and one.year == year} for year in years}
    files = last.select("source", "file").unique().sort("source", "file").rows()
    notes = (
        [f"{counted(clashes, 'figure stands', 'figures stand')} in two files that differ; the file given last is used."]
        if clashes
        else []
    )
    return Figures(measure, below, above, tuple(f"{source} ({file})" for source, file in files), tuple(notes))


def measures_in(frame: pl.DataFrame) -> tuple[str, ...]:
    """Return the codes of the measures that the files hold."""
    there = set(frame["measure"].unique())
    return tuple(
        code
        for code, one in comparables().items()
        if one.published in there or {*one.numerator, *one.denominator} <= there
    )


def _measure(frame: pl.DataFrame, asked: str) -> Comparable:
    held = measures_in(frame)
    if asked in held:
        return comparables()[asked]
    there = dict(frame.select("measure", "unit").unique().rows())
    if asked in there:
        return as_printed(asked, there[asked])
    if (known := comparables().get(asked)) is not None:
        lacking = [one for one in dict.fromkeys((*known.numerator, *known.denominator)) if one not in there]
        raise NotCompared(
            f"{asked} needs {', '.join(lacking)}, which these files do not hold. Bring the published table that does."
        )
    these = f"They hold {', '.join(held)}" if held else "They hold no measure that is known here"
    raise NotCompared(f"{asked} is no measure of these files. {these}, or ask by the name of a published figure.")


def _told(frame: pl.DataFrame, measure: Comparable) -> pl.DataFrame:
    """Return the rows that the measure needs, of areas and years that have more than a population."""
    mid_year = pl.col("measure").str.starts_with(_MID_YEAR)
    told = frame.filter(pl.col("measure").is_in(measure.parts)).with_columns(
        (pl.col("year") + mid_year.cast(pl.Int32)).alias("year"),
        pl.coalesce("old_code", "area_code", "area_name").alias("code"),
    )
    return told.join(told.filter(~mid_year), on=_AREA, how="semi")


def _wide(told: pl.DataFrame, measure: Comparable) -> pl.DataFrame:
    """Return a row an area and year: numerator, denominator, printed figure and mark."""
    areas = told.group_by(_AREA, maintain_order=True).agg(
        pl.col("area_name").last(),
        pl.col("area_code").drop_nulls().last(),
        pl.col("mark").drop_nulls().first().fill_null("").alias("mark"),
    )
    values = told.pivot(on="measure", index=_AREA, values="value", aggregate_function="first")
    empty = [pl.lit(None, dtype=pl.Float64).alias(one) for one in measure.parts if one not in values.columns]
    return areas.join(values.with_columns(empty), on=_AREA).select(
        *areas.columns,
        _sum(measure.numerator).alias("numerator"),
        _sum(measure.denominator).alias("denominator"),
        (pl.col(measure.published) if measure.published else pl.lit(None, dtype=pl.Float64)).alias("printed"),
    )


def _sum(parts: Sequence[str]) -> pl.Expr:
    return reduce(add, (pl.col(one) for one in parts)) if parts else pl.lit(None, dtype=pl.Float64)


def _figure(row: Mapping[str, Any], measure: Comparable) -> Figure:
    above, below = row["numerator"], row["denominator"]
    worked = above * measure.basis.scale / below if above is not None and below else None
    value = row["printed"] if worked is None else worked
    region = _region(row["code"], row["area_code"]) if row["level"] == "authority" else ""
    mark = row["mark"] if value is None else ""
    return Figure(row["code"], row["area_name"], region, row["year"], measure.basis, above, below, value, mark)


def _region(code: str, ons_code: str | None) -> str:
    known = next(filter(None, (find(one) for one in (*members(code), ons_code or ""))), None)
    return known.region if known else "not known"


def _standing(told: list[Figure]) -> tuple[Figure, ...]:
    """Leave out an authority that ended where all that took its place have figures of the same year."""
    there = {one.code for one in told if one.value is not None}
    ended = {one.code for one in told if (after := successors(one.code)) and set(after) <= there}
    return tuple(sorted((one for one in told if one.code not in ended), key=lambda one: one.code))
