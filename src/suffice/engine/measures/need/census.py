"""The children in need censuses as measures look at them: who is in need or on a plan on a day, what a year brought."""

from __future__ import annotations

from datetime import date

import polars as pl

from suffice.engine.calendar import collection_year, year_start
from suffice.engine.measures.cohorts import once
from suffice.engine.measures.judging import KEY
from suffice.engine.measures.scene import Scene

EPISODE = (*KEY, "episode")


def table(scene: Scene, name: str) -> pl.DataFrame:
    """Return a table of all censuses with the keys of measures, ``authority, child``.

    Raises:
        ValueError: no census was brought.
    """
    if scene.cin is None:
        raise ValueError("No children in need census was brought, so nothing of it can be judged.")
    rows: pl.DataFrame = scene.cin.tables[name]
    return rows.rename({"lachildid": "child"}).filter(pl.col("child").is_not_null())


def brought(scene: Scene) -> tuple[int, ...]:
    """Return the collection years of which censuses were brought, in order."""
    return () if scene.cin is None else tuple(scene.cin.years)


def known_from(scene: Scene, day: date) -> date | None:
    """Return the first day from which the censuses tell everything up to `day`; None when they do not tell `day`."""
    have, year = set(brought(scene)), collection_year(day)
    if year not in have:
        return None
    while year - 1 in have:
        year -= 1
    return year_start(year)


def open_on(rows: pl.DataFrame, scene: Scene, start: str, end: str) -> pl.DataFrame:
    """Return the rows open at the end of the scene's day.

    What an earlier census told as open and the census of the day does not tell any more is not taken for open.
    """
    began = pl.col(start) <= scene.on
    still = pl.col(end).is_null() | (pl.col(end) > scene.on)
    return rows.filter(began, still, pl.col("year") >= scene.year)


@once
def referrals(scene: Scene) -> pl.DataFrame:
    """Return the referrals made in the twelve months."""
    return table(scene, "CINdetails").filter(pl.col("cinreferraldate").is_between(scene.first, scene.on))


@once
def in_need(scene: Scene) -> pl.DataFrame:
    """Return the children in need at the end of the day, each once, with the referral made first.

    In need is every child whose referral led to more than a decision to do nothing and is not closed, those on
    plans, those in care and unborn children among them.
    """
    taken_on = table(scene, "CINdetails").filter(~pl.col("referralnfa").fill_null(value=False))
    here = open_on(taken_on, scene, "cinreferraldate", "cinclosuredate")
    return here.sort(*KEY, "cinreferraldate").unique(KEY, keep="first", maintain_order=True)


@once
def on_a_plan(scene: Scene) -> pl.DataFrame:
    """Return the children on a child protection plan at the end of the day, each once, with the plan begun first."""
    here = open_on(table(scene, "ChildProtectionPlans"), scene, "cppstartdate", "cppenddate")
    return here.sort(*KEY, "cppstartdate").unique(KEY, keep="first", maintain_order=True)


@once
def assessed(scene: Scene) -> pl.DataFrame:
    """Return the assessments completed (authorised) in the twelve months."""
    done = pl.col("assessmentauthorisationdate").is_between(scene.first, scene.on)
    return table(scene, "Assessments").filter(done)


@once
def disabled(scene: Scene) -> pl.DataFrame:
    """Return the children of whom a census tells a disability: ``authority, child``, each once."""
    told = table(scene, "Disabilities").filter(pl.col("disability") != "NONE")
    return told.select(KEY).unique(maintain_order=True)
