"""The measures that can be compared between authorities, as data: see comparable.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.xmr import Series
from suffice.engine.measures.model import Polarity


@dataclass(frozen=True, slots=True)
class Comparable:
    """A measure of published tables.

    Attributes:
        code: stable; the code of `engine.measures` where the council's own returns give the same.
        title: what a page calls it.
        numerator: published counts that are added up.
        denominator: published counts or populations that are added up.
        published: the figure as printed; "" where there is none.
        basis: what the figure is made of.
        unit: what the value is a number of.
        polarity: which way is better.
        series: what a row of them over time is.
    """

    code: str
    title: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    published: str
    basis: Basis
    unit: str
    polarity: Polarity
    series: Series

    @property
    def parts(self) -> tuple[str, ...]:
        """Every published measure that it needs."""
        printed = (self.published,) if self.published else ()
        return tuple(dict.fromkeys((*self.numerator, *self.denominator, *printed)))


@cache
def comparables() -> Mapping[str, Comparable]:
    """Return every measure that can be compared, by its code."""
    declared = tomllib.loads((Path(__file__).parent / "comparable.toml").read_text(encoding="utf-8"))
    return {
        code: Comparable(
            code=code,
            title=told["title"],
            numerator=tuple(told["numerator"]),
            denominator=tuple(told["denominator"]),
            published=told.get("published", ""),
            basis=Basis(told["basis"]),
            unit=told.get("unit", _UNITS[Basis(told["basis"])]),
            polarity=Polarity(told["polarity"]),
            series=Series(told["series"]),
        )
        for code, told in declared.items()
    }


_UNITS = {Basis.RATE: "per 10,000", Basis.SHARE: "%", Basis.PLAIN: ""}
_PRINTED = {"percent": "%", "per_10000": "per 10,000", "full_time": "full-time equivalent"}


def as_printed(measure: str, unit: str) -> Comparable:
    """Return a published figure as a measure of its own: no counts, so no interval, and no way that is better."""
    title = measure.replace("_", " ").replace(".", ": ")
    told = _PRINTED.get(unit, unit)
    return Comparable(measure, title, (), (), measure, Basis.PLAIN, told, Polarity.CONTEXT, Series.RATE)
