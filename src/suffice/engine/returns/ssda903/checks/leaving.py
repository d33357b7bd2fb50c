"""Checks of leaving care, and of the record of care leavers on their birthday."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks.check import beside_care, episodes, rows
from suffice.engine.returns.ssda903.checks.expressions import age_on


def _answer_missing(code: str, column: str, what: str, measure: str) -> Check:
    """Declare the check that a care leaver who is in touch has an answer in `column`."""
    return Check(
        code,
        Severity.QUERY,
        (f"OC3.{column}", "OC3.IN_TOUCH"),
        changes=f"{measure}: the care leaver is counted as not known.",
        sentence=f"the authority is in touch with care leaver {{child}}, but {what} is not given "
        f"({{{column.lower()}}}). Fill in {column}.",
        find=rows("OC3", (pl.col("in_touch") == "YES") & pl.col(column.lower()).fill_null("0").eq("0")),
        rules=("345",),
    )


CHECKS = (
    Check(
        "staying-put-before-18",
        Severity.QUERY,
        ("Episodes.REC", "Episodes.DEC", "Header.DOB"),
        changes="Children leaving at 18 and staying put: only someone who has turned 18 can.",
        sentence="child {child} leaves care on {dec} to stay with the carers as an adult (E17), before turning 18 "
        "on {eighteenth}. Correct the reason or the end.",
        find=episodes((pl.col("rec") == "E17") & (pl.col("dec") < pl.col("eighteenth"))),
        rules=("460",),
    ),
    Check(
        "care-leaver-wrong-age",
        Severity.QUERY,
        ("OC3.CHILD", "Header.DOB"),
        changes="Care leavers' activity and accommodation: they are counted on the birthdays from 17 to 21 alone.",
        sentence="care leaver {child}, born on {born}, has no birthday from the 17th to the 21st in the year to "
        "{year_end}. Take the row out of OC3, or correct the date of birth.",
        find=rows("OC3", age_on("year_end").is_between(17, 21).not_()),
        rules=("391",),
    ),
    Check(
        "care-leaver-in-care",
        Severity.QUERY,
        ("OC3.CHILD", "Episodes.DEC", "Header.DOB"),
        changes="Children in care and care leavers: the same person is counted as both.",
        sentence="care leaver {child} is still in care on {year_end}, not yet 18. Take the row out of OC3, or end "
        "the care.",
        find=beside_care("OC3", pl.col("held")),
        rules=("1007",),
    ),
    _answer_missing(
        "care-leaver-activity-missing", "ACTIV", "what they do", "Care leavers in education, work or training"
    ),
    _answer_missing("care-leaver-home-missing", "ACCOM", "where they live", "Care leavers in suitable accommodation"),
)
