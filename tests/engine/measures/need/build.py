"""Censuses for tests, made from small tables that a person can read."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from suffice.engine.episodes import History, assemble
from suffice.engine.measures import Scene, scene_of
from suffice.engine.returns.cin.history import census_history
from suffice.engine.returns.model import Return
from tests.engine.episodes.build import day, rows_of

COLUMNS = {
    "Header": "",
    "Children": "upn formerupn upnunknown personbirthdate expectedpersonbirthdate sex persondeathdate ethnicity",
    "Disabilities": "disability",
    "CINdetails": (
        "episode cinreferraldate referralsource primaryneedcode cinclosuredate reasonforclosure dateofinitialcpc "
        "referralnfa"
    ),
    "Assessments": (
        "episode assessment assessmentactualstartdate assessmentinternalreviewdate assessmentauthorisationdate"
    ),
    "Factors": "episode assessment assessmentfactors",
    "CINPlanDates": "episode cinplanstartdate cinplanenddate",
    "Section47": "episode section47 s47actualstartdate initialcpctarget dateofinitialcpc icpcnotrequired",
    "ChildProtectionPlans": (
        "episode plan cppstartdate cppenddate initialcategoryofabuse latestcategoryofabuse numberofpreviouscpp"
    ),
    "Reviews": "episode plan cppreviewdate",
    "PreProceedings": (
        "episode preproceedings ppstartdate lbpsentdate fgdmmeetingoffer fgdmmeetingfac initialppmeetingdate "
        "reviewmeetingscount stepdecisiondate ppoutcome courtappdate letterinitcpdate"
    ),
}
_NUMBERS = {"episode", "assessment", "section47", "plan", "preproceedings", "numberofpreviouscpp"}
_FLAGS = {"referralnfa", "icpcnotrequired"}


def _kind(column: str) -> Any:
    if column in _NUMBERS:
        return pl.Int32
    if column in _FLAGS:
        return pl.Boolean
    return pl.Date if "date" in column or column == "initialcpctarget" else pl.String


def _cell(column: str, text: str | None) -> Any:
    kind = _kind(column)
    if text is None:
        return 1 if column in _NUMBERS - {"numberofpreviouscpp"} else None
    if kind == pl.Boolean:
        return text == "1"
    return day(text) if kind == pl.Date else int(text) if kind == pl.Int32 else text


def census(year: int, *, authority: str | None = None, **written: str) -> Return:
    """Make a census out of ASCII tables named as published.

    A column left out is null, and an episode, assessment, enquiry or plan left out is the first.
    """
    tables = {}
    for name, columns in COLUMNS.items():
        rows = rows_of(written[name]) if name in written else []
        own = {one: pl.Series([_cell(one, row.get(one)) for row in rows], dtype=_kind(one)) for one in columns.split()}
        tables[name] = pl.DataFrame(
            {"lachildid": pl.Series([row["child"] for row in rows], dtype=pl.String), **own}
        ).with_columns(
            pl.lit(authority, dtype=pl.String).alias("authority"),
            pl.lit(year, dtype=pl.Int32).alias("year"),
            pl.lit(f"cin_{year}.xml").alias("file"),
            pl.int_range(2, pl.len() + 2, dtype=pl.Int32).alias("row"),
        )
    return Return("cin", authority, year, f"cin_{year}.xml", tables, ())


def scene(on: date, *censuses: Return, history: History | None = None, **given: Any) -> Scene:
    """Make a scene of censuses, with or without children in care."""
    return scene_of(history or assemble([]), on, cin=census_history(censuses) if censuses else None, **given)
