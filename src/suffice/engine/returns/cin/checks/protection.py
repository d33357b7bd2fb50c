"""Checks of section 47 enquiries, conferences and child protection plans."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.cin.checks.finders import (
    before,
    blank,
    days_until_year_end,
    given,
    overlapping,
    rows,
)
from suffice.engine.returns.cin.checks.frames import PLAN, REFERRAL, Frames

_UNSETTLED = blank("dateofinitialcpc") & ~pl.col("icpcnotrequired").fill_null(False)
_LATE, _REVIEW_BY = 30, 100


def _without_conference(frames: Frames) -> pl.DataFrame:
    """Return plans whose referral has no initial conference on the day it starts or before."""
    first = frames.conferences.group_by(REFERRAL).agg(pl.col("conference").min())
    plans = frames.table("ChildProtectionPlans").join(first, on=REFERRAL, how="left", maintain_order="left")
    late = blank("conference") | (pl.col("conference") > pl.col("cppstartdate"))
    # a plan that began before this referral's year was conferred upon in an earlier census
    return plans.filter(given("cppstartdate") & late & (pl.col("cppstartdate") >= pl.col("year_start")))


def _told_twice(frames: Frames) -> pl.DataFrame:
    """Return referrals whose conference stands in one of their enquiries too."""
    after = frames.conferences.filter(~pl.col("on_transfer")).rename({"conference": "dateofinitialcpc"})
    return frames.table("CINdetails").join(after, on=[*REFERRAL, "dateofinitialcpc"], how="semi", maintain_order="left")


def _two_open(frames: Frames) -> pl.DataFrame:
    return frames.table("Section47").filter(_UNSETTLED).filter(~pl.struct(REFERRAL).is_first_distinct())


def _without_assessment(frames: Frames) -> pl.DataFrame:
    # the assessment of an earlier referral may be in the census of its year
    enquiries = frames.table("Section47").filter(pl.col("referred") >= pl.col("year_start"))
    return enquiries.join(frames.table("Assessments"), on=REFERRAL, how="anti", maintain_order="left")


def _without_review(frames: Frames) -> pl.DataFrame:
    reviewed = frames.table("Reviews").select(PLAN)
    until = pl.col("cppenddate").fill_null(pl.col("year_end"))
    long = (until - pl.col("cppstartdate")).dt.total_days() > _REVIEW_BY
    plans = frames.table("ChildProtectionPlans").filter(long)
    return plans.join(reviewed, on=PLAN, how="anti", maintain_order="left").with_columns(
        cppreviewdate=pl.lit(None, dtype=pl.Date)
    )


def _earlier_not_counted(frames: Frames) -> pl.DataFrame:
    plans = frames.after_another("ChildProtectionPlans", "cppstartdate", "cppenddate")
    return plans.filter(pl.col("earlier") > pl.col("numberofpreviouscpp"))


ENQUIRIES = (
    Check(
        "cin-enquiry-start-missing",
        Severity.ERROR,
        ("Section47.S47ActualStartDate",),
        changes="Section 47 enquiries, and conferences within 15 working days: this one has no beginning.",
        sentence="an enquiry about child {lachildid} has no start that can be read. Fill it in.",
        find=rows("Section47", blank("s47actualstartdate")),
    ),
    Check(
        "cin-enquiry-before-referral",
        Severity.ERROR,
        ("Section47.S47ActualStartDate", "CINdetails.CINreferralDate"),
        changes="Section 47 enquiries out of referrals: it began before its referral.",
        sentence="an enquiry about child {lachildid} started on {s47actualstartdate}, before the referral of "
        "{referred}. Correct one of the two.",
        find=rows("Section47", before("s47actualstartdate", "referred")),
        rules=("2889",),
    ),
    Check(
        "cin-enquiry-after-closure",
        Severity.ERROR,
        ("Section47.S47ActualStartDate", "CINdetails.CINclosureDate"),
        changes="Section 47 enquiries: the referral had closed.",
        sentence="an enquiry about child {lachildid} started on {s47actualstartdate}, after the referral closed on "
        "{closed}. Correct one of the two.",
        find=rows("Section47", before("closed", "s47actualstartdate")),
    ),
    Check(
        "cin-enquiry-after-census",
        Severity.ERROR,
        ("Section47.S47ActualStartDate",),
        changes="Section 47 enquiries of the year: it belongs to a later census.",
        sentence="an enquiry about child {lachildid} started on {s47actualstartdate}, after the census of {year_end}. "
        "Correct the date, or take it out.",
        find=rows("Section47", before("year_end", "s47actualstartdate")),
    ),
    Check(
        "cin-enquiry-without-assessment",
        Severity.QUERY,
        ("Section47.S47ActualStartDate", "Assessments.LAchildID"),
        changes="Assessments completed: an enquiry is told by an assessment, and there is none.",
        sentence="the enquiry about child {lachildid} from {s47actualstartdate} has no assessment beside it. Add it.",
        find=_without_assessment,
        rules=("2991Q",),
    ),
    Check(
        "cin-two-enquiries-open",
        Severity.ERROR,
        ("Section47.S47ActualStartDate", "Section47.DateOfInitialCPC", "Section47.ICPCnotRequired"),
        changes="Section 47 enquiries: one may be counted twice.",
        sentence="child {lachildid} has another enquiry under way in the same referral beside the one from "
        "{s47actualstartdate}. Take one out, or fill in how it ended.",
        find=_two_open,
    ),
    Check(
        "cin-conference-before-enquiry",
        Severity.ERROR,
        ("Section47.DateOfInitialCPC", "Section47.S47ActualStartDate"),
        changes="Conferences within 15 working days: the time is below nought.",
        sentence="the conference on child {lachildid} was on {dateofinitialcpc}, before the enquiry started on "
        "{s47actualstartdate}. Correct one of the two.",
        find=rows("Section47", before("dateofinitialcpc", "s47actualstartdate")),
        rules=("8615",),
    ),
    Check(
        "cin-conference-before-referral",
        Severity.ERROR,
        ("Section47.DateOfInitialCPC", "CINdetails.CINreferralDate"),
        changes="Initial conferences: it was held before its referral.",
        sentence="the conference on child {lachildid} was on {dateofinitialcpc}, before the referral of {referred}. "
        "Correct one of the two.",
        find=rows("Section47", before("dateofinitialcpc", "referred")),
        rules=("1104",),
    ),
    Check(
        "cin-conference-after-census",
        Severity.ERROR,
        ("Section47.DateOfInitialCPC",),
        changes="Initial conferences of the year: it belongs to a later census.",
        sentence="the conference on child {lachildid} was on {dateofinitialcpc}, after the census of {year_end}. Take "
        "the date out, or correct it.",
        find=rows("Section47", before("year_end", "dateofinitialcpc")),
        rules=("8715",),
    ),
    Check(
        "cin-conference-held-and-not-required",
        Severity.ERROR,
        ("Section47.ICPCnotRequired", "Section47.DateOfInitialCPC"),
        changes="Initial conferences, and enquiries that led to none: it is in both.",
        sentence="the conference on child {lachildid} was held on {dateofinitialcpc} and was not required. Correct one "
        "of the two.",
        find=rows("Section47", given("dateofinitialcpc") & pl.col("icpcnotrequired")),
    ),
    Check(
        "cin-conference-unsettled-when-closed",
        Severity.ERROR,
        ("Section47.ICPCnotRequired", "Section47.DateOfInitialCPC", "CINdetails.CINclosureDate"),
        changes="Initial conferences, and enquiries that led to none: it is in neither.",
        sentence="the enquiry about child {lachildid} from {s47actualstartdate} has neither a conference nor a word "
        "that none was required, although the referral closed on {closed}. Fill in one of the two.",
        find=rows("Section47", _UNSETTLED & given("closed")),
        rules=("8868",),
    ),
    Check(
        "cin-conference-awaited-long",
        Severity.QUERY,
        ("Section47.DateOfInitialCPC", "Section47.S47ActualStartDate", "Section47.ICPCnotRequired"),
        changes="Conferences within 15 working days: it is long overdue, or not recorded.",
        sentence="the enquiry about child {lachildid} started on {s47actualstartdate}, more than a month before the "
        "census, and has neither a conference nor a word that none was required. Fill in one of the two.",
        find=rows("Section47", _UNSETTLED & blank("closed") & (days_until_year_end("s47actualstartdate") > _LATE)),
        rules=("8675Q",),
    ),
    Check(
        "cin-conference-told-twice",
        Severity.QUERY,
        ("CINdetails.DateOfInitialCPC", "Section47.DateOfInitialCPC"),
        changes="Initial conferences: one is counted twice, as one on transfer and as one after an enquiry.",
        sentence="the conference on child {lachildid} on {dateofinitialcpc} is told with the referral and with an "
        "enquiry. Take the date out of the referral, unless the child moved here under a plan.",
        find=_told_twice,
    ),
)

PLANS = (
    Check(
        "cin-protection-start-missing",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPstartDate",),
        changes="Children on protection plans: nothing says since when.",
        sentence="a protection plan of child {lachildid} has no start that can be read. Fill it in.",
        find=rows("ChildProtectionPlans", blank("cppstartdate")),
    ),
    Check(
        "cin-protection-before-referral",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPstartDate", "CINdetails.CINreferralDate"),
        changes="Children on protection plans: the plan began before its referral.",
        sentence="a protection plan of child {lachildid} started on {cppstartdate}, before the referral of {referred}. "
        "Correct one of the two.",
        find=rows("ChildProtectionPlans", before("cppstartdate", "referred")),
        rules=("1105",),
    ),
    Check(
        "cin-protection-ends-before-start",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPendDate", "ChildProtectionPlans.CPPstartDate"),
        changes="Children on protection plans and for how long: the time is below nought.",
        sentence="a protection plan of child {lachildid} ended on {cppenddate}, before it started on {cppstartdate}. "
        "Correct one of the two.",
        find=rows("ChildProtectionPlans", before("cppenddate", "cppstartdate")),
        rules=("8925",),
    ),
    Check(
        "cin-protection-starts-after-census",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPstartDate",),
        changes="Protection plans started in the year: it belongs to a later census.",
        sentence="a protection plan of child {lachildid} started on {cppstartdate}, after the census of {year_end}. "
        "Correct the date, or take it out.",
        find=rows("ChildProtectionPlans", before("year_end", "cppstartdate")),
        rules=("8720",),
    ),
    Check(
        "cin-protection-ends-after-census",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPendDate",),
        changes="Children on protection plans at the census: the child was on one then, though an end is told.",
        sentence="a protection plan of child {lachildid} ended on {cppenddate}, after the census of {year_end}. Take "
        "the end out, or correct it.",
        find=rows("ChildProtectionPlans", before("year_end", "cppenddate")),
        rules=("8930",),
    ),
    Check(
        "cin-protection-ended-before-year",
        Severity.QUERY,
        ("ChildProtectionPlans.CPPendDate",),
        changes="Children on protection plans during the year: this one was on none in it.",
        sentence="a protection plan of child {lachildid} ended on {cppenddate}, before the census year began on "
        "{year_start}. Take it out, or correct the date.",
        find=rows("ChildProtectionPlans", before("cppenddate", "year_start")),
    ),
    Check(
        "cin-protection-open-when-closed",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPendDate", "CINdetails.CINclosureDate"),
        changes="Children on protection plans: the child is on one although the referral closed.",
        sentence="a protection plan of child {lachildid} from {cppstartdate} has no end, although the referral closed "
        "on {closed}. Fill it in, or take the end of the referral out.",
        find=rows("ChildProtectionPlans", blank("cppenddate") & given("closed")),
        rules=("8935",),
    ),
    Check(
        "cin-protection-ends-after-closure",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPendDate", "CINdetails.CINclosureDate"),
        changes="Children on protection plans: the referral had closed.",
        sentence="a protection plan of child {lachildid} ended on {cppenddate}, after the referral closed on {closed}. "
        "Correct one of the two.",
        find=rows("ChildProtectionPlans", before("closed", "cppenddate")),
        rules=("8565",),
    ),
    Check(
        "cin-protection-after-death",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPstartDate", "Children.PersonDeathDate"),
        changes="Protection plans started: one is counted of a child who had died.",
        sentence="a protection plan of child {lachildid} started on {cppstartdate}, after the death on {died}. Correct "
        "one of the two.",
        find=rows("ChildProtectionPlans", before("died", "cppstartdate")),
        rules=("8915",),
    ),
    Check(
        "cin-protection-without-conference",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPstartDate", "CINdetails.DateOfInitialCPC", "Section47.DateOfInitialCPC"),
        changes="Conferences that led to a plan: the plan has none.",
        sentence="a protection plan of child {lachildid} started on {cppstartdate}, and its referral has no initial "
        "conference on that day or before. Add the conference, or correct the dates.",
        find=_without_conference,
        rules=("2883",),
    ),
    Check(
        "cin-protection-overlaps",
        Severity.ERROR,
        ("ChildProtectionPlans.CPPstartDate", "ChildProtectionPlans.CPPendDate"),
        changes="Children on protection plans, and repeat plans: the child is on two at once.",
        sentence="a protection plan of child {lachildid} started on {cppstartdate}, before the one from {prev_start} "
        "has ended (on {prev_end}). Correct the dates, or make them one.",
        find=overlapping("ChildProtectionPlans", "cppstartdate", "cppenddate"),
        rules=("8840",),
    ),
    Check(
        "cin-first-category-missing",
        Severity.ERROR,
        ("ChildProtectionPlans.InitialCategoryOfAbuse",),
        changes="Protection plans by first category: it is in none.",
        sentence="the protection plan of child {lachildid} from {cppstartdate} has no first category. Fill it in.",
        find=rows("ChildProtectionPlans", blank("initialcategoryofabuse")),
        rules=("8905",),
    ),
    Check(
        "cin-latest-category-missing",
        Severity.ERROR,
        ("ChildProtectionPlans.LatestCategoryOfAbuse",),
        changes="Protection plans by latest category: it is in none.",
        sentence="the protection plan of child {lachildid} from {cppstartdate} has no latest category. Fill it in.",
        find=rows("ChildProtectionPlans", blank("latestcategoryofabuse")),
        rules=("8910",),
    ),
    Check(
        "cin-previous-plans-missing",
        Severity.ERROR,
        ("ChildProtectionPlans.NumberOfPreviousCPP",),
        changes="Second or later protection plans: nothing says whether it is one.",
        sentence="the protection plan of child {lachildid} from {cppstartdate} does not say how many the child had "
        "before. Fill it in; 0 for none.",
        find=rows("ChildProtectionPlans", blank("numberofpreviouscpp")),
        rules=("8730",),
    ),
    Check(
        "cin-previous-plans-too-few",
        Severity.QUERY,
        ("ChildProtectionPlans.NumberOfPreviousCPP", "ChildProtectionPlans.CPPstartDate"),
        changes="Second or later protection plans: it is one, and does not say so.",
        sentence="the protection plan of child {lachildid} from {cppstartdate} says that the child had "
        "{numberofpreviouscpp} before, but {earlier} are in this census. Correct the number.",
        find=_earlier_not_counted,
    ),
    Check(
        "cin-protection-never-reviewed",
        Severity.QUERY,
        ("Reviews.CPPreviewDate", "ChildProtectionPlans.CPPstartDate", "ChildProtectionPlans.CPPendDate"),
        changes="Plans reviewed in time: the first review is due within three months, and there is none.",
        sentence="the protection plan of child {lachildid} from {cppstartdate} has gone on for more than three months "
        "without a review. Add the reviews that were held.",
        find=_without_review,
    ),
    Check(
        "cin-review-outside-plan",
        Severity.ERROR,
        ("Reviews.CPPreviewDate", "ChildProtectionPlans.CPPstartDate", "ChildProtectionPlans.CPPendDate"),
        changes="Plans reviewed in time: the review was not of this plan.",
        sentence="a review of child {lachildid} on {cppreviewdate} lies outside the plan, from {plan_start} to "
        "{plan_end}. Correct one of the dates.",
        find=rows("Reviews", before("cppreviewdate", "plan_start") | before("plan_end", "cppreviewdate")),
        rules=("8841",),
    ),
    Check(
        "cin-review-after-census",
        Severity.ERROR,
        ("Reviews.CPPreviewDate",),
        changes="Plans reviewed in time: the review belongs to a later census.",
        sentence="a review of child {lachildid} was on {cppreviewdate}, after the census of {year_end}. Correct the "
        "date, or take it out.",
        find=rows("Reviews", before("year_end", "cppreviewdate")),
        rules=("8842Q",),
    ),
)
