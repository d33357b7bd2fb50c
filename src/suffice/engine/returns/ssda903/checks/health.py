"""Checks of reviews, missing episodes and the health and wellbeing record of children in care for a year."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks.check import beside_care, on_the_day, rows
from suffice.engine.returns.ssda903.checks.expressions import age_on, blank, later_of_same_child
from suffice.engine.returns.ssda903.checks.frames import Frames

_CARE = ("Episodes.DECOM", "Episodes.DEC", "Episodes.RNE", "Episodes.REC", "Episodes.LS", "Header.DOB")
_mis_start, _mis_end = pl.col("mis_start"), pl.col("mis_end")


def _outside_care(column: str) -> pl.Expr:
    day = pl.col(column)
    return ~pl.col("in_care") & day.is_between(pl.col("year_start"), pl.col("year_end"))


def _year_without_record(frames: Frames) -> pl.DataFrame:
    """Return the last episode of each child who was in care all year and has no row in OC2."""
    all_year = frames.care.filter("all_year").join(frames.table("OC2"), on="child", how="anti")
    return frames.episodes.filter("last").join(all_year, on="child", how="semi", maintain_order="left")


def _still_missing(frames: Frames) -> pl.DataFrame:
    """Return missing episodes that start before the same child's earlier one has ended."""
    ordered = frames.table("Missing").sort("child", "mis_start", maintain_order=True)
    before = {f"before_{name}": later_of_same_child(name) for name in ("mis_start", "mis_end")}
    return ordered.with_columns(**before).filter(
        pl.col("before_mis_start").is_not_null()
        & (pl.col("before_mis_end").is_null() | (pl.col("before_mis_end") > _mis_start))
    )


def _answer_missing(code: str, column: str, what: str) -> Check:
    """Declare the check that a child in care for the year has an answer in `column`."""
    return Check(
        code,
        Severity.QUERY,
        (f"OC2.{column}",),
        changes=f"Children in care for a year {what}: a blank is counted as a no.",
        sentence=f"nothing says whether child {{child}}, in care for a year, was one of the children {what}. Fill in "
        f"{column} with 0 or 1.",
        find=rows("OC2", blank(column.lower())),
        rules=("544",),
    )


CHECKS = (
    Check(
        "review-outside-care",
        Severity.QUERY,
        ("Reviews.REVIEW", "Episodes.DECOM", "Episodes.DEC"),
        changes="Reviews on time: a review outside care is not counted, so one in care may be missed.",
        sentence="child {child} is reviewed on {review}, when the child is not in care. Correct the date of the "
        "review or the episodes.",
        find=on_the_day("Reviews", "review", _outside_care("review")),
    ),
    Check(
        "participation-code-wrong-age",
        Severity.QUERY,
        ("Reviews.REVIEW_CODE", "Reviews.REVIEW", "Header.DOB"),
        changes="Children taking part in their reviews: children under four are left out, by this code.",
        sentence="child {child}, born on {born}, has {review_code} for the review on {review}. PN0 is for a child "
        "under four, the other codes for a child of four or over. Correct the code or the date of birth.",
        find=rows("Reviews", (pl.col("review_code") == "PN0") != (age_on("review") < 4)),
        rules=("440", "441"),
    ),
    Check(
        "missing-outside-care",
        Severity.QUERY,
        ("Missing.MIS_START", "Episodes.DECOM", "Episodes.DEC"),
        changes="Children missing from care: someone who is not in care is counted.",
        sentence="child {child} is missing from {mis_start}, when the child is not in care. Correct the date or the "
        "episodes.",
        find=on_the_day("Missing", "mis_start", _outside_care("mis_start")),
        rules=("578", "581"),
    ),
    Check(
        "missing-ends-before-it-starts",
        Severity.QUERY,
        ("Missing.MIS_END", "Missing.MIS_START"),
        changes="Children missing from care, and for how long: the time away comes out below nought.",
        sentence="child {child} is missing from {mis_start} but found on {mis_end}, earlier. Correct whichever is "
        "wrong.",
        find=rows("Missing", _mis_end < _mis_start),
        rules=("567",),
    ),
    Check(
        "missing-twice-at-once",
        Severity.QUERY,
        ("Missing.MIS_START", "Missing.MIS_END"),
        changes="Times that children go missing: one time is counted as two.",
        sentence="child {child} goes missing on {mis_start}, while still missing from {before_mis_start} (MIS_END "
        "is {before_mis_end}). End the earlier one, or make the two one.",
        find=_still_missing,
        rules=("574",),
    ),
    Check(
        "health-record-under-a-year",
        Severity.QUERY,
        ("OC2.CHILD", *_CARE),
        changes="Health of children in care for a year: the child is in the group without having been in care for it.",
        sentence="child {child} has a row in OC2, which is for children in care throughout the year to {year_end}; "
        "this child's episodes say otherwise. Take the row out, or correct the episodes.",
        find=beside_care("OC2", pl.col("all_year").fill_null(False).not_()),
        rules=("190",),
    ),
    Check(
        "health-record-missing",
        Severity.QUERY,
        ("Episodes.CHILD", *_CARE, "OC2.CHILD"),
        changes="Health of children in care for a year: the child belongs to the group and is not in it.",
        sentence="child {child} is in care throughout the year to {year_end} but has no row in OC2. Add it.",
        find=_year_without_record,
        rules=("191",),
    ),
    Check(
        "sdq-missing",
        Severity.QUERY,
        ("OC2.SDQ_SCORE", "OC2.SDQ_REASON", "Header.DOB"),
        changes="Strengths and difficulties (SDQ) scores: the child has neither a score nor a reason for having none.",
        sentence="child {child}, born on {born}, is between 4 and 16 all year but has neither an SDQ score nor a "
        "reason for having none. Fill in SDQ_SCORE or SDQ_REASON.",
        find=rows(
            "OC2",
            blank("sdq_score") & blank("sdq_reason") & (age_on("year_start") >= 4) & (age_on("year_end") <= 16),
        ),
        rules=("186", "197B"),
    ),
    _answer_missing("health-assessment-missing", "HEALTH_ASSESSMENT", "with a health assessment"),
    _answer_missing("dental-check-missing", "TEETH_CHECK", "with a dental check"),
    _answer_missing("immunisations-missing", "IMMUNISATIONS", "with immunisations up to date"),
)
