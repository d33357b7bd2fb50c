"""What is kept of data quality over the returns: what each leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import polars as pl

from suffice.engine.returns.model import Return
from suffice.engine.timeliness.completeness import WHAT, completeness

DEFINITION = "1"
"""Raise it when what is counted changes: results are then made again."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that one return tells or leaves out."""

    kind: str
    on: date
    what: str
    table: str
    of: int
    missing: int

    @property
    def title(self) -> str:
        """What is left out."""
        return WHAT[self.what]

    @property
    def share(self) -> float | None:
        """Of those that ought to be told, how many are not."""
        return self.missing / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Quality:
    """Data quality over the returns, as a result keeps it."""

    lacks: Sequence[Lack]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the figures that a result keeps."""
        return cls([Lack(**{**one, "on": date.fromisoformat(one["on"])}) for one in kept["lacks"]])

    @property
    def latest(self) -> Sequence[Lack]:
        """What the latest return of each kind tells or leaves out."""
        newest = {one.kind: max(other.on for other in self.lacks if other.kind == one.kind) for one in self.lacks}
        return [one for one in self.lacks if one.on == newest[one.kind]]

    def over(self, what: str) -> Mapping[tuple[str, str], Sequence[Lack]]:
        """Return one thing by kind of return and table, each return by return."""
        found: dict[tuple[str, str], list[Lack]] = {}
        for one in self.lacks:
            if one.what == what:
                found.setdefault((one.kind, one.table), []).append(one)
        return found


def work_out(returns: Sequence[Return]) -> dict[str, Any]:
    """Return what is kept of these returns."""
    lacks = completeness(returns).with_columns(pl.col("on").dt.strftime("%Y-%m-%d"))
    return {"lacks": lacks.to_dicts()}
