"""What a check is: a question asked of a return, declared with what its answer changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from suffice.engine.findings import Severity

Find = Callable[[Any], pl.DataFrame]
"""Given the prepared tables of its return, gives the rows at fault: ``file``, ``row``, the flagged column, and whatever
the sentence names."""


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """One question asked of a return.

    Attributes:
        code: stable, kebab-case name, the same in every year.
        severity: `error` when the fault changes a figure, `query` when it may.
        fields: ``Table.COLUMN``, every field that the question reads; the first is the one that is flagged. A return
            without one of them cannot be asked, unless it is in `optional`.
        changes: the figures that the fault changes, and how; the reason that the check is here.
        sentence: what is wrong and what to do, with the columns of the rows found in braces.
        find: returns the rows at fault.
        rules: the department's own rules that ask the same or nearly the same.
        first: the first collection year in which it is asked; None for all before `last`.
        last: the last collection year in which it is asked; None for all after `first`.
        optional: fields whose whole table may be absent without loss (a check of every table asks those there are).
    """

    code: str
    severity: Severity
    fields: tuple[str, ...]
    changes: str
    sentence: str
    find: Find
    rules: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    optional: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The table in which the flagged row stands."""
        return self.fields[0].partition(".")[0]

    @property
    def column(self) -> str:
        """The published name of the column that is flagged."""
        return self.fields[0].partition(".")[2]

    @property
    def years(self) -> str:
        """The collection years in which it is asked, in words."""
        match self.first, self.last:
            case None, None:
                return "all"
            case first, None:
                return f"from {first}"
            case None, last:
                return f"to {last}"
            case first, last:
                return str(first) if first == last else f"{first} to {last}"

    def asked_in(self, year: int) -> bool:
        """Return whether the question belongs to a return of collection year `year`."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)
