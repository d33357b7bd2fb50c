"""The tables of the 903 return other than episodes, over all years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from suffice.engine.episodes.tables import PLACE_OF_ROW, laid_end_to_end
from suffice.engine.returns.model import Return
from suffice.engine.returns.ssda903.layouts import tables

_KINDS = {"date": pl.Date(), "int": pl.Int32()}


@dataclass(frozen=True)
class Care:
    """Reviews, health, care leavers, adoption and the rest, of one authority.

    Attributes:
        returns: SSDA903 returns that can be used.
        authorities: whose rows are kept; None for all.
    """

    returns: Sequence[Return]
    authorities: frozenset[str] | None = None
    _read: dict[str, pl.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    def table(self, name: str) -> pl.DataFrame:
        """Return a published table of all years: its columns in lower case, ``authority, year, file, row``.

        A column that a return does not have is null. Rows without a child are left out.
        """
        if name not in self._read:
            self._read[name] = self._laid_out(name)
        return self._read[name]

    def has(self, name: str, year: int | None = None) -> bool:
        """Return whether the table was brought, for the collection year where one is given."""
        return any(name in one.tables and year in (None, one.year) for one in self.returns)

    def of_year(self, name: str, year: int) -> pl.DataFrame:
        """Return the rows of one collection year's return, the last for each child that has several."""
        return self.table(name).filter(pl.col("year") == year).unique(("authority", "child"), keep="last")

    def _laid_out(self, name: str) -> pl.DataFrame:
        shape = {
            "authority": pl.String(),
            **{column.field: _KINDS.get(column.kind, pl.String()) for column in tables()[name].columns},
            **PLACE_OF_ROW,
        }
        rows = laid_end_to_end(self.returns, name, shape).filter(pl.col("child").is_not_null())
        return rows if self.authorities is None else rows.filter(pl.col("authority").is_in(sorted(self.authorities)))
