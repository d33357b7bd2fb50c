"""Who is at each tier, who starts and who leaves, by ethnicity, sex, age, disability, locality and deprivation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from suffice.engine.episodes.stock import age_band, age_in_years
from suffice.engine.measures.scene import Scene
from suffice.engine.measures.splitting import SPLITS, characteristics, ethnic_group
from suffice.engine.needs.localities import living_in
from suffice.engine.needs.model import Tier
from suffice.engine.needs.tiers import tiers

_CHILD, _DISABLED = "child_unique_id", "does_the_child_have_a_disability"
_ABOUT = {"child": pl.String, "sex": pl.String, "ethnicity": pl.String, "age": pl.String, "disability": pl.String}


class Cohort(StrEnum):
    """Whose children are counted."""

    EARLY_HELP = "early_help"
    IN_NEED = "in_need"
    PROTECTION = "protection"
    IN_CARE = "in_care"
    STARTING = "starting"
    LEAVING = "leaving"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {"starting": "Starting in care", "leaving": "Leaving care"}.get(self.value) or Tier(self.value).label

    @property
    def among(self) -> str:
        """The children, as they stand inside a sentence."""
        return {
            "early_help": "children with early help",
            "in_need": "children in need",
            "protection": "children on a child protection plan",
            "in_care": "children in care",
            "starting": "children who started to be looked after",
            "leaving": "children who left care",
        }[self.value]

    @property
    def before(self) -> Cohort | None:
        """Whom they come from: those who leave from those in care, the rest above need from those in need."""
        if self is Cohort.LEAVING:
            return Cohort.IN_CARE
        return Cohort.IN_NEED if self in (Cohort.PROTECTION, Cohort.IN_CARE, Cohort.STARTING) else None

    @property
    def over_a_year(self) -> bool:
        """Whether they are those of twelve months, not of a day."""
        return self in (Cohort.STARTING, Cohort.LEAVING)


@dataclass(frozen=True, slots=True)
class Counted:
    """The children of one cohort by group.

    Attributes:
        cohort: whose.
        on: the day, or the last of the twelve months.
        source: where they were counted, or what is missing.
        total: how many; None where no return tells.
        groups: children by grouping and group; those not known under "". A grouping that nothing tells is not there.
    """

    cohort: Cohort
    on: date
    source: str
    total: int | None
    groups: Mapping[str, Mapping[str, int]]


def by_group(scene: Scene) -> tuple[Counted, ...]:
    """Return who is at each tier on the scene's day, and who started and left in the twelve months to it, by group.

    A child counts once in a cohort. What is known of it is what `measures.splitting.characteristics` tells, and of who
    is in no SSDA903 and no census, what the lists of the Annex A workbook tell.
    """
    about = _about(scene)
    levels = tiers(scene)
    told = {Cohort(str(one.tier)): (levels.at.get(one.tier), one.source) for one in levels.counts}
    told[Cohort.STARTING] = _moved(scene, starting=True)
    told[Cohort.LEAVING] = _moved(scene, starting=False)
    return tuple(_counted(cohort, scene.on, *told[cohort], about) for cohort in Cohort)


def _moved(scene: Scene, *, starting: bool) -> tuple[pl.Series | None, str]:
    if not scene.covers(1):
        return None, "The SSDA903 returns do not cover the twelve months."
    rows = scene.flows.starts if starting else scene.flows.ceases
    return rows.filter(~pl.col("continuing"))["child"].unique(), "From the SSDA903 returns."


def _counted(cohort: Cohort, on: date, children: pl.Series | None, source: str, about: pl.DataFrame) -> Counted:
    if children is None:
        return Counted(cohort, on, source, None, {})
    rows = pl.DataFrame({"child": children.cast(pl.String)}).unique().join(about, on="child", how="left")
    groups = {name: _groups(rows, name) for name in about.columns if name != "child" and rows[name].count()}
    return Counted(cohort, on, source, rows.height, groups)


def _groups(rows: pl.DataFrame, name: str) -> dict[str, int]:
    counts = dict(rows.group_by(name).len().iter_rows())
    known = [*SPLITS[name].groups, *sorted(one for one in counts if one is not None and one not in SPLITS[name].groups)]
    return {**{one: counts[one] for one in known if one in counts}, "": counts.get(None, 0)}


def _about(scene: Scene) -> pl.DataFrame:
    """Return ``child`` and its group by every grouping, null where nothing tells it; each child once."""
    known = characteristics(scene)
    wanted = [one for one in (*_ABOUT, "deprivation") if one in known.columns]
    ours = known.select(wanted).unique("child", keep="first", maintain_order=True)
    others = _of_workbook(scene).join(ours, on="child", how="anti")
    everyone = pl.concat([ours, others], how="diagonal_relaxed")
    where = living_in(scene).select("child", "locality")
    return everyone.join(where, on="child", how="full", coalesce=True)


def _of_workbook(scene: Scene) -> pl.DataFrame:
    """Return the children of every list of the Annex A workbook, by the last list that names them."""
    lists = [] if scene.annex_a is None else [one for one in scene.annex_a.values() if _CHILD in one.columns]
    frames = [_of_list(rows, scene.on) for rows in lists]
    found = pl.concat([pl.DataFrame(schema=_ABOUT), *frames])
    return found.drop_nulls("child").unique("child", keep="last", maintain_order=True)


def _of_list(rows: pl.DataFrame, on: date) -> pl.DataFrame:
    answer = pl.col(_DISABLED) if _DISABLED in rows.columns else pl.lit(None, dtype=pl.String)
    disabled = answer.str.to_uppercase().str.head(1).replace_strict({"Y": "yes", "N": "no"}, default=None)
    return rows.with_columns(dob=pl.col("date_of_birth")).select(
        pl.col(_CHILD).cast(pl.String).alias("child"),
        pl.col("gender").cast(pl.String).alias("sex"),
        ethnic_group(pl.col("ethnicity")).alias("ethnicity"),
        age_band(age_in_years(pl.lit(on)).clip(0, 17)).cast(pl.String).alias("age"),
        disabled.cast(pl.String).alias("disability"),
    )
