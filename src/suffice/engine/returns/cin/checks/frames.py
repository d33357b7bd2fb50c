"""A census's tables, prepared once for all checks: each row beside its child, its referral and its plan."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from suffice.engine.calendar import year_end, year_start
from suffice.engine.returns.cin.layouts import CHILD, keys, tables
from suffice.engine.returns.model import Return

REFERRAL = [CHILD, "episode"]
PLAN = [*REFERRAL, "plan"]


class Frames:
    """The tables of one census of a known year, as checks read them.

    Every table has the columns of the return, and ``born``, ``expected``, ``died`` (Date), ``due`` (the day of birth,
    or the one expected), ``year_start``, ``year_end``. Tables within a referral have ``referred``, ``closed`` (Date)
    and ``nfa`` (Boolean) of it; reviews have ``plan_start`` and ``plan_end`` (Date).
    """

    def __init__(self, ret: Return, year: int) -> None:
        self._tables = ret.tables
        self._first, self._last = year_start(year), year_end(year)
        self._prepared: dict[str, pl.DataFrame] = {}

    def lacks(self, field: str) -> bool:
        """Return whether the return has no such ``Table.COLUMN``."""
        table, _, column = field.partition(".")
        return table not in self._tables or column.lower() not in self._tables[table].columns

    def has_table(self, table: str) -> bool:
        """Return whether the return has `table` at all."""
        return table in self._tables

    def table(self, name: str) -> pl.DataFrame:
        """Return one table in the order of its rows, with the columns that every table has here."""
        if name not in self._prepared:
            self._prepared[name] = self._prepare(name)
        return self._prepared[name]

    def _prepare(self, name: str) -> pl.DataFrame:
        rows = self._tables[name].join(self._people, on=CHILD, how="left", maintain_order="left")
        if name != "CINdetails" and "episode" in keys(name):
            rows = rows.join(self._referrals, on=REFERRAL, how="left", maintain_order="left")
        if tables()[name].within == "ChildProtectionPlans":
            rows = rows.join(self._plans, on=PLAN, how="left", maintain_order="left")
        return rows.with_columns(year_start=pl.lit(self._first), year_end=pl.lit(self._last))

    @cached_property
    def _people(self) -> pl.DataFrame:
        born, expected = pl.col("personbirthdate"), pl.col("expectedpersonbirthdate")
        return self._tables["Children"].select(
            CHILD, born=born, expected=expected, due=born.fill_null(expected), died="persondeathdate"
        )

    @cached_property
    def _referrals(self) -> pl.DataFrame:
        return self._tables["CINdetails"].select(
            *REFERRAL, referred="cinreferraldate", closed="cinclosuredate", nfa="referralnfa"
        )

    @cached_property
    def _plans(self) -> pl.DataFrame:
        return self._tables["ChildProtectionPlans"].select(*PLAN, plan_start="cppstartdate", plan_end="cppenddate")

    @cached_property
    def referrals(self) -> pl.DataFrame:
        """Return every referral, with how many rows of each module it holds (``assessments``, ``enquiries``, ``plans``,
        ``protection``; Int64) and in which order it came among its child's (``prev_referred``, ``prev_closed`` and
        ``prev_open``, null for a first one; those closed at once with no further action are not followed).
        """
        counted = self.table("CINdetails")
        modules = {
            "assessments": "Assessments",
            "enquiries": "Section47",
            "plans": "CINPlanDates",
            "protection": "ChildProtectionPlans",
        }
        for name, module in modules.items():
            counts = self._tables[module].group_by(REFERRAL).agg(pl.len().cast(pl.Int64).alias(name))
            counted = counted.join(counts, on=REFERRAL, how="left", maintain_order="left")
        return counted.with_columns(pl.col(list(modules)).fill_null(0)).join(
            self._followed, on=REFERRAL, how="left", maintain_order="left"
        )

    @cached_property
    def _followed(self) -> pl.DataFrame:
        worked = self._tables["CINdetails"].filter(
            pl.col("cinreferraldate").is_not_null() & ~pl.col("referralnfa").fill_null(False)
        )
        ordered = worked.sort(CHILD, "cinreferraldate", "episode", maintain_order=True)
        return ordered.select(
            *REFERRAL,
            prev_referred=pl.col("cinreferraldate").shift(1).over(CHILD),
            prev_closed=pl.col("cinclosuredate").shift(1).over(CHILD),
        )

    def after_another(self, name: str, start: str, end: str) -> pl.DataFrame:
        """Return the rows of a table by child and start, with ``prev_start``, ``prev_end`` and ``earlier`` (how many of
        the child's rows start before).
        """
        ordered = self.table(name).filter(pl.col(start).is_not_null()).sort(CHILD, start, end, nulls_last=True)
        return ordered.with_columns(
            prev_start=pl.col(start).shift(1).over(CHILD),
            prev_end=pl.col(end).shift(1).over(CHILD),
            earlier=(pl.col(start).rank("min").over(CHILD) - 1).cast(pl.Int32),
        )

    @cached_property
    def conferences(self) -> pl.DataFrame:
        """Return every initial conference: the child and referral, ``conference`` (Date) and ``on_transfer``."""
        date = pl.col("dateofinitialcpc")
        own = self._tables["CINdetails"].select(*REFERRAL, conference=date, on_transfer=pl.lit(True))
        after = self._tables["Section47"].select(*REFERRAL, conference=date, on_transfer=pl.lit(False))
        return pl.concat([own, after]).filter(pl.col("conference").is_not_null())
