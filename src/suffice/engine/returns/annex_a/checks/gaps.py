"""Checks of what should be there (starts, reasons, visits, workers), and of entries that exclude each other."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.annex_a.checks.frames import CHILD, ENDS
from suffice.engine.returns.checking.check import Check, Find

_POSTCODE = r"^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$"


def _blank(column: str) -> pl.Expr:
    return pl.col(column).is_null()


def _given(column: str) -> pl.Expr:
    return pl.col(column).is_not_null()


def _rows(table: str, where: pl.Expr) -> Find:
    return lambda frames: frames.table(table).filter(where)


def _open(table: str, where: pl.Expr) -> Find:
    return lambda frames: frames.open(table).filter(where)


def _without_start(code: str, table: str, column: str, what: str) -> Check:
    return Check(
        f"annex-a-{code}",
        Severity.ERROR,
        (f"{table}.{column}", f"{table}.{CHILD}"),
        changes=f"Every count of {what} on a day or in a period: without a start the row counts nowhere.",
        sentence="child {child} has no start. Fill it in.",
        find=_rows(table, _blank(column)),
    )


def _reason(code: str, table: str, reason: str) -> Check:
    """Return the check that an end and its reason come together."""
    ended = ENDS[table]
    return Check(
        f"annex-a-{code}",
        Severity.QUERY,
        (f"{table}.{reason}", f"{table}.{ended}", f"{table}.{CHILD}"),
        changes="Endings by reason: the end is in the total but under no reason, or the reason has no end.",
        sentence=f"child {{child}} has the end {{{ended}}} with the reason {{{reason}}}. Fill in the one that is "
        "blank, or take the other out.",
        find=_rows(table, _blank(reason) != _blank(ended)),
    )


def _not_seen(code: str, table: str, column: str) -> Check:
    return Check(
        f"annex-a-{code}",
        Severity.QUERY,
        (f"{table}.{column}", f"{table}.{ENDS[table]}", f"{table}.{CHILD}"),
        changes="Visits in time: a child without a visit recorded counts as not seen.",
        sentence="child {child} has not ended here and has no visit recorded. Fill in the last one.",
        find=_open(table, _blank(column)),
    )


def _unallocated(code: str, table: str) -> Check:
    return Check(
        f"annex-a-{code}",
        Severity.QUERY,
        (f"{table}.allocated_worker", f"{table}.allocated_team", f"{table}.{CHILD}"),
        changes="Every figure by team and by worker, and caseloads: the child belongs to nobody.",
        sentence="child {child} has the worker {allocated_worker} and the team {allocated_team}. Fill in what is "
        "blank.",
        find=_open(table, _blank("allocated_worker") | _blank("allocated_team")),
    )


def _adult(code: str, table: str, what: str) -> Check:
    eighteenth = pl.col("date_of_birth").dt.offset_by("18y")
    return Check(
        f"annex-a-{code}",
        Severity.ERROR,
        (f"{table}.date_of_birth", f"{table}.{ENDS[table]}", f"{table}.{CHILD}"),
        changes=f"Every count of {what}: nobody is one after the 18th birthday.",
        sentence="child {child} was born on {date_of_birth} and was 18 or over on {as_at}, but has not ended here. End "
        "the row by the 18th birthday, or correct the date of birth.",
        find=_open(table, eighteenth < pl.col("as_at")),
    )


CHECKS = (
    _without_start("need-without-start", "List6", "cin_start_date", "children in need"),
    _without_start("plan-without-start", "List7", "child_protection_plan_start_date", "child protection plans"),
    _without_start("care-without-start", "List8", "date_started_to_be_looked_after", "children in care"),
    _reason("need-end-and-reason", "List6", "reason_for_closure"),
    _reason("care-end-and-reason", "List8", "reason_ceased_to_be_looked_after"),
    _not_seen("need-not-seen", "List6", "date_child_was_last_seen"),
    _not_seen("plan-not-seen", "List7", "date_of_the_last_statutory_visit"),
    _not_seen("care-not-seen", "List8", "date_of_last_social_work_visit"),
    _unallocated("need-unallocated", "List6"),
    _unallocated("plan-unallocated", "List7"),
    _unallocated("care-unallocated", "List8"),
    _adult("plan-after-18", "List7", "child protection plans"),
    _adult("care-after-18", "List8", "children in care"),
    Check(
        "annex-a-status-and-closure",
        Severity.QUERY,
        ("List6.case_status", "List6.cin_closure_date", f"List6.{CHILD}"),
        changes="Children in need: the status and the closure date disagree on whether the child is one.",
        sentence='child {child} has the status "{case_status}" with the closure date {cin_closure_date}. Correct one '
        "of them.",
        find=_rows("List6", (pl.col("case_status") == "Closed") != _given("cin_closure_date")),
    ),
    Check(
        "annex-a-plan-without-conference",
        Severity.QUERY,
        (
            "List5.date_of_initial_child_protection_conference",
            "List5.did_the_initial_child_protection_conference_result_in_a_child_protection_plan",
        ),
        changes="Conferences in time and the plans that came of them: the conference has no day.",
        sentence="child {child} was given a plan by a conference that has no date. Fill it in.",
        find=_rows(
            "List5",
            _blank("date_of_initial_child_protection_conference")
            & (pl.col("did_the_initial_child_protection_conference_result_in_a_child_protection_plan") == "Yes"),
        ),
    ),
    Check(
        "annex-a-conference-unneeded-but-held",
        Severity.QUERY,
        (
            "List5.date_of_initial_child_protection_conference",
            "List5.was_an_initial_child_protection_conference_deemed_unnecessary",
        ),
        changes="Enquiries that go on to a conference: this one is said to need none and to have had one.",
        sentence="child {child} had a conference on {date_of_initial_child_protection_conference} that was deemed "
        "unnecessary. Correct one of them.",
        find=_rows(
            "List5",
            _given("date_of_initial_child_protection_conference")
            & (pl.col("was_an_initial_child_protection_conference_deemed_unnecessary") == "Yes"),
        ),
    ),
    Check(
        "annex-a-postcode-unlikely",
        Severity.QUERY,
        ("List8.placement_postcode",),
        changes="Distance from home, and children placed in the area: the placement lies nowhere.",
        sentence='child {child} has the placement postcode "{placement_postcode}", which is no whole postcode. Correct '
        "it.",
        find=_rows("List8", ~pl.col("placement_postcode").str.contains(_POSTCODE)),
    ),
    Check(
        "annex-a-return-interview",
        Severity.QUERY,
        (
            "List8.did_the_child_accept_a_return_interview_after_their_last_missing_episode_y_n",
            "List8.was_the_child_offered_a_return_interview_after_their_last_missing_episode_y_n",
        ),
        changes="Return interviews offered and accepted: this one was accepted without being offered.",
        sentence="child {child} accepted a return interview that was not offered. Correct one of them.",
        find=_rows(
            "List8",
            (pl.col("did_the_child_accept_a_return_interview_after_their_last_missing_episode_y_n") == "Yes")
            & (pl.col("was_the_child_offered_a_return_interview_after_their_last_missing_episode_y_n") == "No"),
        ),
    ),
)
