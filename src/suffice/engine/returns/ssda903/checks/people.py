"""Checks of who the children are: the header, and what the other tables say of the same child."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.ssda903.checks.check import Check, Find, rows
from suffice.engine.returns.ssda903.checks.expressions import blank, given
from suffice.engine.returns.ssda903.checks.frames import Frames

_BESIDE_HEADER = ("UASC", "Reviews", "OC2", "OC3", "AD1", "PlacedAdoption", "PrevPerm", "Missing", "SWEpisodes", "DoLo")
_WITH_CHILD = tuple(f"{table}.CHILD" for table in _BESIDE_HEADER)
_WITH_BIRTH = tuple(f"{table}.DOB" for table in _BESIDE_HEADER)


def _in_each_table(columns: tuple[str, ...], where: pl.Expr) -> Find:
    """Return a finder of the first row of each child, in each table that there is, for which `where` holds."""

    def find(frames: Frames) -> pl.DataFrame:
        there = [column.partition(".") for column in columns if not frames.lacks(column)]
        wanted = ["file", "row", "child", "born", "listed"]
        found = [
            frames.table(table)
            .with_columns(listed=pl.col("child").is_in(frames.table("Header")["child"].implode()))
            .filter(where)
            .unique("child", keep="first", maintain_order=True)
            .select(*wanted, *({column.lower()} - set(wanted)), table=pl.lit(table))
            for table, _, column in there
        ]
        nowhere = pl.DataFrame(schema={"file": pl.String, "row": pl.Int32, "child": pl.String, "born": pl.Date})
        return pl.concat(found) if found else nowhere.with_columns(dob=pl.col("born"), table=pl.lit(""))

    return find


def _in_no_header(frames: Frames) -> pl.DataFrame:
    """Return the first episode of each child that the header does not have."""
    return frames.episodes.join(frames.table("Header"), on="child", how="anti", maintain_order="left").filter("first")


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
        changes="Every count: without the header's date of birth the child's episodes are counted nowhere.",
        sentence="child {child} has episodes but no row in the header, so no figure of this return counts this "
        "child. Add the child to the header.",
        find=_in_no_header,
        rules=("INT03",),
    ),
    Check(
        "record-without-header",
        Severity.QUERY,
        (*_WITH_CHILD, "Header.CHILD"),
        changes="Reviews, health, care leavers, adoption, missing: the record belongs to nobody who is counted.",
        sentence="child {child} is in {table} but has no row in the header. Add the child to the header, or correct "
        "the number of the child.",
        find=_in_each_table(_WITH_CHILD, ~pl.col("listed")),
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
        find=_in_each_table(_WITH_BIRTH, pl.col("dob") != pl.col("born")),
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
