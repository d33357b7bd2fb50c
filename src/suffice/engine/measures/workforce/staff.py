"""The workers of the latest census as measures judge them, and what all those measures have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Area, Indicator, Polarity, Unit
from suffice.engine.measures.scene import Scene
from suffice.engine.returns.workforce.layouts import VACANCIES, WORKERS
from suffice.engine.returns.workforce.people import seen

REFERENCE = "Department for Education, children's social work workforce"
KEEP = ("team", "locality", "role", "agency")
"""What workers can be split by."""
OWN = ~pl.col("agency")
IN_POST = pl.col("in_post")
NO_POST = pl.col("post").is_null()


def staff(scene: Scene) -> pl.DataFrame:
    """Return the workers of the census with what `people.seen` adds; ``child`` is "", for they are no children."""
    if "staff" not in scene.worked:
        scene.worked["staff"] = nobody_s(seen(_table(scene, WORKERS))).with_columns(role="orgrole")
    return scene.worked["staff"]  # type: ignore[no-any-return]


def vacancies(scene: Scene) -> pl.DataFrame:
    """Return the vacancies of the census, one row an authority."""
    return nobody_s(_table(scene, VACANCIES))


def nobody_s(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows that are about no child, in the shape that a judgement asks for."""
    return rows.with_columns(pl.col("authority").fill_null(""), pl.lit("").alias("child"))


def _table(scene: Scene, name: str) -> pl.DataFrame:
    if scene.workforce is None:
        raise ValueError("No workforce census was brought, so no worker can be judged.")
    return scene.workforce[name]


def of_staff(
    passes: pl.Expr,
    *,
    among: pl.Expr,
    unknown: pl.Expr | None = None,
    value: pl.Expr | None = None,
    weight: pl.Expr | None = None,
) -> Callable[[Scene], pl.DataFrame]:
    """Return a judge of the workers; see `judging.judged` for what is given."""

    def judge(scene: Scene) -> pl.DataFrame:
        return judged(
            staff(scene),
            passes=passes,
            among=among,
            unknown=unknown,
            item=pl.col("sweno"),
            value=value,
            weight=weight,
            keep=KEEP,
        )

    return judge


of_workforce = partial(
    Indicator,
    unit=Unit.PERCENT,
    polarity=Polarity.LOW,
    reference=REFERENCE,
    source=("csww",),
    area=Area.WORKFORCE,
)
"""The definition of a measure of the workforce census, save where something else is said."""
