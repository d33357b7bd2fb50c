"""How far a placement is from home, as the department measures it, and whether it lies outside the authority."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from suffice.engine.returns.population import find

if TYPE_CHECKING:
    from suffice.engine.places.directory import Directory

METRES_IN_MILE = 1609.3
_COUNTY, _DISTRICT = "E10", "E07"
FAR = 20.0
"""Miles: a placement further away than this is told as far from home."""


class Why(StrEnum):
    """Why a distance is not known."""

    UNACCOMPANIED = "unaccompanied"
    NO_HOME = "no_home"
    NO_PLACEMENT = "no_placement"
    HOME_NOT_FOUND = "home_not_found"
    PLACEMENT_NOT_FOUND = "placement_not_found"

    @property
    def label(self) -> str:
        """The reason in words."""
        return _LABELS[self]


_LABELS = {
    Why.UNACCOMPANIED: "none is told for unaccompanied children",
    Why.NO_HOME: "no home postcode",
    Why.NO_PLACEMENT: "no postcode of the placement",
    Why.HOME_NOT_FOUND: "the home postcode is not in the directory",
    Why.PLACEMENT_NOT_FOUND: "the postcode of the placement is not in the directory",
}


@dataclass(frozen=True, slots=True)
class Distances:
    """Distances of children from home.

    Attributes:
        frame: a row a child in the order given: ``miles`` (Float64), ``far`` (Boolean), ``area`` (three-figure code),
            ``outside`` (Boolean) and ``why`` (a `Why`, where the distance is not known); null where not known.
        children: how many there are.
        far: how many live more than 20 miles from home.
        outside: how many live outside their authority.
        unknown: of how many the distance is not known; they stay in the denominator.
        area_unknown: of how many it is not known whether they live outside.
        sentence: the same in words.
    """

    frame: pl.DataFrame
    children: int
    far: int
    outside: int
    unknown: int
    area_unknown: int
    sentence: str


def miles(
    east: npt.NDArray[np.int32],
    north: npt.NDArray[np.int32],
    other_east: npt.NDArray[np.int32],
    other_north: npt.NDArray[np.int32],
) -> npt.NDArray[np.float64]:
    """Return the straight line between points of the national grid in miles, rounded half up to one place.

    Source of the method: the department's distance is the square root of the squares of the differences in metres, over
    1,609.3 (guide to the SSDA903 return, placement distance).
    """
    east_apart = east.astype(np.float64) - other_east
    north_apart = north.astype(np.float64) - other_north
    return np.floor(np.hypot(east_apart, north_apart) / METRES_IN_MILE * 10 + 0.5) / 10


def outside(authority: str) -> pl.Expr:
    """Return whether a place of the column ``area`` (see `Directory.authority_of`) is outside the authority, or null.

    A district whose county was not told may be a county council's own, and is surely not another authority's.

    Args:
        authority: three-figure code, ONS code or name.
    """
    own, area = find(authority), pl.col("area")
    if own is not None and own.ons_code.startswith(_COUNTY):
        area = pl.when(~area.str.starts_with(_DISTRICT)).then(area)
    return area != (own.code if own else authority)


def distances(
    directory: Directory,
    *,
    home: pl.Series,
    placement: pl.Series,
    authority: str,
    unaccompanied: pl.Series | None = None,
) -> Distances:
    """Measure how far children live from home, and whether they live outside their authority.

    Args:
        directory: postcodes with their places.
        home: the home postcode of each child.
        placement: the postcode of the placement, in the same order.
        authority: the responsible authority: three-figure code, ONS code or name.
        unaccompanied: whether each child is an unaccompanied asylum seeker, of whom the department tells no distance.
    """
    alone = pl.Series([False] * len(home)) if unaccompanied is None else unaccompanied.fill_null(False)
    frame = pl.DataFrame(
        {
            "miles": directory.miles(home, placement),
            "area": directory.authority_of(placement),
            "why": _why(directory, home, placement, alone),
        }
    ).with_columns(pl.when(pl.col("why").is_null()).then("miles").alias("miles"))
    frame = frame.select(
        "miles",
        (pl.col("miles") > FAR).alias("far"),
        "area",
        outside(authority).alias("outside"),
        "why",
    )
    far, out = (int(frame[name].sum()) for name in ("far", "outside"))
    unknown, elsewhere = frame["miles"].null_count(), frame["outside"].null_count()
    sentence = (
        f"{far} of {frame.height} children live more than 20 miles from home and {out} outside the authority; the "
        f"distance of {unknown} and the authority of {elsewhere} are not known, and they stay in the denominator."
    )
    return Distances(frame, frame.height, far, out, unknown, elsewhere, sentence)


def _why(directory: Directory, home: pl.Series, placement: pl.Series, alone: pl.Series) -> pl.Series:
    """Return why each distance is not known, the first reason that holds."""
    frame = pl.DataFrame(
        {
            "alone": alone,
            "home": _blank(home),
            "placement": _blank(placement),
            "home_found": directory.located(home),
            "placement_found": directory.located(placement),
        }
    )
    reasons = [
        (pl.col("alone"), Why.UNACCOMPANIED),
        (pl.col("home"), Why.NO_HOME),
        (pl.col("placement"), Why.NO_PLACEMENT),
        (pl.col("home_found").not_(), Why.HOME_NOT_FOUND),
        (pl.col("placement_found").not_(), Why.PLACEMENT_NOT_FOUND),
    ]
    told = pl.coalesce(*(pl.when(holds).then(pl.lit(str(why))) for holds, why in reasons))
    return frame.select(told.alias("why"))["why"]


def _blank(cells: pl.Series) -> pl.Series:
    return cells.cast(pl.String).str.strip_chars().fill_null("") == ""
