"""Checks of assessments and the factors that they found."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.cin.checks.finders import (
    before,
    blank,
    days_until_year_end,
    given,
    repeated,
    rows,
)
from suffice.engine.returns.cin.checks.frames import REFERRAL, Frames

_KEY = [*REFERRAL, "assessment"]
_LONG = 70


def _without_factors(frames: Frames) -> pl.DataFrame:
    done = frames.table("Assessments").filter(given("assessmentauthorisationdate"))
    told = frames.table("Factors").select(_KEY)
    return done.join(told, on=_KEY, how="anti", maintain_order="left").with_columns(
        assessmentfactors=pl.lit(None, dtype=pl.String)
    )


def _none_and_another(frames: Frames) -> pl.DataFrame:
    several = pl.col("assessmentfactors").n_unique().over(_KEY) > 1
    return frames.table("Factors").filter(several & (pl.col("assessmentfactors") == "21"))


def _two_open(frames: Frames) -> pl.DataFrame:
    unfinished = frames.table("Assessments").filter(blank("assessmentauthorisationdate"))
    return unfinished.filter(~pl.struct(REFERRAL).is_first_distinct())


CHECKS = (
    Check(
        "cin-assessment-start-missing",
        Severity.ERROR,
        ("Assessments.AssessmentActualStartDate",),
        changes="Assessments within 45 working days: this one has no beginning.",
        sentence="an assessment of child {lachildid} has no start that can be read. Fill it in.",
        find=rows("Assessments", blank("assessmentactualstartdate")),
    ),
    Check(
        "cin-assessment-before-referral",
        Severity.ERROR,
        ("Assessments.AssessmentActualStartDate", "CINdetails.CINreferralDate"),
        changes="Assessments within 45 working days: it began before its referral.",
        sentence="an assessment of child {lachildid} started on {assessmentactualstartdate}, before the referral of "
        "{referred}. Correct one of the two.",
        find=rows("Assessments", before("assessmentactualstartdate", "referred")),
        rules=("1103",),
    ),
    Check(
        "cin-authorised-before-start",
        Severity.ERROR,
        ("Assessments.AssessmentAuthorisationDate", "Assessments.AssessmentActualStartDate"),
        changes="Assessments within 45 working days: its length is below nought.",
        sentence="an assessment of child {lachildid} was authorised on {assessmentauthorisationdate}, before it "
        "started on {assessmentactualstartdate}. Correct one of the two.",
        find=rows("Assessments", before("assessmentauthorisationdate", "assessmentactualstartdate")),
        rules=("8608",),
    ),
    Check(
        "cin-assessment-starts-after-census",
        Severity.ERROR,
        ("Assessments.AssessmentActualStartDate",),
        changes="Assessments started in the year: it belongs to a later census.",
        sentence="an assessment of child {lachildid} started on {assessmentactualstartdate}, after the census of "
        "{year_end}. Correct the date, or take it out.",
        find=rows("Assessments", before("year_end", "assessmentactualstartdate")),
    ),
    Check(
        "cin-authorised-after-census",
        Severity.ERROR,
        ("Assessments.AssessmentAuthorisationDate",),
        changes="Assessments completed in the year: it belongs to a later census.",
        sentence="an assessment of child {lachildid} was authorised on {assessmentauthorisationdate}, after the census "
        "of {year_end}. Take the date out, or correct it.",
        find=rows("Assessments", before("year_end", "assessmentauthorisationdate")),
        rules=("8696",),
    ),
    Check(
        "cin-authorised-after-closure",
        Severity.QUERY,
        ("Assessments.AssessmentAuthorisationDate", "CINdetails.CINclosureDate"),
        changes="Assessments completed, and their length: the referral had closed.",
        sentence="an assessment of child {lachildid} was authorised on {assessmentauthorisationdate}, after the "
        "referral closed on {closed}. Correct one of the two.",
        find=rows("Assessments", before("closed", "assessmentauthorisationdate")),
    ),
    Check(
        "cin-assessment-open-when-closed",
        Severity.ERROR,
        ("Assessments.AssessmentAuthorisationDate", "CINdetails.CINclosureDate"),
        changes="Assessments within 45 working days: it never ends, although the referral did.",
        sentence="an assessment of child {lachildid} from {assessmentactualstartdate} is not authorised, although the "
        "referral closed on {closed}. Fill in when it was, or take the assessment out.",
        find=rows("Assessments", blank("assessmentauthorisationdate") & given("closed")),
        rules=("8867",),
    ),
    Check(
        "cin-assessment-open-long",
        Severity.QUERY,
        ("Assessments.AssessmentAuthorisationDate", "Assessments.AssessmentActualStartDate"),
        changes="Assessments under way: it should have ended within 45 working days.",
        sentence="an assessment of child {lachildid} started on {assessmentactualstartdate}, more than ten weeks "
        "before the census, and is not authorised. Fill in when it was, if it was.",
        find=rows(
            "Assessments",
            blank("assessmentauthorisationdate")
            & blank("closed")
            & (days_until_year_end("assessmentactualstartdate") > _LONG),
        ),
        rules=("8670Q",),
    ),
    Check(
        "cin-two-assessments-open",
        Severity.QUERY,
        ("Assessments.AssessmentActualStartDate", "Assessments.AssessmentAuthorisationDate"),
        changes="Assessments under way: one may be counted twice.",
        sentence="child {lachildid} has another assessment under way in the same referral beside the one from "
        "{assessmentactualstartdate}. Take one out, or fill in when it was authorised.",
        find=_two_open,
    ),
    Check(
        "cin-factors-missing",
        Severity.ERROR,
        ("Factors.AssessmentFactors", "Assessments.AssessmentAuthorisationDate"),
        changes="Factors found at assessment: the assessment is in none, not even among those that found none.",
        sentence="the assessment of child {lachildid} authorised on {assessmentauthorisationdate} has no factors. Fill "
        "them in; 21 says that there are none.",
        find=_without_factors,
        rules=("8897Q",),
    ),
    Check(
        "cin-factors-none-and-another",
        Severity.ERROR,
        ("Factors.AssessmentFactors",),
        changes="Factors found at assessment: it found some and found none.",
        sentence="an assessment of child {lachildid} has factor 21, which says that there are none, beside others. "
        "Take 21 out, or the others.",
        find=_none_and_another,
        rules=("8869",),
    ),
    Check(
        "cin-factor-twice",
        Severity.QUERY,
        ("Factors.AssessmentFactors",),
        changes="Factors found at assessment: the same one is counted twice.",
        sentence="an assessment of child {lachildid} has factor {assessmentfactors} twice. Take one out.",
        find=repeated("Factors", [*_KEY, "assessmentfactors"]),
        rules=("8898",),
    ),
)
