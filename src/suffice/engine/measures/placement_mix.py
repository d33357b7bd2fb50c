"""Children in care by type of placement, as the department groups them; and those with parents under a care order."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.episodes.model import PlacementState
from suffice.engine.episodes.states import TEMPORARY
from suffice.engine.measures.cohorts import once
from suffice.engine.measures.judging import KEY, judged, of_stock
from suffice.engine.measures.model import Area, Cohort, Indicator, Polarity, Unit
from suffice.engine.measures.scene import Scene

GROUPS = {
    "foster": ("foster care", ("U1", "U2", "U3", "U4", "U5", "U6")),
    "homes": ("secure units and children's homes", ("K1", "K2")),
    "semi_independent": ("supported and semi-independent living", ("K3", "H5", "P2")),
    "other_residential": ("other residential settings", ("R1", "R2", "R3", "R5")),
    "schools": ("residential schools", ("S1",)),
    "parents": ("parents or others with parental responsibility", ("P1",)),
    "adoption": ("adopters", ("A3", "A4", "A5", "A6")),
}
_OTHER = "other"


@once
def grouped(scene: Scene) -> pl.DataFrame:
    """Return the children in care with ``group``: of the placement, or of the one that a temporary one interrupts."""
    alone = pl.when(~pl.col("place").is_in(TEMPORARY)).then("place")
    carried = scene.history.episodes.select(
        *KEY, "file", "row", lasting=alone.forward_fill().over(*KEY, "period_start")
    )
    children = scene.stock.children.join(carried, on=[*KEY, "file", "row"], how="left", maintain_order="left")
    group_of = {code: group for group, (_, codes) in GROUPS.items() for code in codes}
    return children.with_columns(
        group=pl.col("lasting").replace_strict(group_of, default=_OTHER, return_dtype=pl.String).fill_null(_OTHER)
    )


def _in_group(group: str) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        return judged(grouped(scene), passes=pl.col("group") == group)

    return judge


def _indicator(group: str, words: str, codes: tuple[str, ...]) -> Indicator:
    listed = f" ({', '.join(codes)})" if codes else ""
    return Indicator(
        code=f"mix_{group}",
        title=f"Children in care living with or in {words}",
        numerator=f"children in care placed with or in {words}{listed}",
        denominator="children in care at the end of the day",
        who_counts="temporary placements (T0 to T4) count as what they interrupt",
        unit=Unit.PERCENT,
        polarity=Polarity.CONTEXT,
        reference="Department for Education, children looked after in England, groups of placements",
        judge=_in_group(group),
        area=Area.SUFFICIENCY,
        cohort=Cohort.IN_CARE,
    )


INDICATORS = (
    *(_indicator(group, words, codes) for group, (words, codes) in GROUPS.items()),
    _indicator(_OTHER, "other placements", ()),
    Indicator(
        code="parents_on_care_order",
        title="Children placed with parents while under a care order",
        numerator="children in care placed with parents (P1) whose legal status is a care order, full or interim",
        denominator="children in care at the end of the day",
        who_counts="temporary placements (T0 to T4) count as what they interrupt; care orders are C1 and C2",
        unit=Unit.PERCENT,
        polarity=Polarity.CONTEXT,
        reference="standard local indicator",
        judge=of_stock((pl.col("state") == str(PlacementState.WITH_PARENTS)) & pl.col("ls").is_in(["C1", "C2"])),
        area=Area.SUFFICIENCY,
        cohort=Cohort.IN_CARE,
    ),
)
