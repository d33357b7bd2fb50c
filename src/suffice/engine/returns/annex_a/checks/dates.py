"""Checks of dates: one after another, none after the day that the workbook tells of, none outside what a list holds."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.annex_a.checks.frames import CHILD, ENDS, Frames
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.checking.check import Check, Find

_ADOPTER = "individual_adopter_identifier"
_EVENT = {
    "row": pl.Int32,
    "file": pl.String,
    "child": pl.String,
    CHILD: pl.String,
    "as_at": pl.Date,
    "what": pl.String,
    "day": pl.Date,
}


def _in_order(code: str, columns: tuple[str, str, str], changes: str, *, certain: bool = True) -> Check:
    """Return the check that the second date of a list is not before the first: `columns` is list, first, second."""
    table, first, then = columns
    who = lists()[table].identity
    titles = {column.field: column.title for column in lists()[table].columns}
    whom = "adopter" if who == _ADOPTER else "child"

    def find(frames: Frames) -> pl.DataFrame:
        return frames.table(table).filter(pl.col(then) < pl.col(first))

    return Check(
        f"annex-a-{code}",
        Severity.ERROR if certain else Severity.QUERY,
        (f"{table}.{then}", f"{table}.{first}", f"{table}.{who}"),
        changes=changes,
        sentence=f"for {whom} {{child}} it is {{{then}}}, before {titles[first]} ({{{first}}}). Correct one of them.",
        find=find,
    )


def _after_the_day(frames: Frames) -> pl.DataFrame:
    """Return a row for every date of an event after the day that the workbook tells of."""
    found = [pl.DataFrame(schema=_EVENT)]
    for name, one in lists().items():
        dated = [column for column in one.columns if column.kind == "date"] if frames.has_table(name) else []
        for column in dated:
            rows = frames.table(name).filter(pl.col(column.field) > pl.col("as_at"))
            who = pl.col("child").alias(CHILD)
            found.append(rows.select("row", "file", "child", who, "as_at", what=pl.lit(column.title), day=column.field))
    return pl.concat(found)


def _long_ago(table: str) -> Find:
    return lambda frames: frames.table(table).filter(pl.col(ENDS[table]) < pl.col("earliest"))


def _ended_long_ago(table: str, code: str, what: str) -> Check:
    return Check(
        f"annex-a-{code}",
        Severity.QUERY,
        (f"{table}.{ENDS[table]}", f"{table}.{CHILD}"),
        changes=f"How many {what} ended in the six months: this one ended before them and is left out of rates.",
        sentence=f"for child {{child}} it is {{{ENDS[table]}}}, more than six months before {{as_at}}, the day that "
        "the workbook tells of. Check the date, or take the row out.",
        find=_long_ago(table),
    )


CHECKS = (
    _in_order(
        "early-help-ends-before-start",
        ("List2", "assessment_start_date", "assessment_completion_date"),
        "How long early help assessments take: this one would take less than no time.",
    ),
    _in_order(
        "assessment-ends-before-start",
        ("List4", "continuous_assessment_start_date", "continuous_assessment_date_of_authorisation"),
        "Assessments within 45 working days: this one would take less than no time.",
    ),
    _in_order(
        "conference-before-strategy",
        (
            "List5",
            "strategy_discussion_initiating_section_47_enquiry_start_date",
            "date_of_initial_child_protection_conference",
        ),
        "Conferences within 15 working days of the strategy discussion: this one would come before it.",
    ),
    _in_order(
        "need-ends-before-start",
        ("List6", "cin_start_date", "cin_closure_date"),
        "Children in need, and how long they are: the child is open on no day.",
    ),
    _in_order(
        "plan-ends-before-start",
        ("List7", "child_protection_plan_start_date", "child_protection_plan_end_date"),
        "Child protection plans, and how long they last: the plan is open on no day.",
    ),
    _in_order(
        "care-ends-before-start",
        ("List8", "date_started_to_be_looked_after", "date_ceased_to_be_looked_after"),
        "Children in care: the child is in care on no day.",
    ),
    _in_order(
        "placement-before-care",
        ("List8", "date_started_to_be_looked_after", "start_date_of_most_recent_placement"),
        "How long children have been in their placement: it would be longer than they have been in care.",
        certain=False,
    ),
    _in_order(
        "matched-before-decision",
        (
            "List10",
            "date_of_decision_that_child_should_be_placed_for_adoption",
            "date_of_matching_child_and_prospective_adopters",
        ),
        "How long adoption takes, from the decision to the match.",
    ),
    _in_order(
        "placed-before-matched",
        ("List10", "date_of_matching_child_and_prospective_adopters", "date_placed_for_adoption"),
        "How long adoption takes, from the match to the placement.",
        certain=False,
    ),
    _in_order(
        "adopted-before-placed",
        ("List10", "date_placed_for_adoption", "date_of_adoption_order"),
        "How long adoption takes, from the placement to the order.",
    ),
    _in_order(
        "stage-1-ends-before-start",
        ("List11", "date_stage_1_started", "date_stage_1_ended"),
        "How long the approval of adopters takes.",
    ),
    _in_order(
        "stage-2-ends-before-start",
        ("List11", "date_stage_2_started", "date_stage_2_ended"),
        "How long the approval of adopters takes.",
    ),
    _in_order(
        "adopter-matched-before-approval",
        ("List11", "date_application_approved", "date_adopter_matched_with_child_ren"),
        "How long approved adopters wait for a match.",
        certain=False,
    ),
    Check(
        "annex-a-after-the-day",
        Severity.ERROR,
        tuple(f"{name}.{one.identity}" for name, one in lists().items()),
        changes="Every visit, review and count up to the day that the workbook tells of: this had not happened yet.",
        sentence="{child} has {what} on {day}, after {as_at}, the day that the workbook tells of. Correct "
        "the date, or give as_at in a mapping file.",
        find=_after_the_day,
        optional=tuple(f"{name}.{one.identity}" for name, one in lists().items()),
    ),
    _ended_long_ago("List6", "need-ended-long-ago", "children in need"),
    _ended_long_ago("List7", "plan-ended-long-ago", "plans"),
    _ended_long_ago("List8", "care-ended-long-ago", "periods of care"),
)
