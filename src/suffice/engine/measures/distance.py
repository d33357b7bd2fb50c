"""How far from home children live, and whether in their own authority's area."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.cohorts import once
from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Area, Cohort, Indicator, Polarity, Unit
from suffice.engine.measures.scene import Scene
from suffice.engine.places.distances import outside

MILES = 20.0
_SOURCE = ("ssda903", "places")


@once
def located(scene: Scene) -> pl.DataFrame:
    """Return the children in care with ``miles`` (Float64) from home and ``area`` (code of the authority there)."""
    if scene.places is None:
        raise ValueError("Distances need a directory of postcodes.")
    posts = scene.history.episodes.select("file", "row", "authority", "child", "home_post", "pl_post")
    children = scene.stock.children.join(
        posts, on=["file", "row", "authority", "child"], how="left", maintain_order="left"
    )
    home, placement = children.get_column("home_post"), children.get_column("pl_post")
    return children.with_columns(
        scene.places.miles(home, placement).alias("miles"),
        scene.places.authority_of(placement).alias("area"),
    )


def _far(scene: Scene) -> pl.DataFrame:
    """Judge who lives more than so many miles from home."""
    miles = _miles()
    return judged(located(scene), passes=miles > MILES, unknown=miles.is_null(), keep=("miles",))


def _miles() -> pl.Expr:
    """Return the distance, which is not told for unaccompanied children."""
    return pl.when(~pl.col("uasc")).then("miles")


def _outside(scene: Scene) -> pl.DataFrame:
    elsewhere = outside(scene.authority)
    return judged(located(scene), passes=elsewhere, unknown=elsewhere.is_null(), keep=("area",))


def _far_and_outside(scene: Scene) -> pl.DataFrame:
    elsewhere = outside(scene.authority)
    unknown = _miles().is_null() | elsewhere.is_null()
    return judged(located(scene), passes=elsewhere & (_miles() > MILES), unknown=unknown)


def _indicator(code: str, title: str, numerator: str, who_counts: str, reference: str) -> Indicator:
    by_code = {"placed_20_miles": _far, "outside_boundary": _outside, "outside_and_20_miles": _far_and_outside}
    return Indicator(
        code=code,
        title=title,
        numerator=numerator,
        denominator="children in care at the end of the day, those whose distance or place is not known among them",
        who_counts=who_counts,
        unit=Unit.PERCENT,
        polarity=Polarity.LOW,
        reference=reference,
        judge=by_code[code],
        source=_SOURCE if code == "placed_20_miles" else (*_SOURCE, "authority"),
        area=Area.SUFFICIENCY,
        cohort=Cohort.IN_CARE,
        incomplete_counts=True,
    )


_PUBLISHED = "Department for Education, children looked after in England"
_STRAIGHT = "a straight line between the postcodes of home and placement"
_NO_UASC = "none is told for unaccompanied children, or where either postcode is not known"

INDICATORS = (
    _indicator(
        "placed_20_miles",
        "Children in care placed more than 20 miles from home",
        "children in care who live more than 20 miles from home",
        f"{_STRAIGHT}; {_NO_UASC}",
        _PUBLISHED,
    ),
    _indicator(
        "outside_boundary",
        "Children in care placed outside their own authority's area",
        "children in care whose placement's postcode lies in another authority's area",
        "the authority in whose area the postcode of the placement lies, today's boundaries",
        _PUBLISHED,
    ),
    _indicator(
        "outside_and_20_miles",
        "Children in care placed outside the area and more than 20 miles from home",
        "children in care for whom both hold",
        f"{_STRAIGHT}; {_NO_UASC}",
        _PUBLISHED,
    ),
)
