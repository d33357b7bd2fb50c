"""Several years of censuses as one history: each referral once, each event within it once, disagreements told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from suffice.engine.calendar import year_end, year_start
from suffice.engine.findings import Finding, merged
from suffice.engine.returns.cin import disagreements
from suffice.engine.returns.cin.disagreements import ENDS
from suffice.engine.returns.cin.layouts import CHILD, KIND, keys, tables
from suffice.engine.returns.model import Return

WHO = ["authority", CHILD]
_STARTS = {
    "Assessments": "assessmentactualstartdate",
    "CINPlanDates": "cinplanstartdate",
    "Section47": "s47actualstartdate",
    "ChildProtectionPlans": "cppstartdate",
    "PreProceedings": "ppstartdate",
}
"""The date by which two censuses mean the same event of a referral."""
_NTH, _OWN, _TOLD = "_nth", "_own", "_told"


@dataclass(frozen=True, slots=True)
class CinHistory:
    """What the censuses of several years tell together.

    Attributes:
        tables: by the names of a census's tables, with their columns. ``year``, ``file`` and ``row`` are those of the
            latest census that tells the row; ``authority`` is "" where none is named. ``episode`` numbers the child's
            referrals over all years by their date, and ``assessment``, ``section47``, ``plan`` and ``preproceedings``
            number what is in a referral by its start.
        findings: where two censuses disagree.
        years: collection years, in order, of the censuses.
        first_day: the day on which the earliest of them begins; None without any.
        last_day: the day for which the latest was taken; None without any.
    """

    tables: Mapping[str, pl.DataFrame]
    findings: tuple[Finding, ...]
    years: tuple[int, ...]
    first_day: date | None
    last_day: date | None


def census_history(returns: Sequence[Return]) -> CinHistory:
    """Return all censuses among `returns` as one history.

    A referral is the same in two censuses when child and date are; an event within it, when its start is. What the
    later census says is kept, except that a blank of it does not take away what the earlier one told, unless the column
    is an end. An event that only the earlier one tells is kept: a census leaves out what ended before its year.
    Returns of another kind and refused ones are left out.
    """
    usable = [one for one in returns if one.kind == KIND and one.refusal is None and one.year is not None]
    usable.sort(key=lambda one: one.year or 0)
    told = {name: _stacked(usable, name) for name in tables()} if usable else {}
    years = tuple(sorted({one.year for one in usable if one.year is not None}))
    if not usable:
        return CinHistory({name: pl.DataFrame() for name in tables()}, (), (), None, None)
    kept, stories = _joined(told)
    findings = [*disagreements.told(stories), *disagreements.missing(told["CINdetails"], years)]
    return CinHistory(kept, merged(findings), years, year_start(years[0]), year_end(years[-1]))


def _stacked(returns: Sequence[Return], name: str) -> pl.DataFrame:
    rows = pl.concat([one.tables[name] for one in returns])
    return rows.with_columns(pl.col("authority").fill_null(""))


def _joined(told: Mapping[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    """Return the tables of the history, and every telling of each table with its identity, for comparison."""
    people = _identified(told["Children"], WHO, None)
    referrals = _identified(told["CINdetails"], WHO, "cinreferraldate")
    stories = {"Children": people, "CINdetails": _numbered(referrals, WHO, "cinreferraldate", "episode")}
    kept = {
        "Header": told["Header"],
        "Children": _latest(people, told["Children"].columns),
        "Disabilities": _of_latest(told["Disabilities"], WHO),
    }
    episodes = _map(stories["CINdetails"], ["episode"])
    for name, start in _STARTS.items():
        own = _renumbered(told[name], episodes, ["episode"])
        story = _identified(own, [*WHO, "episode"], start)
        number = tables()[name].numbered
        stories[name] = _numbered(story, [*WHO, "episode"], start, number) if number else story
    for name in ("CINdetails", *_STARTS):
        kept[name] = _latest(stories[name], told[name].columns)
    within = [*WHO, *keys("Factors")]
    kept["Factors"] = _of_latest(_inner(told["Factors"], stories["Assessments"], episodes, "assessment"), within)
    reviews = _inner(told["Reviews"], stories["ChildProtectionPlans"], episodes, "plan")
    kept["Reviews"] = reviews.unique([*WHO, *keys("Reviews"), "cppreviewdate"], keep="last", maintain_order=True)
    return {name: kept[name].sort(*_order(name), maintain_order=True) for name in tables()}, stories


def _order(name: str) -> list[str]:
    return [*WHO, *keys(name)] if name != "Header" else ["authority", "year"]


def _identified(rows: pl.DataFrame, within: list[str], start: str | None) -> pl.DataFrame:
    """Add what makes a row the same in two censuses: ``_nth`` of those that start alike; one without a start is alone.

    ``_told`` counts the tellings of the same thing, the earliest being 1.
    """
    if start is None:
        alike = rows.with_columns(pl.lit(0).alias(_NTH), pl.lit(0).alias(_OWN))
    else:
        nth = pl.int_range(pl.len()).over("year", *within, start).cast(pl.Int32)
        own = pl.when(pl.col(start).is_null()).then(pl.col("year")).otherwise(0)
        alike = rows.with_columns(nth.alias(_NTH), own.alias(_OWN))
    same = [*within, *([start] if start else []), _NTH, _OWN]
    identity = pl.struct(same).rank("dense").alias("_identity")
    ordered = alike.with_columns(identity).sort("year", maintain_order=True)
    return ordered.with_columns(pl.int_range(1, pl.len() + 1).over("_identity").alias(_TOLD))


def _numbered(story: pl.DataFrame, within: list[str], start: str, number: str) -> pl.DataFrame:
    """Number what a story tells within its parent, by its start; the number of the census is kept beside."""
    order = pl.struct(pl.col(start).fill_null(date.max), _OWN, _NTH).rank("dense").over(within)
    return story.rename({number: f"_{number}"}).with_columns(order.cast(pl.Int32).alias(number))


def _map(story: pl.DataFrame, numbers: list[str]) -> pl.DataFrame:
    return story.select("year", *WHO, *(f"_{number}" for number in numbers), *numbers)


def _renumbered(rows: pl.DataFrame, known: pl.DataFrame, numbers: list[str]) -> pl.DataFrame:
    """Return rows with the history's numbers in place of the census's; those of a referral set aside are dropped."""
    old = {number: f"_{number}" for number in numbers}
    return (
        rows.rename(old)
        .join(known, on=["year", *WHO, *old.values()], how="inner", maintain_order="left")
        .drop(*old.values())
    )


def _inner(rows: pl.DataFrame, story: pl.DataFrame, episodes: pl.DataFrame, number: str) -> pl.DataFrame:
    """Return what stands in an assessment or a plan, with the history's numbers, in order of year."""
    outer = _renumbered(rows, episodes, ["episode"])
    known = story.select("year", *WHO, "episode", f"_{number}", number)
    inner = outer.rename({number: f"_{number}"}).join(
        known, on=["year", *WHO, "episode", f"_{number}"], how="inner", maintain_order="left"
    )
    return inner.sort("year", maintain_order=True).select(rows.columns)


def _latest(story: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return each thing once, as the latest census tells it; its blanks are filled from earlier ones, ends apart."""
    place = {"authority", "year", "file", "row", "_identity"}
    filled = [
        pl.col(name).fill_null(strategy="forward").over("_identity")
        for name in columns
        if name not in place | ENDS and name not in (CHILD, "episode", "expectedpersonbirthdate")
    ]
    return story.with_columns(filled).unique("_identity", keep="last", maintain_order=True).select(columns)


def _of_latest(rows: pl.DataFrame, within: list[str]) -> pl.DataFrame:
    """Return the rows of the latest census that has any for their parent."""
    return rows.filter(pl.col("year") == pl.col("year").max().over(within))
