"""The published numbers of many authorities, year by year, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suffice.engine.findings import Finding

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows of one file; the parts add up to `rows`.

    Attributes:
        file: its name.
        rows: how many it has below the header.
        used: a figure of theirs went in.
        not_needed: whole of England or a region, or a characteristic that nothing here asks for.
        marks: the publisher wrote a mark where the figure would be; neither zero nor missing.
        unusable: set aside, each with its reason among the findings.
    """

    file: str
    rows: int
    used: int
    not_needed: int
    marks: int
    unusable: int

    def document(self) -> dict[str, Any]:
        """Return the account as plain values."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Children in care on each 31 March, by authority, and what else is known of those authorities.

    Every array is [authority, year]; NaN where there is no figure. The column of a year holds what is known of its
    31 March.

    Attributes:
        codes: three-figure codes, rising.
        names: of the authorities, as last published.
        regions: of the authorities; None where none is known.
        years: of the 31 Marches, rising, without a gap.
        number: children in care, above 0.
        older: those of them aged 16 and over.
        unaccompanied: those of them who are unaccompanied asylum-seeking children.
        starts: children who started to be looked after in the year to that day.
        ceases: children who ceased to be.
        population: children aged 0 to 17, mid-year estimate of the 30 June before that day.
        neighbours: for each authority, the places in `codes` of its statistical neighbours.
        accounts: what became of the rows of each file.
        findings: what the reader must know of the files.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    regions: tuple[str | None, ...]
    years: tuple[int, ...]
    number: Reals
    older: Reals
    unaccompanied: Reals
    starts: Reals
    ceases: Reals
    population: Reals
    neighbours: tuple[tuple[int, ...], ...]
    accounts: tuple[Account, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def log(self) -> Reals:
        """The logarithm of the number, [authority, year]."""
        return np.log(self.number)

    def until(self, year: int) -> Panel:
        """Return the panel as it stood on 31 March `year`: every later column is gone."""
        kept = sum(one <= year for one in self.years)
        arrays = {name: getattr(self, name)[:, :kept] for name in ARRAYS}
        return replace(self, years=self.years[:kept], **arrays)

    def changes(self, ahead: int) -> Reals:
        """Return log N(t + ahead) - log N(t) of every authority and year t, [authority, year]; NaN where unknown."""
        return changes(self.log, ahead)


ARRAYS: Sequence[str] = ("number", "older", "unaccompanied", "starts", "ceases", "population")
"""The fields of `Panel` that are arrays by authority and year."""


def changes(logs: Reals, ahead: int) -> Reals:
    """Return how much each logarithm changed over `ahead` columns, one column for every start."""
    return logs[:, ahead:] - logs[:, : max(0, logs.shape[1] - ahead)]
