"""The nine placement states, out of the placement code and, for fostering, who provides it."""

from __future__ import annotations

import polars as pl

from suffice.engine.episodes.model import PlacementState
from suffice.engine.episodes.remarks import remark
from suffice.engine.findings import Finding, Severity

FOSTER = ("U4", "U5", "U6")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")

_BY_PLACE: dict[str, PlacementState] = {
    **dict.fromkeys(("U1", "U2", "U3"), PlacementState.FRIENDS_AND_FAMILY),
    **dict.fromkeys(("K2", "R1", "S1"), PlacementState.CHILDRENS_HOME),
    "K1": PlacementState.SECURE,
    **dict.fromkeys(("H5", "P2", "K3"), PlacementState.SUPPORTED_ACCOMMODATION),
    "P1": PlacementState.WITH_PARENTS,
    **dict.fromkeys(("A3", "A4", "A5", "A6"), PlacementState.PLACED_FOR_ADOPTION),
}

_FOSTER_BY_PROVIDER: dict[str, PlacementState] = {
    **dict.fromkeys(("", "PR1", "PR2", "PR3"), PlacementState.IN_HOUSE_FOSTER),
    **dict.fromkeys(("PR4", "PR5"), PlacementState.AGENCY_FOSTER),
}


def of_placement(place: str = "place", provider: str = "place_provider") -> pl.Expr:
    """Return the `PlacementState` value of a placement code and a provider code, looking at one episode alone."""
    other = str(PlacementState.OTHER)
    fostering = pl.col(provider).fill_null("").replace_strict(_values(_FOSTER_BY_PROVIDER), default=other)
    by_place = pl.col(place).replace_strict(_values(_BY_PLACE), default=other).fill_null(other)
    return pl.when(pl.col(place).is_in(FOSTER)).then(fostering).otherwise(by_place)


def with_states(episodes: pl.DataFrame) -> pl.DataFrame:
    """Add ``state``; a temporary placement (T0-T4) keeps the state that it interrupts in the same period of care.

    Args:
        episodes: ordered by authority, child, decom, with ``authority, child, period_start, place, place_provider``.
    """
    alone = pl.when(pl.col("place").is_in(TEMPORARY)).then(None).otherwise(of_placement())
    carried = alone.forward_fill().over("authority", "child", "period_start")
    return episodes.with_columns(carried.fill_null(str(PlacementState.OTHER)).alias("state"))


def doubts(episodes: pl.DataFrame) -> tuple[Finding, ...]:
    """Return what cannot be decided about placements: foster care with no usable provider, interruptions of nothing."""
    unprovided = episodes.filter(
        pl.col("place").is_in(FOSTER) & (pl.col("state") == str(PlacementState.OTHER)),
    )
    interrupting = episodes.filter(
        pl.col("place").is_in(TEMPORARY) & (pl.col("decom") == pl.col("period_start")),
    )
    return (
        *remark(
            "foster-care-without-provider",
            Severity.QUERY,
            unprovided,
            lambda one: (
                f"Child {one['child']} is in foster care ({one['place']}) with provider {one['place_provider']}, so it "
                "cannot be told from in-house or agency care and is counted as Other: give the provider, PR1 to PR5."
            ),
            column="PLACE_PROVIDER",
        ),
        *remark(
            "temporary-placement-of-unknown-home",
            Severity.NOTE,
            interrupting,
            lambda one: (
                f"Child {one['child']} has a temporary placement ({one['place']}) with no earlier placement that it "
                "interrupts, so it is counted as Other."
            ),
            column="PLACE",
        ),
    )


def _values(states: dict[str, PlacementState]) -> dict[str, str]:
    return {code: str(state) for code, state in states.items()}
