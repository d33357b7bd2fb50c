"""Checks of the dates of an episode against the child's birth and the year of the return."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks.check import episodes

_decom, _dec, _born, _eighteenth = pl.col("decom"), pl.col("dec"), pl.col("born"), pl.col("eighteenth")
_past_eighteen = (_dec > _eighteenth) | (_dec.is_null() & (_eighteenth <= pl.col("year_end")))

CHECKS = (
    Check(
        "episode-before-birth",
        Severity.ERROR,
        ("Episodes.DECOM", "Header.DOB"),
        changes="Children in care and their ages: the child is counted in care before being born.",
        sentence="the episode of child {child} starts on {decom}, before the child is born on {born}. Correct the "
        "start or the date of birth.",
        # a date of birth after the year is its own fault, told once
        find=episodes((_decom < _born) & (_born <= pl.col("year_end"))),
        rules=("302",),
    ),
    Check(
        "episode-starts-at-18",
        Severity.ERROR,
        ("Episodes.DECOM", "Header.DOB"),
        changes="Children starting and moving: nobody is counted in care from the 18th birthday, so the episode "
        "counts nowhere.",
        sentence="the episode of child {child} starts on {decom}, but the child turned 18 on {eighteenth}. Correct "
        "the start or the date of birth, or take the episode out.",
        find=episodes(_decom >= _eighteenth),
        rules=("352",),
    ),
    Check(
        "in-care-past-18",
        Severity.QUERY,
        ("Episodes.DEC", "Header.DOB"),
        changes="Children in care and leaving: the child is counted up to the 18th birthday, and leaves on it.",
        sentence="the episode of child {child} that starts on {decom} goes on after the 18th birthday, {eighteenth} "
        "(DEC is {dec}). End it by that day, or correct the date of birth.",
        find=episodes((_decom < _eighteenth) & _past_eighteen),
        rules=("359",),
    ),
    Check(
        "ended-before-the-year",
        Severity.QUERY,
        ("Episodes.DEC",),
        changes="Children leaving by year: the episode belongs to an earlier return, where it may be counted already.",
        sentence="the episode of child {child} ended on {dec}, before the year of this return began on "
        "{year_start}. Take it out, or correct the end.",
        find=episodes(_dec < pl.col("year_start")),
    ),
    Check(
        "episode-of-no-days",
        Severity.QUERY,
        ("Episodes.DEC", "Episodes.DECOM"),
        changes="Moves and placements: the episode is a move that lasts no night, so it adds a placement but no day "
        "in care.",
        sentence="the episode of child {child} starts and ends on {dec}. Take it out and let the one before run on, "
        "or correct one of its dates.",
        find=episodes(_dec == _decom),
        rules=("355",),
    ),
)
