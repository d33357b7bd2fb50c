"""Checks of the legal status: short breaks among other care, orders that fit neither the place nor the time."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks.check import episodes
from suffice.engine.returns.ssda903.checks.expressions import SHORT_BREAKS, blank, days, in_set

_ls, _place = pl.col("ls"), pl.col("place")
_LONGEST = {"L1": 3, "L2": 21, "L3": 7}
_PLACEMENT_ORDERS = ("E1", "D1")
_NOT_FOR_ADOPTION = ("E1", *SHORT_BREAKS, "L1", "L2", "L3", "J1", "J2", "J3")


def _other_kind(side: str) -> pl.Expr:
    return ~in_set(f"{side}_ls", SHORT_BREAKS)


_joins_other_care = (_other_kind("prev") & (pl.col("prev_dec") == pl.col("decom"))) | (
    _other_kind("next") & (pl.col("next_decom") == pl.col("dec"))
)

CHECKS = (
    Check(
        "legal-status-missing",
        Severity.ERROR,
        ("Episodes.LS",),
        changes="Children in care by legal status: nothing says whether the episode is a short break, which is not "
        "counted.",
        sentence="the episode of child {child} from {decom} has no legal status. Fill in LS.",
        find=episodes(blank("ls")),
        rules=("144",),
    ),
    Check(
        "short-break-inside-care",
        Severity.QUERY,
        ("Episodes.LS", "Episodes.DECOM", "Episodes.DEC"),
        changes="Children in care: short breaks are not counted, so the child drops out of care and comes back.",
        sentence="child {child}'s episode from {decom} is a short break ({ls}) in the middle of other care. Correct "
        "LS, or end the care before it.",
        find=episodes(in_set("ls", SHORT_BREAKS) & _joins_other_care),
    ),
    Check(
        "short-break-too-long",
        Severity.QUERY,
        ("Episodes.LS", "Episodes.DECOM", "Episodes.DEC"),
        changes="Children in care: more than 17 days on end is care that is counted, a short break is not.",
        sentence="child {child}'s short break (V3) from {decom} lasts more than 17 days (DEC is {dec}). Correct its "
        "dates, or give the legal status of the care that it is.",
        find=episodes((_ls == "V3") & (days() > 17)),
        rules=("365",),
    ),
    Check(
        "protection-order-too-long",
        Severity.QUERY,
        ("Episodes.LS", "Episodes.DECOM", "Episodes.DEC"),
        changes="Children by legal status: police protection ends after 3 days, an emergency protection order after "
        "21, a child assessment order after 7, so another status must have followed.",
        sentence="child {child}'s episode from {decom} is under {ls} for longer than such an order can last (DEC is "
        "{dec}). Record the legal status that followed.",
        find=episodes(days() > _ls.replace_strict(_LONGEST, default=None, return_dtype=pl.Int64)),
        rules=("361", "362", "363"),
    ),
    Check(
        "with-parents-without-order",
        Severity.ERROR,
        ("Episodes.LS", "Episodes.PLACE"),
        changes="Children in care: a child at home by agreement (section 20, short breaks) is not in care at all.",
        sentence="child {child} is placed with parents (P1) from {decom} under {ls}, which needs no order. Correct "
        "LS or PLACE, or end the child's care.",
        find=episodes((_place == "P1") & in_set("ls", ("V2", *SHORT_BREAKS))),
        rules=("378",),
    ),
    Check(
        "adoption-placement-wrong-order",
        Severity.QUERY,
        ("Episodes.LS", "Episodes.PLACE"),
        changes="Children placed for adoption, and under a placement order: the two do not agree.",
        sentence="child {child} is placed for adoption ({place}) from {decom} under {ls}. A5 and A6 need a "
        "placement order (E1); A3 and A4 are with consent, without one. Correct LS or PLACE.",
        find=episodes(
            (in_set("place", ("A5", "A6")) & ~in_set("ls", _PLACEMENT_ORDERS))
            | (in_set("place", ("A3", "A4")) & in_set("ls", _NOT_FOR_ADOPTION))
        ),
        rules=("408",),
    ),
)
