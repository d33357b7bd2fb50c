"""Checks of one list against another: both are told side by side, and neither wins."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.annex_a.checks.frames import CHILD, ENDS, Frames
from suffice.engine.returns.checking.check import Check, Find

_IN_NEED_STARTS, _PLAN_STARTS, _CARE_STARTS = (
    "cin_start_date",
    "child_protection_plan_start_date",
    "date_started_to_be_looked_after",
)
_CARE, _PLAN = "Looked after", "Protection plan"


def _without(table: str, other: str) -> Find:
    """Return a finder of open rows of one list whose child has no open row in the other."""
    return lambda frames: frames.open(table).join(frames.open(other), on="child", how="anti", maintain_order="left")


def _with_status(status: str, other: str) -> Find:
    """Return a finder of open rows of List 6 with a status that an open row of another list should bear out."""

    def find(frames: Frames) -> pl.DataFrame:
        said = frames.open("List6").filter(pl.col("case_status") == status)
        return said.join(frames.open(other), on="child", how="anti", maintain_order="left")

    return find


def _status_beside_care(frames: Frames) -> pl.DataFrame:
    """Return the open rows of List 8 whose child has another status in List 6."""
    said = frames.open("List6").select("child", "case_status", other_row="row")
    beside = frames.open("List8").join(said, on="child", how="inner", maintain_order="left")
    return beside.filter(pl.col("case_status") != _CARE).unique("child", keep="first", maintain_order=True)


def _leaver_in_care(frames: Frames) -> pl.DataFrame:
    care = frames.open("List8").select("child", _CARE_STARTS, other_row="row")
    former = frames.table("List9").filter(pl.col("eligibility_category") == "Former relevant")
    return former.join(care, on="child", how="inner", maintain_order="left")


def _waiting_out_of_care(frames: Frames) -> pl.DataFrame:
    """Return children who wait for adoption and are not in care."""
    waiting = frames.table("List10").filter(
        pl.col("date_of_adoption_order").is_null()
        & pl.col("date_of_decision_that_child_should_no_longer_be_placed_for_adoption").is_null()
    )
    return waiting.join(frames.open("List8"), on="child", how="anti", maintain_order="left")


def _care_started_otherwise(frames: Frames) -> pl.DataFrame:
    care = frames.open("List8").select("child", _CARE_STARTS, other_row="row")
    beside = frames.table("List10").join(care, on="child", how="inner", maintain_order="left")
    return beside.filter(pl.col("date_the_child_entered_care") != pl.col(_CARE_STARTS))


def _open_twice(table: str) -> Find:
    def find(frames: Frames) -> pl.DataFrame:
        rows = frames.open(table).with_columns(other_row=pl.col("row").first().over("child"))
        return rows.filter(pl.col("row") != pl.col("other_row"))

    return find


def _twice(code: str, table: str, started: str, what: str) -> Check:
    return Check(
        f"annex-a-{code}",
        Severity.ERROR,
        (f"{table}.{CHILD}", f"{table}.{ENDS[table]}"),
        changes=f"Every count of {what}: the child may be counted twice.",
        sentence=f"child {{child}} has more than one row that has not ended: this one, begun {{{started}}}, and row "
        "{other_row}. End or take out the one that is not meant.",
        find=_open_twice(table),
    )


CHECKS = (
    Check(
        "annex-a-care-not-in-list-6",
        Severity.QUERY,
        (f"List8.{CHILD}", "List8.date_ceased_to_be_looked_after", f"List6.{CHILD}", "List6.cin_closure_date"),
        changes="Children in need, which children in care are part of: List 8 counts the child and List 6 does not.",
        sentence="child {child} is in care in List 8 since {date_started_to_be_looked_after} but has no open row in "
        "List 6. Neither is taken over the other. Add the child to List 6, or end the care in List 8.",
        find=_without("List8", "List6"),
    ),
    Check(
        "annex-a-plan-not-in-list-6",
        Severity.QUERY,
        (f"List7.{CHILD}", "List7.child_protection_plan_end_date", f"List6.{CHILD}", "List6.cin_closure_date"),
        changes="Children in need, which children on plans are part of: List 7 counts the child and List 6 does not.",
        sentence="child {child} has a plan in List 7 since {child_protection_plan_start_date} but no open row in List "
        "6. Neither is taken over the other. Add the child to List 6, or end the plan in List 7.",
        find=_without("List7", "List6"),
    ),
    Check(
        "annex-a-status-without-care",
        Severity.QUERY,
        ("List6.case_status", f"List8.{CHILD}", "List8.date_ceased_to_be_looked_after"),
        changes="Children in care: List 6 counts the child and List 8 does not.",
        sentence="child {child} is looked after according to List 6 but has no open row in List 8. Neither is taken "
        "over the other. Add the child to List 8, or correct the status.",
        find=_with_status(_CARE, "List8"),
    ),
    Check(
        "annex-a-status-without-plan",
        Severity.QUERY,
        ("List6.case_status", f"List7.{CHILD}", "List7.child_protection_plan_end_date"),
        changes="Child protection plans: List 6 counts the child and List 7 does not.",
        sentence="child {child} is on a child protection plan according to List 6 but has no open row in List 7. "
        "Neither is taken over the other. Add the plan to List 7, or correct the status.",
        find=_with_status(_PLAN, "List7"),
    ),
    Check(
        "annex-a-care-with-other-status",
        Severity.QUERY,
        (f"List8.{CHILD}", "List8.date_ceased_to_be_looked_after", "List6.case_status"),
        changes="Children in care: List 8 counts the child and the status in List 6 does not.",
        sentence="child {child} is in care in List 8 since {date_started_to_be_looked_after}, but List 6 (row "
        '{other_row}) has the status "{case_status}". Neither is taken over the other. Correct the wrong one.',
        find=_status_beside_care,
    ),
    Check(
        "annex-a-leaver-in-care",
        Severity.QUERY,
        ("List9.eligibility_category", f"List8.{CHILD}", "List8.date_ceased_to_be_looked_after"),
        changes="Care leavers and children in care: the child is counted as both.",
        sentence="child {child} is a former relevant care leaver in List 9 but in care in List 8 (row {other_row}, "
        "since {date_started_to_be_looked_after}). Neither is taken over the other. Correct the wrong one.",
        find=_leaver_in_care,
    ),
    Check(
        "annex-a-adoption-out-of-care",
        Severity.QUERY,
        (f"List10.{CHILD}", "List10.date_of_adoption_order", f"List8.{CHILD}", "List8.date_ceased_to_be_looked_after"),
        changes="Children waiting for adoption: they are in care until the order is made.",
        sentence="child {child} waits for adoption in List 10 but has no open row in List 8. Neither is taken over the "
        "other. Give the adoption order or the change of plan in List 10, or add the child to List 8.",
        find=_waiting_out_of_care,
    ),
    Check(
        "annex-a-care-start-differs",
        Severity.QUERY,
        ("List10.date_the_child_entered_care", "List8.date_started_to_be_looked_after"),
        changes="How long adoption takes from the start of care: it depends on the list.",
        sentence="child {child} entered care on {date_the_child_entered_care} in List 10, but on "
        "{date_started_to_be_looked_after} in List 8 (row {other_row}). Neither is taken over the other. "
        "Correct the wrong one.",
        find=_care_started_otherwise,
    ),
    _twice("need-open-twice", "List6", _IN_NEED_STARTS, "children in need"),
    _twice("plan-open-twice", "List7", _PLAN_STARTS, "child protection plans"),
    _twice("care-open-twice", "List8", _CARE_STARTS, "children in care"),
)
