"""Checks of where the child lives: placement, who provides it, how old the child is, how long it lasts."""

from __future__ import annotations

from datetime import date

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks.check import episodes
from suffice.engine.returns.ssda903.checks.expressions import (
    FOSTERED_BY_OTHERS,
    TEMPORARY,
    age_on,
    blank,
    days,
    given,
    in_set,
)

_place, _provider, _decom = pl.col("place"), pl.col("place_provider"), pl.col("decom")
_NO_PROVIDER = ("T0", "T1", "T2", "T3", "Z1", "Z11", "Z12", "Z13", "Z14")
_INDEPENDENT_ENDED = date(2023, 10, 28)
_UNREGULATED_UNDER_16_ENDED = date(2021, 9, 9)

_least_age = pl.when(_decom >= _UNREGULATED_UNDER_16_ENDED).then(16).when(_place == "P2").then(15).otherwise(14)


def _too_long(code: str, place: str, limit: int, what: str, rule: str) -> Check:
    """Declare the check that a temporary placement of one kind does not outlast its limit of days."""
    return Check(
        code,
        Severity.QUERY,
        ("Episodes.DEC", "Episodes.DECOM", "Episodes.PLACE"),
        changes="Children by placement: a temporary move keeps the placement that it interrupts, however long it "
        "lasts.",
        sentence=f"child {{child}}'s {what} from {{decom}} lasts more than {limit} days (DEC is {{dec}}). If the child "
        "had moved for good, record where to; if not, correct the dates.",
        find=episodes((_place == place) & (days() > limit)),
        rules=(rule,),
    )


def _differs(name: str) -> pl.Expr:
    return pl.col(name).ne_missing(pl.col(f"prev_{name}"))


_another_home = pl.any_horizontal(*map(_differs, ("place", "place_provider", "pl_post", "urn")))
_goes_on = given("prev_decom") & (pl.col("prev_dec") == _decom)
_HOME = ("Episodes.PLACE", "Episodes.PLACE_PROVIDER", "Episodes.PL_POST", "Episodes.URN")

CHECKS = (
    Check(
        "placement-missing",
        Severity.ERROR,
        ("Episodes.PLACE",),
        changes="Children by placement: the child is counted under other placements.",
        sentence="the episode of child {child} from {decom} has no placement. Fill in PLACE.",
        find=episodes(blank("place")),
        rules=("146",),
    ),
    Check(
        "foster-provider-missing",
        Severity.ERROR,
        ("Episodes.PLACE_PROVIDER", "Episodes.PLACE"),
        changes="In-house and agency foster care: a blank provider is counted as in-house.",
        sentence="child {child} is fostered ({place}) from {decom}, but nothing says by whom. Fill in "
        "PLACE_PROVIDER; until then the child counts as in in-house foster care.",
        find=episodes(in_set("place", FOSTERED_BY_OTHERS) & blank("place_provider")),
        rules=("526",),
    ),
    Check(
        "provider-missing",
        Severity.QUERY,
        ("Episodes.PLACE_PROVIDER", "Episodes.PLACE"),
        changes="Placements by who provides them: the placement is in no group.",
        sentence="child {child}'s placement ({place}) from {decom} has no provider. Fill in PLACE_PROVIDER.",
        find=episodes(
            given("place") & ~in_set("place", (*_NO_PROVIDER, *FOSTERED_BY_OTHERS)) & blank("place_provider")
        ),
        rules=("526",),
    ),
    Check(
        "provider-not-expected",
        Severity.QUERY,
        ("Episodes.PLACE_PROVIDER", "Episodes.PLACE"),
        changes="Placements by who provides them: this kind has no provider, so the placement code may be the wrong "
        "one.",
        sentence="child {child}'s placement ({place}) from {decom} is of a kind that has no provider, but "
        "{place_provider} is given. Take it out, or correct PLACE.",
        find=episodes(in_set("place", _NO_PROVIDER) & given("place_provider")),
        rules=("213",),
    ),
    Check(
        "parent-as-provider-elsewhere",
        Severity.ERROR,
        ("Episodes.PLACE_PROVIDER", "Episodes.PLACE"),
        changes="Children by placement: fostering by a parent is counted under other placements.",
        sentence="child {child}'s placement ({place}) from {decom} is said to be provided by a parent (PR0), which "
        "only a placement with parents (P1) can be. Correct PLACE_PROVIDER or PLACE.",
        # where no provider is expected, one fault is told
        find=episodes((_provider == "PR0") & (_place != "P1") & ~in_set("place", _NO_PROVIDER)),
        rules=("550",),
    ),
    Check(
        "with-parents-by-another",
        Severity.ERROR,
        ("Episodes.PLACE_PROVIDER", "Episodes.PLACE"),
        changes="Children placed with parents: either the placement or its provider is wrong.",
        sentence="child {child} is placed with parents (P1) from {decom}, but the provider is {place_provider}. "
        "Correct PLACE, or make the provider PR0.",
        find=episodes((_place == "P1") & (_provider != "PR0")),
        rules=("527", "528", "529", "530", "531"),
    ),
    Check(
        "secure-under-10",
        Severity.QUERY,
        ("Episodes.PLACE", "Episodes.DECOM", "Header.DOB"),
        changes="Children in secure homes or custody: nobody under ten can be, so the placement or the age is wrong.",
        sentence="child {child}, born on {born}, is under ten on {decom}, when a placement in a secure home or "
        "custody ({place}) starts. Correct PLACE or the date of birth.",
        find=episodes(in_set("place", ("K1", "R5")) & age_on("decom").is_between(0, 9)),
        rules=("372",),
    ),
    Check(
        "supported-accommodation-too-young",
        Severity.QUERY,
        ("Episodes.PLACE", "Episodes.DECOM", "Header.DOB"),
        changes="Children in supported accommodation: it is for those of 16 and over (before 9 September 2021, 15 "
        "alone and 14 with support), so the placement or the age is wrong.",
        sentence="child {child}, born on {born}, is too young on {decom} for supported accommodation ({place}). "
        "Correct PLACE or the date of birth.",
        find=episodes(in_set("place", ("H5", "P2", "K3")) & (age_on("decom") >= 0) & (age_on("decom") < _least_age)),
        rules=("370", "371"),
    ),
    Check(
        "independent-living-after-october-2023",
        Severity.ERROR,
        ("Episodes.PLACE", "Episodes.DECOM", "Episodes.DEC"),
        changes="Children in supported accommodation: the code ended on 27 October 2023, so the placement since is "
        "not known.",
        sentence="child {child}'s episode from {decom} is in independent living (P2) after 27 October 2023, when "
        "that code ended (DEC is {dec}). End it by then, and record the placement since.",
        find=episodes((_place == "P2") & (pl.col("until") > _INDEPENDENT_ENDED)),
        rules=("217t",),
        first=2024,
        last=2024,
    ),
    _too_long("hospital-stay-too-long", "T1", 42, "stay in hospital (T1)", "375"),
    _too_long("carer-holiday-too-long", "T3", 21, "stay while the carer is on holiday (T3)", "376"),
    _too_long("temporary-move-too-long", "T4", 7, "temporary move (T4)", "379"),
    Check(
        "care-starts-with-temporary-move",
        Severity.QUERY,
        ("Episodes.PLACE", "Episodes.RNE"),
        changes="Children by placement: there is no placement for the temporary move to interrupt.",
        sentence="child {child} starts to be looked after on {decom} in a temporary move ({place}). Record the "
        "placement itself.",
        find=episodes(in_set("place", TEMPORARY) & (pl.col("rne") == "S")),
        rules=("380",),
    ),
    Check(
        "legal-change-moves-home",
        Severity.QUERY,
        ("Episodes.RNE", "Episodes.DEC", *_HOME),
        changes="Moves, and children with three or more placements: a move is hidden in a change of legal status.",
        sentence="child {child}'s episode from {decom} changes the legal status alone (RNE L), but the placement, "
        "its provider, postcode or URN changes too. Make RNE B or U, or correct the placement.",
        find=episodes(_goes_on & (pl.col("rne") == "L") & _another_home),
        rules=("434",),
    ),
    Check(
        "move-to-the-same-home",
        Severity.QUERY,
        ("Episodes.RNE", "Episodes.DEC", *_HOME),
        changes="Moves, and children with three or more placements: a move is counted that was none.",
        sentence="child {child}'s episode from {decom} is a move to another carer (RNE {rne}), but the placement, "
        "its provider, postcode and URN stay the same. Correct RNE or the placement.",
        find=episodes(_goes_on & in_set("rne", ("P", "B")) & ~_another_home),
        rules=("436",),
    ),
)
