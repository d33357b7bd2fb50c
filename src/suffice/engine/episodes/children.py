"""The children: the latest header that has a date of birth, and what was said differently before."""

from __future__ import annotations

import polars as pl

from suffice.engine.episodes.remarks import remark
from suffice.engine.findings import Finding, Severity
from suffice.engine.words import prose

KEY = ("authority", "child")
_SEX = {"1": "M", "2": "F", "M": "M", "F": "F", "U": "U"}


def eighteenth(dob: str = "dob") -> pl.Expr:
    """Return the 18th birthday; a child born on 29 February turns 18 on 1 March."""
    born = pl.col(dob)
    leap_day = (born.dt.month() == 2) & (born.dt.day() == 29)
    # Eighteen years after a leap year is never one, so 29 February would not exist.
    return pl.when(leap_day).then(born.dt.offset_by("1d")).otherwise(born).dt.offset_by("18y")


def believed(header: pl.DataFrame, uasc: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """Return one row a child out of all headers, and a finding where the date of birth changed between them.

    Args:
        header: every header row, with ``authority, child, sex, dob, ethnic, year, file, row``.
        uasc: every row of the UASC tables; a child in any of them is unaccompanied for good.

    Returns:
        The children as `History.children` has them, from the latest collection year that gives a date of birth.
    """
    born = header.filter(pl.col("child").is_not_null() & pl.col("dob").is_not_null()).sort(
        "authority", "child", "year", "row", nulls_last=False
    )
    told = born.with_columns(births=pl.col("dob").n_unique().over(KEY), first_dob=pl.col("dob").first().over(KEY))
    latest = told.unique(KEY, keep="last", maintain_order=True)
    ever = uasc.select(KEY).unique().with_columns(uasc=pl.lit(True))
    children = latest.join(ever, on=KEY, how="left", maintain_order="left").select(
        *KEY,
        pl.col("sex").replace_strict(_SEX, default=None, return_dtype=pl.String),
        "dob",
        eighteenth().alias("eighteenth"),
        "ethnic",
        pl.col("uasc").fill_null(False),
        "year",
        "file",
        "row",
    )
    return children, _changed_births(latest.filter(pl.col("births") > 1))


def _changed_births(children: pl.DataFrame) -> tuple[Finding, ...]:
    return remark(
        "date-of-birth-changed",
        Severity.QUERY,
        children,
        lambda one: (
            f"Child {one['child']} has more than one date of birth, {prose(one['first_dob'])} among them; the latest "
            f"return's, {prose(one['dob'])}, is used: check which is right."
        ),
        column="DOB",
    )


def without_birth(episodes: pl.DataFrame, children: pl.DataFrame) -> tuple[Finding, ...]:
    """Return the finding about children who have episodes but no header with a date of birth."""
    missing = episodes.join(children, on=KEY, how="anti").unique(KEY, keep="first", maintain_order=True)
    return remark(
        "child-without-date-of-birth",
        Severity.ERROR,
        missing,
        lambda one: (
            f"Child {one['child']} has episodes but no header with a date of birth in any return, and is left out of "
            "every count: add the child to the Header table."
        ),
        column="CHILD",
    )
