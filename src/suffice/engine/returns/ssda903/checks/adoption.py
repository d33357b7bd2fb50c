"""Checks of adoption: the decision, the placement, the adoption and their records against one another."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks.check import Find, beside_care, episodes, rows
from suffice.engine.returns.ssda903.checks.expressions import ADOPTED, FOR_ADOPTION, given, in_set
from suffice.engine.returns.ssda903.checks.frames import Frames

_ADOPTION = ("Episodes.REC", "Episodes.DEC")
_PLACED = ("Episodes.PLACE", "Episodes.DECOM")


def _first_without(table: str, where: pl.Expr) -> Find:
    """Return a finder of each child's first episode for which `where` holds, of children who are not in `table`."""

    def find(frames: Frames) -> pl.DataFrame:
        wanted = frames.episodes.filter(where).unique("child", keep="first", maintain_order=True)
        return wanted.join(frames.table(table), on="child", how="anti", maintain_order="left")

    return find


CHECKS = (
    Check(
        "adoption-without-record",
        Severity.ERROR,
        (*_ADOPTION, "AD1.CHILD"),
        changes="Time from matching to adoption: the child is adopted but in no adoption measure.",
        sentence="child {child} is adopted on {dec} (REC {rec}) but has no row in AD1. Add the row, or correct the "
        "reason.",
        find=_first_without("AD1", given("dec") & in_set("rec", ADOPTED)),
        rules=("601",),
    ),
    Check(
        "adoption-record-without-adoption",
        Severity.ERROR,
        ("AD1.CHILD", *_ADOPTION),
        changes="Children leaving by adoption: the adoption is recorded, but no episode ends with it.",
        sentence="child {child} has a row in AD1, but no episode in this return ends in adoption (E11 or E12). "
        "Correct the reason for leaving, or take the row out.",
        find=beside_care("AD1", pl.col("adopted").is_null()),
        rules=("602",),
    ),
    Check(
        "adopted-without-being-placed",
        Severity.QUERY,
        ("Episodes.PLACE", "Episodes.REC"),
        changes="Children placed for adoption, and the time from starting care to placement: the child was never "
        "placed.",
        sentence="child {child} is adopted on {dec} out of a placement ({place}) that is not one for adoption. "
        "Record the placement for adoption (A3 to A6), or correct the reason for leaving.",
        find=episodes(given("dec") & in_set("rec", ADOPTED) & ~in_set("place", FOR_ADOPTION)),
        rules=("336",),
    ),
    Check(
        "placed-without-decision",
        Severity.QUERY,
        (*_PLACED, "PlacedAdoption.CHILD"),
        changes="Children waiting and placed for adoption: the decision that starts the count is not recorded.",
        sentence="child {child} is placed for adoption ({place}) from {decom}, but PlacedAdoption has no decision "
        "for this child. Add it, or correct the placement.",
        find=_first_without("PlacedAdoption", in_set("place", FOR_ADOPTION)),
        rules=("551",),
    ),
    Check(
        "decision-after-placement",
        Severity.QUERY,
        ("PlacedAdoption.DATE_PLACED", *_PLACED),
        changes="Time from the decision to the placement for adoption: it comes out below nought.",
        sentence="the decision that child {child} should be placed for adoption is dated {date_placed}, after the "
        "placement for adoption on {placed}. Correct whichever is wrong.",
        find=beside_care("PlacedAdoption", pl.col("date_placed") > pl.col("placed")),
        rules=("552",),
    ),
    Check(
        "decision-reversed-before-it-was-made",
        Severity.QUERY,
        ("PlacedAdoption.DATE_PLACED_CEASED", "PlacedAdoption.DATE_PLACED"),
        changes="Children waiting to be placed for adoption: the wait ends before it starts.",
        sentence="child {child} should no longer be placed for adoption from {date_placed_ceased}, but the decision "
        "to place the child is dated {date_placed}, later. Correct whichever is wrong.",
        find=rows("PlacedAdoption", pl.col("date_placed_ceased") < pl.col("date_placed")),
        rules=("522",),
    ),
    Check(
        "matched-after-placement",
        Severity.QUERY,
        ("AD1.DATE_MATCH", *_PLACED, *_ADOPTION),
        changes="Time from the placement order to the match: the match is dated after what follows from it.",
        sentence="child {child} is matched with adopters on {date_match}, after being placed for adoption "
        "({placed}) or adopted ({adopted}). Correct whichever is wrong.",
        find=beside_care(
            "AD1",
            given("adopted") & (pl.col("date_match") > pl.min_horizontal("placed", "adopted")),
        ),
        rules=("331",),
    ),
)
