"""Checks of a child's episodes one after another: gaps, overlaps, starts, ends and their reasons."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks.check import episodes
from suffice.engine.returns.ssda903.checks.expressions import blank, given

_decom, _dec, _rne, _rec = pl.col("decom"), pl.col("dec"), pl.col("rne"), pl.col("rec")
_prev_dec, _prev_rec, _next_decom = pl.col("prev_dec"), pl.col("prev_rec"), pl.col("next_decom")

CHECKS = (
    Check(
        "episodes-overlap",
        Severity.ERROR,
        ("Episodes.DECOM", "Episodes.DEC"),
        changes="Placements, legal status and moves: the child is in two places at once; one of the two is cut short.",
        sentence="child {child} starts this episode on {decom}, before the one that starts on {prev_decom} has "
        "ended on {prev_dec}. Correct the end of the earlier one or the start of this one.",
        find=episodes(_prev_dec > _decom),
        rules=("501",),
    ),
    Check(
        "open-episode-followed",
        Severity.ERROR,
        ("Episodes.DEC", "Episodes.DECOM"),
        changes="Placements, legal status and moves: the earlier episode has no end, so it has to be cut at the "
        "next start.",
        sentence="child {child}'s episode from {decom} has no end, but another starts on {next_decom}. Fill in when "
        "and why this one ended.",
        find=episodes(blank("dec") & given("next_decom")),
        rules=("142",),
    ),
    Check(
        "nothing-follows-x1",
        Severity.ERROR,
        ("Episodes.REC", "Episodes.DECOM", "Episodes.DEC"),
        changes="Children in care and leaving: the child vanishes on the day without leaving care.",
        sentence="child {child}'s episode ends on {dec} with X1, another starts that day, but none does (the next "
        "start is {next_decom}). Add the missing episode, or give the reason that the child left care.",
        # an end of 1 April goes on in the next return; a next episode that starts earlier is an overlap
        find=episodes((_rec == "X1") & (_dec <= pl.col("year_end")) & (_next_decom.is_null() | (_next_decom > _dec))),
        rules=("388",),
    ),
    Check(
        "carries-on-after-leaving",
        Severity.ERROR,
        ("Episodes.RNE", "Episodes.REC", "Episodes.DECOM"),
        changes="Children starting and leaving: the child left care, and is back without having started.",
        sentence="child {child} left care on {prev_dec} (REC {prev_rec}), but the next episode, from {decom}, "
        "carries on (RNE {rne}). Make it a start (S), or end the one before with X1.",
        find=episodes((_rne != "S") & (_prev_rec != "X1") & (_prev_dec <= _decom)),
        rules=("432",),
    ),
    Check(
        "starts-the-day-it-ended",
        Severity.QUERY,
        ("Episodes.RNE", "Episodes.DECOM", "Episodes.DEC"),
        changes="Children starting and leaving: one period of care is counted as two.",
        sentence="child {child} starts to be looked after on {decom}, the day on which the episode before ended. If "
        "care went on, say what changed (L, P, T, B or U) and end the one before with X1.",
        find=episodes((_rne == "S") & (_prev_dec == _decom)),
        rules=("431",),
    ),
    Check(
        "start-missing",
        Severity.ERROR,
        ("Episodes.RNE", "Episodes.DECOM"),
        changes="Children starting: the child comes into care this year without a start that can be counted.",
        sentence="the first episode of child {child} in this return starts on {decom}, inside the year, but carries "
        "on from one that is not here (RNE {rne}). Make it a start (S), or add the episode before it.",
        # an episode that ends on 1 April is in the return of the year before
        find=episodes(pl.col("first") & (_decom > pl.col("year_start")) & (_rne != "S")),
        rules=("357",),
    ),
    Check(
        "start-reason-missing",
        Severity.ERROR,
        ("Episodes.RNE",),
        changes="Children starting, and moves: nothing says whether the child came into care or moved.",
        sentence="the episode of child {child} from {decom} does not say why it started. Fill in RNE.",
        find=episodes(blank("rne")),
        rules=("143",),
    ),
    Check(
        "end-without-reason",
        Severity.ERROR,
        ("Episodes.REC", "Episodes.DEC"),
        changes="Children leaving, and why: nothing says whether the child left care or moved.",
        sentence="the episode of child {child} from {decom} ends on {dec} without a reason. Fill in REC.",
        find=episodes(given("dec") & blank("rec")),
        rules=("148",),
    ),
    Check(
        "reason-without-end",
        Severity.ERROR,
        ("Episodes.DEC", "Episodes.REC"),
        changes="Children in care and leaving: the child is counted in care although a reason for leaving is given.",
        sentence="the episode of child {child} from {decom} says why it ended ({rec}) but not when. Fill in DEC, or "
        "take the reason out.",
        find=episodes(blank("dec") & (_rec != "X1")),
        rules=("148",),
    ),
    Check(
        "open-but-continued",
        Severity.QUERY,
        ("Episodes.REC", "Episodes.DEC"),
        changes="Children in care: the last episode is counted as open, though it says that another follows.",
        sentence="the last episode of child {child}, from {decom}, has no end but says that another starts the same "
        "day (X1). Take the reason out, or fill in the end and add the episode that follows.",
        find=episodes(blank("dec") & (_rec == "X1") & pl.col("last")),
        rules=("148",),
    ),
)
