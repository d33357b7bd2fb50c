"""Checks of who the children are: dates of birth and death, sex, ethnicity, disability."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.cin.checks.finders import before, blank, days_until_year_end, given, repeated, rows
from suffice.engine.returns.cin.checks.frames import Frames
from suffice.engine.returns.cin.layouts import CHILD

_EXPECTED_LONG_AGO = 42
_OLDEST = 25


def _without_disability(frames: Frames) -> pl.DataFrame:
    told = frames.table("Disabilities").select(CHILD)
    worked = frames.table("CINdetails").filter(~pl.col("referralnfa").fill_null(False)).select(CHILD)
    born = frames.table("Children").filter(given("born"))
    silent = born.join(worked, on=CHILD, how="semi", maintain_order="left")
    return silent.join(told, on=CHILD, how="anti", maintain_order="left").with_columns(
        disability=pl.lit(None, dtype=pl.String)
    )


def _none_and_another(frames: Frames) -> pl.DataFrame:
    several = pl.col("disability").n_unique().over(CHILD) > 1
    return frames.table("Disabilities").filter(several & (pl.col("disability") == "NONE"))


CHECKS = (
    Check(
        "cin-birth-missing",
        Severity.ERROR,
        ("Children.PersonBirthDate", "Children.ExpectedPersonBirthDate"),
        changes="Every figure by age: the child has none.",
        sentence="child {lachildid} has neither a date of birth nor an expected one. Fill in the one that is known.",
        find=rows("Children", blank("born") & blank("expected")),
        rules=("8525Q",),
    ),
    Check(
        "cin-born-and-expected",
        Severity.QUERY,
        ("Children.ExpectedPersonBirthDate", "Children.PersonBirthDate"),
        changes="Unborn children: it is not clear whether the child is one; the date of birth is believed.",
        sentence="child {lachildid} was born on {born} and is expected on {expected}. Take out the expected date.",
        find=rows("Children", given("born") & given("expected")),
        rules=("8525Q",),
    ),
    Check(
        "cin-born-after-census",
        Severity.ERROR,
        ("Children.PersonBirthDate",),
        changes="Every figure by age: the child is younger than nought on the day of the census.",
        sentence="child {lachildid} was born on {born}, after the census of {year_end}. Correct it, or make it the "
        "expected date.",
        find=rows("Children", before("year_end", "born")),
        rules=("8520",),
    ),
    Check(
        "cin-expected-long-ago",
        Severity.QUERY,
        ("Children.ExpectedPersonBirthDate", "Children.PersonBirthDate"),
        changes="Every figure by age: the child was due long before the census, and still counts as unborn.",
        sentence="child {lachildid} was expected on {expected}, long before the census, and has no date of birth. Fill "
        "in the date of birth.",
        find=rows("Children", blank("born") & (days_until_year_end("expected") > _EXPECTED_LONG_AGO)),
        rules=("8530Q",),
    ),
    Check(
        "cin-died-before-birth",
        Severity.ERROR,
        ("Children.PersonDeathDate", "Children.PersonBirthDate"),
        changes="Children in need and their ages: the child's life has no length.",
        sentence="child {lachildid} died on {died}, before being born on {born}. Correct one of the two.",
        find=rows("Children", before("died", "born")),
        rules=("8535Q",),
    ),
    Check(
        "cin-died-after-census",
        Severity.QUERY,
        ("Children.PersonDeathDate",),
        changes="Children in need on the day of the census: the child was alive then, though the death is told.",
        sentence="child {lachildid} died on {died}, after the census of {year_end}. Correct it, or take it out.",
        find=rows("Children", before("year_end", "died")),
        rules=("8545Q",),
    ),
    Check(
        "cin-older-than-25",
        Severity.QUERY,
        ("Children.PersonBirthDate",),
        changes="Every figure by age: nobody of that age is a child in need.",
        sentence="child {lachildid}, born on {born}, was over 25 when the census year began. Correct the date of "
        "birth, or take the person out.",
        find=rows("Children", pl.col("born").dt.offset_by(f"{_OLDEST}y") <= pl.col("year_start")),
        rules=("8775Q",),
    ),
    Check(
        "cin-sex-missing",
        Severity.QUERY,
        ("Children.Sex",),
        changes="Figures by sex: the child is in none.",
        sentence="child {lachildid} has no sex recorded that can be read. Fill in M, F or U.",
        find=rows("Children", blank("sex")),
        rules=("4180",),
    ),
    Check(
        "cin-ethnicity-missing",
        Severity.QUERY,
        ("Children.Ethnicity",),
        changes="Figures by ethnicity: the child is in none.",
        sentence="child {lachildid} has no ethnicity recorded that can be read. Fill it in; NOBT says that it is not "
        "known yet.",
        find=rows("Children", blank("ethnicity") & given("born")),
        rules=("4220",),
    ),
    Check(
        "cin-upn-shared",
        Severity.QUERY,
        ("Children.UPN",),
        changes="Links to schools and between years: two children are taken for one.",
        sentence="child {lachildid} has the pupil number {upn} that another child in this census has. Correct one, or "
        "join the two if they are one child.",
        find=repeated("Children", ["upn"]),
        rules=("1520",),
    ),
    Check(
        "cin-disability-missing",
        Severity.QUERY,
        ("Disabilities.Disability", "Children.LAchildID", "CINdetails.ReferralNFA"),
        changes="Children in need with a disability: nothing says whether the child has one.",
        sentence="child {lachildid} has no disability recorded and no NONE either. Fill in NONE where there is none.",
        find=_without_disability,
        rules=("8540",),
    ),
    Check(
        "cin-disability-none-and-another",
        Severity.ERROR,
        ("Disabilities.Disability",),
        changes="Children in need with a disability: the child has one and has none.",
        sentence="child {lachildid} has NONE beside another disability. Take NONE out, or the other.",
        find=_none_and_another,
        rules=("8794",),
    ),
    Check(
        "cin-disability-twice",
        Severity.QUERY,
        ("Disabilities.Disability",),
        changes="Disabilities recorded: the same one is counted twice.",
        sentence="child {lachildid} has the disability {disability} twice. Take one out.",
        find=repeated("Disabilities", [CHILD, "disability"]),
        rules=("2888Q",),
    ),
)
