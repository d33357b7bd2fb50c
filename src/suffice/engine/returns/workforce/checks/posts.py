"""Checks of who is in post, how much of a post they hold, and since when."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.workforce.checks.frames import workers
from suffice.engine.returns.workforce.people import MOST_FTE

_starts, _ends, _day = pl.col("rolestartdate"), pl.col("roleenddate"), pl.col("day")
_YOUNGEST, _OLDEST = 20, 80
_born = pl.col("personbirthdate")
_age = _day.dt.year() - _born.dt.year() - (_day.dt.ordinal_day() < _born.dt.ordinal_day()).cast(pl.Int32)

CHECKS = (
    Check(
        "fte-out-of-range",
        Severity.ERROR,
        ("CSWWWorker.FTE",),
        changes="Every rate of the workforce: a full-time equivalent above 1 is not used, so the worker is left out.",
        sentence="worker {sweno} has a full-time equivalent of {fte}, and nobody has more than one post. Write a "
        "number from 0 to 1, such as 0.6 for three days of five.",
        find=workers(pl.col("fte") > MOST_FTE),
    ),
    Check(
        "case-fte-out-of-range",
        Severity.ERROR,
        ("CSWWWorker.FTE30",),
        changes="The average caseload: a full-time equivalent above 1 is not used, so the worker's cases are left out.",
        sentence="worker {sweno} has a full-time equivalent of {fte30} for cases, and nobody has more than one post. "
        "Write a number from 0 to 1.",
        find=workers(pl.col("fte30") > MOST_FTE),
    ),
    Check(
        "fte-missing",
        Severity.ERROR,
        ("CSWWWorker.FTE", "CSWWWorker.RoleEndDate"),
        changes="Agency, turnover, vacancy and absence rates: the worker counts for nothing in them.",
        sentence="worker {sweno} is in post on {day} without a full-time equivalent. Fill in FTE.",
        find=workers(pl.col("in_post") & pl.col("fte").is_null()),
    ),
    Check(
        "agency-not-said",
        Severity.ERROR,
        ("CSWWWorker.AgencyWorker",),
        changes="The agency rate: the worker counts as the council's own.",
        sentence="worker {sweno} is not said to be from an agency or not. Fill in AgencyWorker: 1 or 0.",
        find=workers(pl.col("agencyworker").is_null()),
    ),
    Check(
        "swe-number-missing",
        Severity.ERROR,
        ("CSWWWorker.SWENo",),
        changes="Numbers of staff: a worker told twice cannot be seen, nor followed from one census to the next.",
        sentence="the worker has no registration number. Fill in SWENo.",
        find=workers(pl.col("sweno").is_null()),
    ),
    Check(
        "swe-number-odd",
        Severity.QUERY,
        ("CSWWWorker.SWENo",),
        changes="Following a worker from one census to the next: the number may be mistyped.",
        sentence="{sweno} is no registration number: two letters and up to ten figures. Correct it.",
        find=workers(~pl.col("sweno").str.contains(r"^[A-Z]{2}[0-9]{1,10}$")),
    ),
    Check(
        "swe-number-twice",
        Severity.ERROR,
        ("CSWWWorker.SWENo", "CSWWWorker.RoleEndDate"),
        changes="Numbers of staff and every rate: the worker counts once for each row.",
        sentence="worker {sweno} is in post on {day} in {others} rows. Keep one, or end the role that has ended.",
        find=workers(pl.col("others") > 1),
    ),
    Check(
        "role-ends-before-it-starts",
        Severity.ERROR,
        ("CSWWWorker.RoleEndDate", "CSWWWorker.RoleStartDate"),
        changes="Turnover and time in role: the worker counts as gone, after no time.",
        sentence="the role of worker {sweno} ends on {roleenddate}, before it starts on {rolestartdate}. Correct one "
        "of the two days.",
        find=workers(_ends < _starts),
    ),
    Check(
        "role-starts-after-the-day",
        Severity.QUERY,
        ("CSWWWorker.RoleStartDate",),
        changes="Every rate: the worker is not in post on the day, and counts in none.",
        sentence="the role of worker {sweno} starts on {rolestartdate}, after the day of the census, {day}. Leave the "
        "row to the next census, or correct the day.",
        find=workers(_starts > _day),
    ),
    Check(
        "role-ended-outside-the-year",
        Severity.QUERY,
        ("CSWWWorker.RoleEndDate",),
        changes="Turnover: only who left in the twelve months to the day counts as a leaver.",
        sentence="the role of worker {sweno} ended on {roleenddate}, outside the year from {begins} to {day}. Take "
        "the row out, or correct the day.",
        find=workers(_ends.is_between(pl.col("begins"), _day).not_()),
    ),
    Check(
        "role-missing",
        Severity.QUERY,
        ("CSWWWorker.OrgRole",),
        changes="Numbers by role: the worker counts in none.",
        sentence="worker {sweno} is in post on {day} and has no role. Fill in OrgRole.",
        find=workers(pl.col("in_post") & pl.col("orgrole").is_null()),
    ),
    Check(
        "age-of-worker-odd",
        Severity.QUERY,
        ("CSWWWorker.PersonBirthDate",),
        changes="Staff by age: the date of birth is likely to be mistyped.",
        sentence="worker {sweno}, born on {personbirthdate}, is not between 20 and 80 on {day}. Correct the date of "
        "birth.",
        find=workers(_age.is_between(_YOUNGEST, _OLDEST).not_()),
    ),
)
