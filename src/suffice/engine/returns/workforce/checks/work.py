"""Checks of cases held, absence and vacancies."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.workforce.checks.frames import vacancies, workers
from suffice.engine.returns.workforce.layouts import BOOK

_CASE_HOLDER, _WITHOUT_CASES = "5", "6"
_MOST_DAYS = 262
_absent = pl.col("absat30sept").fill_null(value=False)
_REASONS = "|".join(one.code for one in BOOK.code_set("ABSENCE"))

CHECKS = (
    Check(
        "cases-without-fte",
        Severity.ERROR,
        ("CSWWWorker.FTE30", "CSWWWorker.Cases30"),
        changes="The average caseload: cases count only with the full-time equivalent of who holds them, so these are "
        "left out.",
        sentence="worker {sweno} holds {cases30} cases on {day} with a full-time equivalent of {fte30}. Fill in FTE30.",
        find=workers(pl.col("holds") & (pl.col("fte30").fill_null(0) <= 0)),
    ),
    Check(
        "absent-with-cases",
        Severity.QUERY,
        ("CSWWWorker.Cases30", "CSWWWorker.Absat30Sept"),
        changes="The average caseload: who is away does not work on the cases that count as held.",
        sentence="worker {sweno} is away on {day} and holds {cases30} cases. Give the cases to who works on them, or "
        "correct Absat30Sept.",
        find=workers(_absent & pl.col("holds")),
    ),
    Check(
        "case-holder-without-cases",
        Severity.QUERY,
        ("CSWWWorker.Cases30", "CSWWWorker.OrgRole", "CSWWWorker.Absat30Sept"),
        changes="The average caseload and numbers by role: a case holder without a case is in no caseload.",
        sentence="worker {sweno} is a case holder (role 5) in post on {day} and holds no case. Fill in Cases30, or "
        "correct OrgRole.",
        find=workers(pl.col("in_post") & ~_absent & (pl.col("orgrole") == _CASE_HOLDER) & ~pl.col("holds")),
    ),
    Check(
        "cases-in-a-role-without",
        Severity.QUERY,
        ("CSWWWorker.OrgRole", "CSWWWorker.Cases30"),
        changes="Numbers by role: the role says that the worker holds no case, and the cases count all the same.",
        sentence="worker {sweno} is qualified without cases (role 6) and holds {cases30} cases on {day}. Correct "
        "OrgRole or Cases30.",
        find=workers(pl.col("holds") & (pl.col("orgrole") == _WITHOUT_CASES)),
    ),
    Check(
        "absence-without-reason",
        Severity.QUERY,
        ("CSWWWorker.ReasonAbsence", "CSWWWorker.Absat30Sept"),
        changes="Why staff are away: the absence counts in no reason.",
        sentence="worker {sweno} is away on {day} and no reason is given. Fill in ReasonAbsence.",
        find=workers(_absent & pl.col("reasonabsence").is_null()),
    ),
    Check(
        "reason-without-absence",
        Severity.QUERY,
        ("CSWWWorker.Absat30Sept", "CSWWWorker.ReasonAbsence"),
        changes="Staff away on the day: the worker does not count as away.",
        sentence="worker {sweno} has a reason for being away on {day} ({reasonabsence}) and is not said to be. Correct "
        "Absat30Sept, or take the reason out.",
        find=workers(~_absent & pl.col("reasonabsence").is_not_null()),
    ),
    Check(
        "absence-reason-unknown",
        Severity.QUERY,
        ("CSWWWorker.ReasonAbsence",),
        changes="Why staff are away: the absence counts in no reason.",
        sentence="worker {sweno} is away for {reasonabsence}, which is no reason that the census has. Correct it.",
        find=workers(~pl.col("reasonabsence").str.to_uppercase().str.contains(rf"^({_REASONS})(; ({_REASONS}))*$")),
    ),
    Check(
        "days-lost-beyond-the-year",
        Severity.ERROR,
        ("CSWWWorker.WorkingDaysLost",),
        changes="The absence rate and days of sickness: no year has so many working days.",
        sentence="worker {sweno} lost {workingdayslost} working days to sickness, more than a year has. Correct it.",
        find=workers(pl.col("workingdayslost") > _MOST_DAYS),
    ),
    Check(
        "agency-with-days-lost",
        Severity.QUERY,
        ("CSWWWorker.WorkingDaysLost", "CSWWWorker.AgencyWorker"),
        changes="The absence rate: days count for the council's own staff alone, so these do not.",
        sentence="agency worker {sweno} has {workingdayslost} working days lost, which are told of the council's own "
        "staff alone. Correct AgencyWorker, or take them out.",
        find=workers(pl.col("agency") & (pl.col("workingdayslost") > 0)),
    ),
    Check(
        "cover-beyond-vacancies",
        Severity.QUERY,
        ("LALevelVacancies.NoAgencyFTE", "LALevelVacancies.NumberOfVacancies"),
        changes="Vacancies covered by agency staff: more than all.",
        sentence="agency workers cover vacancies with {noagencyfte} full-time equivalents, more than the "
        "{numberofvacancies} that are vacant. Correct one of the two.",
        find=vacancies(pl.col("noagencyfte") > pl.col("numberofvacancies")),
    ),
    Check(
        "cover-beyond-agency-staff",
        Severity.QUERY,
        ("LALevelVacancies.NoAgencyFTE", "CSWWWorker.AgencyWorker", "CSWWWorker.FTE"),
        changes="The agency rate against the vacancies covered: one of the two leaves workers out.",
        sentence="agency workers cover vacancies with {noagencyfte} full-time equivalents, more than the "
        "{agency_post} of the agency workers listed in post. List them all, or correct the number.",
        find=vacancies(pl.col("noagencyfte").round(2) > pl.col("agency_post")),
    ),
    Check(
        "cover-headcount-too-small",
        Severity.ERROR,
        ("LALevelVacancies.NoAgencyHeadcount", "LALevelVacancies.NoAgencyFTE"),
        changes="Vacancies covered by agency staff: fewer people than posts.",
        sentence="{noagencyheadcount} agency workers cannot fill {noagencyfte} full-time equivalents. Correct one of "
        "the two.",
        find=vacancies(pl.col("noagencyheadcount") < pl.col("noagencyfte")),
    ),
)
