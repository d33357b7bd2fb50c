"""Checks of who the children are: the header, and what the other tables say of the same child."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks.check import Find, episodes, rows
from suffice.engine.returns.ssda903.checks.expressions import blank, given
from suffice.engine.returns.ssda903.checks.frames import Frames

_BESIDE_HEADER = ("UASC", "Reviews", "OC2", "OC3", "AD1", "PlacedAdoption", "PrevPerm", "Missing", "SWEpisodes", "DoLo")
_WITH_CHILD = tuple(f"{table}.CHILD" for table in _BESIDE_HEADER)
_WITH_BIRTH = tuple(f"{table}.DOB" for table in _BESIDE_HEADER)


def _in_each_table(column: str, where: pl.Expr) -> Find:
    """Return a finder of the first row of each child, in each table that there is, for which `where` holds."""
    named = sorted({"file", "row", "child", "born", column.lower()})

    def find(frames: Frames) -> pl.DataFrame:
        there = [table for table in _BESIDE_HEADER if not frames.lacks(f"{table}.{column}")]
        found = [
            frames.table(table)
            .filter(where)
            .unique("child", keep="first", maintain_order=True)
            .select(*named, table=pl.lit(table))
            for table in there
        ]
        return pl.concat(found) if found else frames.table("Header").clear().with_columns(table=pl.lit(""))

    return find


def _in_no_table(frames: Frames) -> pl.DataFrame:
    """Return the children of the header who have neither an episode nor a care leaver's record."""
    alone = frames.table("Header").join(frames.table("Episodes"), on="child", how="anti", maintain_order="left")
    if not frames.has_table("OC3"):
        return alone
    return alone.join(frames.table("OC3"), on="child", how="anti", maintain_order="left")


def _same_pupil(frames: Frames) -> pl.DataFrame:
    """Return the later rows of the header that hold a pupil number that another child's row holds already."""
    known = frames.table("Header").filter(given("upn") & ~pl.col("upn").str.starts_with("UN"))
    return known.with_columns(other=pl.col("child").first().over("upn")).filter(pl.col("other") != pl.col("child"))


CHECKS = (
    Check(
        "born-after-the-year",
        Severity.ERROR,
        ("Header.DOB",),
        changes="Ages: the child is younger than nought all year, so no age group holds the child.",
        sentence="child {child} is said to be born on {dob}, after the year of this return ended on {year_end}. "
        "Correct the date of birth.",
        find=rows("Header", pl.col("dob") > pl.col("year_end")),
        rules=("301",),
    ),
    Check(
        "sex-missing",
        Severity.QUERY,
        ("Header.SEX",),
        changes="Children by sex: the child is in the total but in neither group.",
        sentence="child {child} has no sex recorded. Fill it in, or record it as not known.",
        find=rows("Header", blank("sex")),
        rules=("101",),
    ),
    Check(
        "ethnic-group-missing",
        Severity.QUERY,
        ("Header.ETHNIC",),
        changes="Children by ethnic group: the child is in the total but in no group.",
        sentence="child {child} has no ethnic group recorded. Fill it in; NOBT says that it is not yet known.",
        find=rows("Header", blank("ethnic")),
        rules=("103",),
    ),
    Check(
        "boy-recorded-as-mother",
        Severity.QUERY,
        ("Header.MOTHER", "Header.SEX"),
        changes="Mothers in care, and children by sex: one of the two entries is wrong.",
        sentence="child {child} is recorded as male and as a mother. Correct SEX or MOTHER.",
        find=rows("Header", (pl.col("sex") == "M") & (pl.col("mother") == "1")),
    ),
    Check(
        "same-pupil-number",
        Severity.QUERY,
        ("Header.UPN",),
        changes="Every count: a child recorded under two numbers is counted twice.",
        sentence="child {child} has the pupil number {upn}, which child {other} has already. If they are one child, "
        "keep one number for both; if not, correct the pupil number.",
        find=_same_pupil,
    ),
    Check(
        "child-without-episodes",
        Severity.QUERY,
        ("Header.CHILD", "Episodes.CHILD"),
        changes="Children in care, starting and leaving: a child whose episodes are missing is in none of them.",
        sentence="child {child} has neither an episode nor a care leaver's record in this return. Add the episodes, "
        "or take the child out of the header.",
        find=_in_no_table,
    ),
    Check(
        "child-not-in-header",
        Severity.ERROR,
        ("Episodes.CHILD", "Header.CHILD"),
        changes="Every count: unless another year's header has the child, the episodes are counted nowhere.",
        sentence="child {child} has episodes but no row in the header, so this return gives the "
        "child no age. Add the child to the header.",
        find=episodes(pl.col("first") & ~pl.col("in_header")),
        rules=("INT03",),
    ),
    Check(
        "record-without-header",
        Severity.QUERY,
        (*_WITH_CHILD, "Header.CHILD"),
        changes="Reviews, health, care leavers, adoption, missing: the record belongs to nobody who is counted.",
        sentence="child {child} is in {table} but has no row in the header. Add the child to the header, or correct "
        "the number of the child.",
        find=_in_each_table("CHILD", ~pl.col("in_header")),
        rules=("INT01", "INT02", "INT04", "INT05", "INT06", "INT07", "INT08", "INT09"),
        optional=_WITH_CHILD,
    ),
    Check(
        "date-of-birth-differs",
        Severity.QUERY,
        (*_WITH_BIRTH, "Header.DOB"),
        changes="Ages, and the day on which the child turns 18: figures use the header's date, which may be the "
        "wrong one.",
        sentence="child {child} is born on {dob} in {table} but on {born} in the header. Correct the wrong one.",
        find=_in_each_table("DOB", pl.col("dob") != pl.col("born")),
        rules=("INT11", "INT12", "INT13", "INT14", "INT15", "INT16", "INT17", "INT18"),
        optional=_WITH_BIRTH,
    ),
    Check(
        "unaccompanied-child-without-episode",
        Severity.QUERY,
        ("UASC.CHILD", "Episodes.CHILD"),
        changes="Unaccompanied asylum-seeking children: the child is on the list but not in care this year.",
        sentence="child {child} is listed as an unaccompanied asylum-seeking child but has no episode in this "
        "return. Add the episodes, or take the child off the list.",
        find=lambda frames: frames.table("UASC").join(
            frames.table("Episodes"), on="child", how="anti", maintain_order="left"
        ),
        rules=("1014",),
    ),
    Check(
        "unaccompanied-after-18",
        Severity.QUERY,
        ("UASC.DUC", "Header.DOB"),
        changes="Unaccompanied asylum-seeking children: the child is counted as one after turning 18.",
        sentence="child {child} turns 18 on {eighteenth} but is to be an unaccompanied asylum-seeking child until "
        "{duc}. Correct DUC, which may be no later than the 18th birthday.",
        find=rows("UASC", pl.col("duc") > pl.col("eighteenth")),
        rules=("304",),
    ),
)
