"""Checks of leaving, and of what is told of those who stay."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.workforce.checks.frames import workers

_told = pl.col("reasonleave").is_not_null() | pl.col("leaverdestination").is_not_null()

CHECKS = (
    Check(
        "agency-with-leaving-reason",
        Severity.QUERY,
        ("CSWWWorker.ReasonLeave", "CSWWWorker.LeaverDestination", "CSWWWorker.AgencyWorker"),
        changes="Turnover: leavers are the council's own staff, so either the worker is no agency worker or has not "
        "left.",
        sentence="agency worker {sweno} has a reason for leaving ({reasonleave}) or a destination "
        "({leaverdestination}), which only the council's own staff have. Correct AgencyWorker, or take them out.",
        find=workers(pl.col("agency") & _told),
    ),
    Check(
        "leaver-without-reason",
        Severity.QUERY,
        ("CSWWWorker.ReasonLeave", "CSWWWorker.RoleEndDate", "CSWWWorker.AgencyWorker"),
        changes="Why staff leave: the leaver counts in no reason.",
        sentence="worker {sweno} left on {roleenddate} and no reason is given. Fill in ReasonLeave.",
        find=workers(pl.col("left") & ~pl.col("agency") & pl.col("reasonleave").is_null()),
    ),
    Check(
        "reason-without-leaving",
        Severity.QUERY,
        ("CSWWWorker.RoleEndDate", "CSWWWorker.ReasonLeave", "CSWWWorker.LeaverDestination"),
        changes="Turnover: the worker counts as in post, not as a leaver.",
        sentence="worker {sweno} has a reason for leaving ({reasonleave}) or a destination ({leaverdestination}), and "
        "no day on which the role ended. Fill in RoleEndDate, or take them out.",
        find=workers(~pl.col("agency") & _told & pl.col("roleenddate").is_null()),
    ),
    Check(
        "leaver-with-cases",
        Severity.QUERY,
        ("CSWWWorker.Cases30", "CSWWWorker.RoleEndDate"),
        changes="The average caseload: the cases of who has left are in nobody's.",
        sentence="worker {sweno} left on {roleenddate} and still has {cases30} cases on {day}. Give the cases to who "
        "holds them, or correct the day.",
        find=workers(pl.col("left") & (pl.col("cases30") > 0)),
    ),
)
