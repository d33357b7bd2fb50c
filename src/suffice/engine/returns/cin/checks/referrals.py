"""Checks of referrals: their dates, why they ended, and whether what follows fits."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.cin.checks.finders import (
    before,
    blank,
    days_until_year_end,
    given,
    referrals,
    repeated,
    rows,
)
from suffice.engine.returns.cin.layouts import CHILD

_MODULES = ("Assessments.LAchildID", "Section47.LAchildID", "CINPlanDates.LAchildID", "ChildProtectionPlans.LAchildID")
_PREGNANCY, _LONG_ENOUGH = 280, 70
_worked = ~pl.col("referralnfa").fill_null(False)
_after_assessment = pl.col("reasonforclosure").is_in(["RC8", "RC9"])
_acted = (pl.col("enquiries") + pl.col("plans") + pl.col("protection")) > 0
_closed = pl.col("cinclosuredate")
# what was done about an earlier referral is in the census of its year, and need not be in this one
_of_this_year = pl.col("cinreferraldate") >= pl.col("year_start")

CHECKS = (
    Check(
        "cin-referral-date-missing",
        Severity.ERROR,
        ("CINdetails.CINreferralDate",),
        changes="Referrals, re-referrals and children in need: nothing says when it began, so it is in none of them.",
        sentence="a referral of child {lachildid} has no date that can be read. Fill it in.",
        find=rows("CINdetails", blank("cinreferraldate")),
        rules=("8600",),
    ),
    Check(
        "cin-referral-after-census",
        Severity.ERROR,
        ("CINdetails.CINreferralDate",),
        changes="Referrals of the year: it belongs to a later census.",
        sentence="child {lachildid} was referred on {cinreferraldate}, after the census of {year_end}. Correct the "
        "date, or take the referral out.",
        find=rows("CINdetails", before("year_end", "cinreferraldate")),
    ),
    Check(
        "cin-referred-long-before-birth",
        Severity.ERROR,
        ("CINdetails.CINreferralDate", "Children.PersonBirthDate", "Children.ExpectedPersonBirthDate"),
        changes="Every figure by age: the age of the child at referral is below nought.",
        sentence="child {lachildid} was referred on {cinreferraldate}, more than nine months before the birth (or "
        "expected birth) on {due}. Correct one of the two.",
        find=rows("CINdetails", (pl.col("due") - pl.col("cinreferraldate")).dt.total_days() > _PREGNANCY),
        rules=("8606",),
    ),
    Check(
        "cin-referred-after-death",
        Severity.QUERY,
        ("CINdetails.CINreferralDate", "Children.PersonDeathDate"),
        changes="Referrals: one is counted of a child who had died.",
        sentence="child {lachildid} was referred on {cinreferraldate}, after the death on {died}. Correct one of the "
        "two.",
        find=rows("CINdetails", before("died", "cinreferraldate")),
        rules=("8555Q",),
    ),
    Check(
        "cin-source-missing",
        Severity.QUERY,
        ("CINdetails.ReferralSource",),
        changes="Referrals by source: it is in none.",
        sentence="the referral of child {lachildid} on {cinreferraldate} has no source. Fill it in.",
        find=rows("CINdetails", blank("referralsource")),
        rules=("8866",),
    ),
    Check(
        "cin-need-missing",
        Severity.ERROR,
        ("CINdetails.PrimaryNeedCode", "CINdetails.ReferralNFA"),
        changes="Children in need by their main need: the child is in none.",
        sentence="the referral of child {lachildid} on {cinreferraldate} was taken on but has no main need. Fill it "
        "in; N0 says that it is not stated.",
        find=rows("CINdetails", _worked & blank("primaryneedcode")),
        rules=("8610",),
    ),
    Check(
        "cin-not-in-need-with-a-plan",
        Severity.QUERY,
        ("CINdetails.PrimaryNeedCode", "CINPlanDates.LAchildID", "ChildProtectionPlans.LAchildID"),
        changes="Children in need: the child counts as one by the plan and as none by the main need.",
        sentence="child {lachildid} is not in need by the referral of {cinreferraldate} (N9), but has a plan. Correct "
        "the main need, or the plan.",
        find=referrals((pl.col("primaryneedcode") == "N9") & ((pl.col("plans") + pl.col("protection")) > 0)),
    ),
    Check(
        "cin-nfa-missing",
        Severity.ERROR,
        ("CINdetails.ReferralNFA",),
        changes="Referrals that led to no further action: nothing says whether this one did.",
        sentence="the referral of child {lachildid} on {cinreferraldate} does not say whether it led to no further "
        "action. Fill in true or false.",
        find=rows("CINdetails", blank("referralnfa")),
        rules=("8568",),
    ),
    Check(
        "cin-nfa-with-activity",
        Severity.ERROR,
        ("CINdetails.ReferralNFA", *_MODULES),
        changes="Referrals that led to no further action, and children in need: action was taken on this one.",
        sentence="the referral of child {lachildid} on {cinreferraldate} led to no further action, but has an "
        "assessment, an enquiry or a plan. Correct ReferralNFA, or take the rest out.",
        find=referrals(pl.col("referralnfa") & (_acted | (pl.col("assessments") > 0))),
        rules=("8831", "8832", "4000"),
    ),
    Check(
        "cin-nothing-after-referral",
        Severity.QUERY,
        ("CINdetails.ReferralNFA", "CINdetails.CINclosureDate", *_MODULES),
        changes="Children in need: one is counted for whom nothing is recorded.",
        sentence="the referral of child {lachildid} on {cinreferraldate} was taken on more than ten weeks before the "
        "census, and there is neither an assessment nor an enquiry, a plan or an end. Add what was done, or close it.",
        find=referrals(
            _worked
            & _of_this_year
            & ~_acted
            & (pl.col("assessments") == 0)
            & _closed.is_null()
            & (days_until_year_end("cinreferraldate") > _LONG_ENOUGH)
        ),
        rules=("8569Q",),
    ),
    Check(
        "cin-closed-before-referral",
        Severity.ERROR,
        ("CINdetails.CINclosureDate", "CINdetails.CINreferralDate"),
        changes="Children in need and how long: the time in need is below nought.",
        sentence="the referral of child {lachildid} on {cinreferraldate} closed on {cinclosuredate}, before it began. "
        "Correct one of the two.",
        find=rows("CINdetails", before("cinclosuredate", "cinreferraldate")),
        rules=("8630",),
    ),
    Check(
        "cin-closed-after-census",
        Severity.ERROR,
        ("CINdetails.CINclosureDate",),
        changes="Children in need on the day of the census: the child was one then, though an end is told.",
        sentence="the referral of child {lachildid} closed on {cinclosuredate}, after the census of {year_end}. Take "
        "the end out, or correct it.",
        find=rows("CINdetails", before("year_end", "cinclosuredate")),
        rules=("8620",),
    ),
    Check(
        "cin-closed-before-year",
        Severity.QUERY,
        ("CINdetails.CINclosureDate",),
        changes="Children in need during the year: this one was none in it.",
        sentence="the referral of child {lachildid} closed on {cinclosuredate}, before the census year began on "
        "{year_start}. Take it out, or correct the date.",
        find=rows("CINdetails", before("cinclosuredate", "year_start")),
        rules=("8620",),
    ),
    Check(
        "cin-closure-without-reason",
        Severity.ERROR,
        ("CINdetails.ReasonForClosure", "CINdetails.CINclosureDate"),
        changes="Children who stopped being in need, by reason: the child is in none.",
        sentence="the referral of child {lachildid} closed on {cinclosuredate} without a reason. Fill it in.",
        find=rows("CINdetails", _worked & given("cinclosuredate") & blank("reasonforclosure")),
        rules=("8805",),
    ),
    Check(
        "cin-reason-without-closure",
        Severity.ERROR,
        ("CINdetails.CINclosureDate", "CINdetails.ReasonForClosure"),
        changes="Children in need: the child is counted as one, though a reason for the end is given.",
        sentence="the referral of child {lachildid} on {cinreferraldate} says why it closed ({reasonforclosure}) but "
        "not when. Fill in the date, or take the reason out.",
        find=rows("CINdetails", blank("cinclosuredate") & given("reasonforclosure")),
        rules=("8810",),
    ),
    Check(
        "cin-closed-by-death-without-date",
        Severity.QUERY,
        ("CINdetails.ReasonForClosure", "Children.PersonDeathDate"),
        changes="Children who died: the reason for the end says so and the child's record does not.",
        sentence="child {lachildid}'s referral ended because the child died (RC2), but there is no date of death. Fill "
        "it in, or correct the reason.",
        find=rows("CINdetails", (pl.col("reasonforclosure") == "RC2") & blank("died")),
        rules=("8585Q",),
    ),
    Check(
        "cin-died-still-open",
        Severity.QUERY,
        ("CINdetails.CINclosureDate", "Children.PersonDeathDate"),
        changes="Children in need: a child who died is counted as one.",
        sentence="child {lachildid} died on {died}, but the referral of {cinreferraldate} has no end. Fill it in, or "
        "correct the date of death.",
        find=rows("CINdetails", _worked & blank("cinclosuredate") & (pl.col("died") <= pl.col("year_end"))),
    ),
    Check(
        "cin-closed-after-assessment-with-activity",
        Severity.ERROR,
        ("CINdetails.ReasonForClosure", *_MODULES[1:]),
        changes="Children who stopped being in need, by reason: more was done than an assessment.",
        sentence="the referral of child {lachildid} closed after assessment ({reasonforclosure}), but has an enquiry "
        "or a plan. Correct the reason, or take the rest out.",
        find=referrals(_after_assessment & _acted),
        rules=("2990",),
    ),
    Check(
        "cin-closed-after-assessment-without-one",
        Severity.QUERY,
        ("CINdetails.ReasonForClosure", "Assessments.LAchildID"),
        changes="Assessments completed: the reason speaks of one that is not there.",
        sentence="the referral of child {lachildid} closed after assessment ({reasonforclosure}), but has none. Add "
        "it, or correct the reason.",
        find=referrals(_of_this_year & _after_assessment & (pl.col("assessments") == 0)),
    ),
    Check(
        "cin-open-referral-followed",
        Severity.ERROR,
        ("CINdetails.CINreferralDate", "CINdetails.CINclosureDate", "CINdetails.ReferralNFA"),
        changes="Children in need and re-referrals: the child has two referrals open at once.",
        sentence="child {lachildid} was referred on {cinreferraldate}, while the referral of {prev_referred} has no "
        "end. Fill in when that one closed, or make them one.",
        find=referrals(given("prev_referred") & blank("prev_closed")),
        rules=("8816",),
    ),
    Check(
        "cin-referrals-overlap",
        Severity.ERROR,
        ("CINdetails.CINreferralDate", "CINdetails.CINclosureDate", "CINdetails.ReferralNFA"),
        changes="Children in need and re-referrals: the child has two referrals open at once.",
        sentence="child {lachildid} was referred on {cinreferraldate}, before the referral of {prev_referred} closed "
        "on {prev_closed}. Correct the dates, or make them one.",
        find=referrals(before("cinreferraldate", "prev_closed")),
        rules=("8820",),
    ),
    Check(
        "cin-two-referrals-one-day",
        Severity.QUERY,
        ("CINdetails.CINreferralDate",),
        changes="Referrals and re-referrals: one may be counted twice.",
        sentence="child {lachildid} has another referral on {cinreferraldate}. Take one out if they are the same.",
        find=repeated("CINdetails", [CHILD, "cinreferraldate"]),
    ),
)
