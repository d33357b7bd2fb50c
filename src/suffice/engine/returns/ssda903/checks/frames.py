"""A return's tables, prepared once for all checks: sorted, beside the header's date of birth and their neighbours."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

import polars as pl

from suffice.engine.calendar import year_end, year_start
from suffice.engine.returns.model import Return
from suffice.engine.returns.ssda903.checks.expressions import ADOPTED, FOR_ADOPTION, SHORT_BREAKS, birthday, in_set

_BESIDE = ("decom", "dec", "rec", "rne", "ls", "place", "place_provider", "pl_post", "urn")


class Frames:
    """The tables of one return of a known year, as checks read them.

    Every table has the columns of the return, and ``in_header`` (Boolean), ``born`` (Date: the header's date of birth,
    null without one), ``eighteenth``, ``year_start``, ``year_end`` (Date).
    """

    def __init__(self, ret: Return, year: int) -> None:
        self._tables = ret.tables
        self._absent = ret.absent
        self._first_day = year_start(year)
        self._last_day = year_end(year)
        self._prepared: dict[str, pl.DataFrame] = {}
        self._beside: dict[tuple[str, str], pl.DataFrame] = {}

    def lacks(self, field: str) -> bool:
        """Return whether the return has no such ``Table.COLUMN``."""
        table, _, column = field.partition(".")
        return table not in self._tables or field in self._absent or column.lower() not in self._tables[table].columns

    def has_table(self, table: str) -> bool:
        """Return whether the return has `table` at all."""
        return table in self._tables

    def table(self, name: str) -> pl.DataFrame:
        """Return one table in the order of its rows, with the columns that every table has here."""
        if name not in self._prepared:
            self._prepared[name] = self._prepare(self._tables[name])
        return self._prepared[name]

    def _prepare(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.join(self._births, on="child", how="left", maintain_order="left").with_columns(
            in_header=pl.col("in_header").fill_null(False),
            eighteenth=birthday(pl.col("born"), 18),
            year_start=pl.lit(self._first_day),
            year_end=pl.lit(self._last_day),
        )

    @cached_property
    def _births(self) -> pl.DataFrame:
        header = self._tables["Header"]
        return header.select("child", born="dob", in_header=True).unique("child", keep="last", maintain_order=True)

    @cached_property
    def episodes(self) -> pl.DataFrame:
        """Episodes by child and start.

        Beside the columns of the table: ``prev_`` and ``next_`` of the start, end, codes and place of the same child's
        episode before and after (null where there is none); ``first``, ``last`` (Boolean); ``until`` (Date: the end,
        or 1 April after the year while open).
        """
        ordered = self.table("Episodes").sort("child", "decom", "dec", nulls_last=True, maintain_order=True)
        beside = [name for name in _BESIDE if name in ordered.columns]
        child = pl.col("child")
        after_another, before_another = child == child.shift(1), child == child.shift(-1)
        return ordered.with_columns(
            *(pl.when(after_another).then(pl.col(name).shift(1)).alias(f"prev_{name}") for name in beside),
            *(pl.when(before_another).then(pl.col(name).shift(-1)).alias(f"next_{name}") for name in beside),
            first=after_another.fill_null(False).not_(),
            last=before_another.fill_null(False).not_(),
            until=pl.col("dec").fill_null(self._last_day + timedelta(days=1)),
        )

    @cached_property
    def care(self) -> pl.DataFrame:
        """One row a child with episodes.

        ``began``, ``placed``, ``adopted`` (Date: first start; latest placement for adoption; adoption), ``held``
        (Boolean: in care at the end of the year), ``all_year`` (Boolean: in care without a break from its first day to
        its last, no short break, not yet 18).
        """
        rec, dec, decom = pl.col("rec"), pl.col("dec"), pl.col("decom")
        left = (dec <= pl.col("year_end")) & (rec != "X1")
        facts = self.episodes.group_by("child", maintain_order=True).agg(
            began=decom.first(),
            placed=decom.filter(in_set("place", FOR_ADOPTION)).last(),
            adopted=dec.filter(in_set("rec", ADOPTED)).last(),
            held=(dec.last().is_null() | (dec.last() > self._last_day))
            & (pl.col("eighteenth").last() > self._last_day),
            broken=(
                ((pl.col("rne") == "S") & (decom > self._first_day)).any()
                | left.any()
                | in_set("ls", SHORT_BREAKS).any()
            ),
        )
        return facts.with_columns(
            held=pl.col("held").fill_null(False),
            all_year=((pl.col("began") <= self._first_day) & pl.col("held") & ~pl.col("broken")).fill_null(False),
        )

    def on_the_day(self, name: str, column: str) -> pl.DataFrame:
        """Return the rows of a table, each beside the child's latest episode that had started by the day in `column`.

        Beside the columns of the table: ``episode_decom``, ``episode_dec`` (Date), ``episode_place`` (String), null
        where none had started; ``in_care`` (Boolean), an episode being under way on its last day too.
        """
        if (name, column) not in self._beside:
            self._beside[name, column] = self._find_on_the_day(name, column)
        return self._beside[name, column]

    def _find_on_the_day(self, name: str, column: str) -> pl.DataFrame:
        started = self.episodes.filter(pl.col("decom").is_not_null()).select(
            "child", episode_decom="decom", episode_dec="dec", episode_place="place"
        )
        dated = self.table(name).filter(pl.col(column).is_not_null()).sort(column, maintain_order=True)
        found = dated.join_asof(
            started.sort("episode_decom", maintain_order=True),
            left_on=column,
            right_on="episode_decom",
            by="child",
            coalesce=False,
            check_sortedness=False,
        )
        ended = pl.col("episode_dec") < pl.col(column)
        return found.with_columns(in_care=pl.col("episode_decom").is_not_null() & ~ended.fill_null(False))
