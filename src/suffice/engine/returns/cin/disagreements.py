"""Where two censuses tell the same thing differently, or one leaves out what it should tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from suffice.engine.calendar import year_end, year_start
from suffice.engine.findings import Example, Finding, Severity
from suffice.engine.returns.cin.layouts import CHILD, tables
from suffice.engine.words import prose

EXAMPLES = 20
_MAY_CHANGE = frozenset(
    {"latestcategoryofabuse", "assessmentinternalreviewdate", "initialcpctarget", "upn", "formerupn", "upnunknown"}
)
ENDS = frozenset({"cinclosuredate", "reasonforclosure", "cppenddate", "cinplanenddate", "assessmentauthorisationdate"})
"""Columns in which a blank of the later census says something: that it is still open."""
_NOT_KNOWN = ["U", "NOBT", "REFU", "N0"]
_ON_PURPOSE = frozenset({CHILD, "authority", "year", "file", "row"})
_WHAT = {
    "Children": "",
    "CINdetails": "the referral of {cinreferraldate}",
    "Assessments": "the assessment from {assessmentactualstartdate}",
    "CINPlanDates": "the plan from {cinplanstartdate}",
    "Section47": "the enquiry from {s47actualstartdate}",
    "ChildProtectionPlans": "the protection plan from {cppstartdate}",
    "PreProceedings": "what began before proceedings on {ppstartdate}",
}
Row = dict[str, Any]


def told(stories: Mapping[str, pl.DataFrame]) -> Iterator[Finding]:
    """Yield one finding for every column in which a later census says something else than the one before it.

    A blank that was filled is no disagreement, nor is a code for not known that became known.
    """
    for name, story in stories.items():
        again = story.sort("_identity", "_told")
        for column in tables()[name].columns:
            if column.field not in _MAY_CHANGE | _ON_PURPOSE:
                yield from _differing(name, column.name, again)


def _differing(table: str, column: str, again: pl.DataFrame) -> Iterator[Finding]:
    field = pl.col(column.lower())
    earlier = again.with_columns(
        pl.when(pl.col("_identity") == pl.col("_identity").shift(1)).then(field.shift(1)).alias("_before"),
        pl.col("file").shift(1).alias("_file_before"),
        pl.col("row").shift(1).alias("_row_before"),
    ).filter(pl.col("_before").is_not_null() & field.ne_missing(pl.col("_before")))
    if column.lower() not in ENDS:
        earlier = earlier.filter(field.is_not_null())
    if earlier.schema["_before"] == pl.String:
        earlier = earlier.filter(~pl.col("_before").is_in(_NOT_KNOWN))
    if earlier.height:
        places = tuple(_difference(table, column, row) for row in earlier.head(EXAMPLES).iter_rows(named=True))
        yield Finding("cin-told-differently", Severity.QUERY, earlier.height, places)


def _difference(table: str, column: str, row: Row) -> Example:
    what = _WHAT[table].format(**{name: _said(cell) for name, cell in row.items()})
    now, before = _said(row[column.lower()]), _said(row["_before"])
    about = f", {what}" if what else ""
    sentence = (
        f"{column} of child {row[CHILD]}{about} is {now} in row {row['row']} of {row['file']} and was {before} in row "
        f"{row['_row_before']} of {row['_file_before']}. The later one was used. Correct the one that is wrong."
    )
    return Example(row["file"], row["row"], column, now, sentence)


def missing(referrals: pl.DataFrame, years: Sequence[int]) -> Iterator[Finding]:
    """Yield what one of two successive censuses leaves out: referrals that end nowhere, and that begin too late."""
    key = ["authority", CHILD, "cinreferraldate"]
    worked = referrals.filter(pl.col("cinreferraldate").is_not_null() & ~pl.col("referralnfa").fill_null(False))
    for year in (one for one in years if one + 1 in years):
        here, after = worked.filter(pl.col("year") == year), worked.filter(pl.col("year") == year + 1)
        yield from _left_out(here.filter(pl.col("cinclosuredate").is_null()).join(after, on=key, how="anti"), year)
        old = after.filter(pl.col("cinreferraldate") < year_start(year + 1))
        yield from _begun_late(old.join(here, on=key, how="anti"), year)


def _left_out(rows: pl.DataFrame, year: int) -> Iterator[Finding]:
    sentence = (
        "The referral of child {child} on {day} was open in row {row} of {file} and is not in the census of the year "
        f"after, to {prose(year_end(year + 1))}. Add it there, or fill in when it closed."
    )
    yield from _finding("cin-open-referral-left-out", rows, sentence, "CINclosureDate")


def _begun_late(rows: pl.DataFrame, year: int) -> Iterator[Finding]:
    sentence = (
        "The referral of child {child} on {day}, in row {row} of {file}, was made before that census's year and is not "
        f"in the census of the year before, to {prose(year_end(year))}. Correct the date, or add it there."
    )
    yield from _finding("cin-referral-not-told-before", rows, sentence, "CINreferralDate")


def _finding(code: str, rows: pl.DataFrame, sentence: str, column: str) -> Iterator[Finding]:
    if rows.is_empty():
        return
    places = tuple(
        Example(
            row["file"],
            row["row"],
            column,
            None,
            sentence.format(child=row[CHILD], day=_said(row["cinreferraldate"]), row=row["row"], file=row["file"]),
        )
        for row in rows.sort("file", "row").head(EXAMPLES).iter_rows(named=True)
    )
    yield Finding(code, Severity.QUERY, rows.height, places)


def _said(cell: Any) -> str:
    if cell is None:
        return "blank"
    return prose(cell) if hasattr(cell, "isoformat") else str(cell)
