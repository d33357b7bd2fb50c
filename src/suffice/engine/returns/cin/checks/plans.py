"""Checks of child in need plans, and of what is done before proceedings."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.cin.checks.finders import before, blank, given, overlapping, rows
from suffice.engine.returns.cin.checks.frames import Frames
from suffice.engine.returns.cin.layouts import CHILD


def _beside_protection(frames: Frames) -> pl.DataFrame:
    """Return plans that share a day with a protection plan of the same child; the day of change may be in both."""
    protection = frames.table("ChildProtectionPlans").select(CHILD, "cppstartdate", "cppenddate")
    pairs = frames.table("CINPlanDates").join(protection, on=CHILD, how="inner", maintain_order="left")
    starts_before_end = blank("cppenddate") | before("cinplanstartdate", "cppenddate")
    ends_after_start = blank("cinplanenddate") | before("cppstartdate", "cinplanenddate")
    both = given("cppstartdate") & given("cinplanstartdate")
    return pairs.filter(both & starts_before_end & ends_after_start).unique(
        ["file", "row"], keep="first", maintain_order=True
    )


CHECKS = (
    Check(
        "cin-plan-start-missing",
        Severity.ERROR,
        ("CINPlanDates.CINPlanStartDate",),
        changes="Children with a plan: nothing says since when.",
        sentence="a plan of child {lachildid} has no start that can be read. Fill it in.",
        find=rows("CINPlanDates", blank("cinplanstartdate")),
        rules=("4010",),
    ),
    Check(
        "cin-plan-before-referral",
        Severity.ERROR,
        ("CINPlanDates.CINPlanStartDate", "CINdetails.CINreferralDate"),
        changes="Children with a plan: it began before its referral.",
        sentence="a plan of child {lachildid} started on {cinplanstartdate}, before the referral of {referred}. "
        "Correct one of the two.",
        find=rows("CINPlanDates", before("cinplanstartdate", "referred")),
        rules=("4015",),
    ),
    Check(
        "cin-plan-ends-before-start",
        Severity.ERROR,
        ("CINPlanDates.CINPlanEndDate", "CINPlanDates.CINPlanStartDate"),
        changes="Children with a plan and for how long: the time is below nought.",
        sentence="a plan of child {lachildid} ended on {cinplanenddate}, before it started on {cinplanstartdate}. "
        "Correct one of the two.",
        find=rows("CINPlanDates", before("cinplanenddate", "cinplanstartdate")),
        rules=("4011",),
    ),
    Check(
        "cin-plan-starts-after-census",
        Severity.ERROR,
        ("CINPlanDates.CINPlanStartDate",),
        changes="Plans started in the year: it belongs to a later census.",
        sentence="a plan of child {lachildid} started on {cinplanstartdate}, after the census of {year_end}. Correct "
        "the date, or take it out.",
        find=rows("CINPlanDates", before("year_end", "cinplanstartdate")),
    ),
    Check(
        "cin-plan-ends-after-census",
        Severity.ERROR,
        ("CINPlanDates.CINPlanEndDate",),
        changes="Children with a plan at the census: the child had one then, though an end is told.",
        sentence="a plan of child {lachildid} ended on {cinplanenddate}, after the census of {year_end}. Take the end "
        "out, or correct it.",
        find=rows("CINPlanDates", before("year_end", "cinplanenddate")),
        rules=("4013",),
    ),
    Check(
        "cin-plan-open-when-closed",
        Severity.ERROR,
        ("CINPlanDates.CINPlanEndDate", "CINdetails.CINclosureDate"),
        changes="Children with a plan: the child has one although the referral closed.",
        sentence="a plan of child {lachildid} from {cinplanstartdate} has no end, although the referral closed on "
        "{closed}. Fill it in, or take the end of the referral out.",
        find=rows("CINPlanDates", blank("cinplanenddate") & given("closed")),
        rules=("4004",),
    ),
    Check(
        "cin-plan-ends-after-closure",
        Severity.ERROR,
        ("CINPlanDates.CINPlanEndDate", "CINdetails.CINclosureDate"),
        changes="Children with a plan: the referral had closed.",
        sentence="a plan of child {lachildid} ended on {cinplanenddate}, after the referral closed on {closed}. "
        "Correct one of the two.",
        find=rows("CINPlanDates", before("closed", "cinplanenddate")),
    ),
    Check(
        "cin-plans-overlap",
        Severity.ERROR,
        ("CINPlanDates.CINPlanStartDate", "CINPlanDates.CINPlanEndDate"),
        changes="Children with a plan: the child has two at once.",
        sentence="a plan of child {lachildid} started on {cinplanstartdate}, before the one from {prev_start} has "
        "ended (on {prev_end}). Correct the dates, or make them one.",
        find=overlapping("CINPlanDates", "cinplanstartdate", "cinplanenddate"),
        rules=("4014",),
    ),
    Check(
        "cin-plan-beside-protection",
        Severity.ERROR,
        ("CINPlanDates.CINPlanStartDate", "ChildProtectionPlans.CPPstartDate", "ChildProtectionPlans.CPPendDate"),
        changes="Children with a plan, and children on protection plans: the child is in both at once.",
        sentence="child {lachildid} has a plan from {cinplanstartdate} while on a protection plan from {cppstartdate}. "
        "End the one when the other starts.",
        find=_beside_protection,
        rules=("4016", "4017"),
    ),
    Check(
        "cin-meeting-before-letter",
        Severity.QUERY,
        ("PreProceedings.InitialPPMeetingDate", "PreProceedings.PPStartDate"),
        changes="Time spent before proceedings: it is below nought.",
        sentence="the first meeting before proceedings about child {lachildid} was on {initialppmeetingdate}, before "
        "they began on {ppstartdate}. Correct one of the two.",
        find=rows("PreProceedings", before("initialppmeetingdate", "ppstartdate")),
        first=2026,
    ),
    Check(
        "cin-court-before-start",
        Severity.QUERY,
        ("PreProceedings.CourtAppDate", "PreProceedings.PPStartDate"),
        changes="Time spent before proceedings: it is below nought.",
        sentence="the application to court about child {lachildid} was on {courtappdate}, before what goes before it "
        "began on {ppstartdate}. Correct one of the two.",
        find=rows("PreProceedings", before("courtappdate", "ppstartdate")),
        first=2026,
    ),
)
