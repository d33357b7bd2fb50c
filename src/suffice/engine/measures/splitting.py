"""A measure by groups of children: ethnicity, sex, age, disability and where the child lives now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from suffice.engine.episodes import AGE_BANDS, PlacementState
from suffice.engine.episodes.stock import age_band, age_in_years
from suffice.engine.measures.cohorts import once
from suffice.engine.measures.elsewhere import known_to_census, told_elsewhere
from suffice.engine.measures.judging import KEY
from suffice.engine.measures.model import Count, Measure, Part, Tally, figure
from suffice.engine.measures.scene import Places, Scene
from suffice.engine.measures.tallying import tally_groups
from suffice.engine.returns.workforce.layouts import BOOK as WORKFORCE

_UNKNOWN = "not known"
_BY_FIRST_LETTER = {
    **dict.fromkeys(("WBRI", "WIRI", "WOTH", "WIRT", "WROM"), "white"),
    **dict.fromkeys(("MWBC", "MWBA", "MWAS", "MOTH"), "mixed"),
    **dict.fromkeys(("AIND", "APKN", "ABAN", "AOTH"), "asian"),
    **dict.fromkeys(("BCRB", "BAFR", "BOTH"), "black"),
    **dict.fromkeys(("CHNE", "OOTH"), "other"),
}


@dataclass(frozen=True, slots=True)
class Split:
    """One way to group children: what it is called, and its groups in the order in which pages list them."""

    title: str
    groups: Mapping[str, str]


ETHNICITY = Split(
    "Ethnicity",
    {"white": "White", "mixed": "Mixed", "asian": "Asian", "black": "Black", "other": "Other"},
)
SPLITS: Mapping[str, Split] = {
    "ethnicity": ETHNICITY,
    "sex": Split("Sex", {"F": "Girls", "M": "Boys", "U": "Neither recorded"}),
    "age": Split("Age", {label: label.replace("-", " to ") for label, _, _ in AGE_BANDS}),
    "uasc": Split("Unaccompanied asylum-seeking children", {"yes": "Unaccompanied", "no": "Others"}),
    "placement": Split("Placement", {str(one): one.label for one in PlacementState}),
    "disability": Split("Disability", {"yes": "Disabled", "no": "Not disabled"}),
    "team": Split("Team", {}),
    "worker": Split("Worker", {}),
    "locality": Split("Locality", {}),
    "deprivation": Split("Deprivation where home is", {str(at): f"Tenth {at} of 10" for at in range(1, 11)}),
    "role": Split("Role", {one.code: one.label for one in WORKFORCE.code_set("ROLE")}),
    "service": Split("Service", {}),
    "group": Split("Who was asked", {}),
    "question": Split("Question", {}),
}
"""A split without groups takes what a judgement's own column of that name holds, in the order of the alphabet."""


def ethnic_group(code: pl.Expr) -> pl.Expr:
    """Return the group of an ethnicity code of the return; null for codes that say it is not known."""
    return code.replace_strict(_BY_FIRST_LETTER, default=None, return_dtype=pl.String)


def parts(measure: Measure, split: str) -> tuple[Part, ...]:
    """Return a measure for each group of children, groups with nobody left out; those not known come last.

    A judgement's own column of the split's name is believed; other splits are what the returns say of the child.

    Raises:
        ValueError: there is no such split, or nothing tells it of this measure.
    """
    if split not in SPLITS:
        raise ValueError(f"There is no split by {split}. There are: {', '.join(SPLITS)}.")
    if measure.judgement.is_empty():
        return ()
    counts = _over_living(measure, split, tally_groups(measure.indicator, _grouped(measure, split), split))
    groups = SPLITS[split].groups
    known = sorted(one for one in counts if one is not None)
    order = [*(one for one in groups if one in known), *(one for one in known if one not in groups), None]
    told = [_part(measure, split, key, counts[key]) for key in order if key in counts]
    return tuple(one for one in told if one.key is not None or one.counted.numerator or one.counted.denominator)


def _over_living(measure: Measure, split: str, counts: Mapping[str | None, Count]) -> Mapping[str | None, Count]:
    """Return the counts of a rate over the children of each group who live here, where somebody told how many."""
    living = measure.scene.living.get(split)
    if measure.indicator.counted_as is not Tally.RATE or living is None:
        return counts
    numbers = living.numbers(measure.scene.per.number if measure.scene.per else None)
    return {
        key: replace(count, denominator=round(numbers[key]), denominator_year=living.year, note=living.sentence)
        if key is not None and key in numbers
        else count
        for key, count in counts.items()
    }


def _part(measure: Measure, split: str, key: str | None, count: Count) -> Part:
    label = _UNKNOWN.capitalize() if key is None else SPLITS[split].groups.get(key, key)
    return Part(key, label, count, figure(measure.indicator, count))


def _grouped(measure: Measure, split: str) -> pl.DataFrame:
    """Return the judgements with the column that tells their groups."""
    if split in measure.judgement.columns:
        return measure.judgement.select(pl.all().exclude(split), pl.col(split).cast(pl.String))
    known = _with_characteristics(measure)
    if split not in known.columns:
        raise ValueError(f"The returns do not tell {SPLITS[split].title.lower()} for this measure.")
    return known


def _with_characteristics(measure: Measure) -> pl.DataFrame:
    """Return the judgements with what is known of each child, put together once for all splits."""
    held, name = measure.scene.worked, f"{__name__}.{measure.indicator.code}"
    if name not in held:
        about = characteristics(measure.scene) if (measure.judgement["child"] != "").any() else pl.DataFrame()
        keys = _keys(measure.scene)
        more = [one for one in about.columns if one not in measure.judgement.columns]
        held[name] = measure.judgement.join(about.select(*keys, *more), on=keys, how="left") if more else about
    found: pl.DataFrame = held[name]
    return found


def _keys(scene: Scene) -> list[str]:
    """Return what a child is known by: returns of several kinds write their authority in several ways."""
    return ["child"] if scene.cin is not None or scene.annex_a is not None else list(KEY)


@once
def characteristics(scene: Scene) -> pl.DataFrame:
    """Return what is known of each child: ``authority, child, sex, ethnicity, age, uasc, placement``.

    With an Annex A workbook or a children in need census, ``disability, team, worker`` too, see `elsewhere`.

    Where the child lives and how old it is are of the scene's day; children not in care then have no placement. With
    places, ``locality`` and ``deprivation`` (tenths of England's small areas, the first the most deprived) are those of
    the child's home, by the latest episode that tells it.
    """
    here = scene.stock.children.select(*KEY, pl.col("state").alias("placement"))
    about = _people(scene).select(
        *KEY,
        "sex",
        ethnic_group(pl.col("ethnic")).alias("ethnicity"),
        age_band(age_in_years(pl.lit(scene.on)).clip(0, 17)).alias("age"),
        pl.when("uasc").then(pl.lit("yes")).otherwise(pl.lit("no")).alias("uasc"),
    )
    known = about.join(here, on=KEY, how="left")
    if scene.annex_a is not None or scene.cin is not None:
        known = known.join(told_elsewhere(scene), on="child", how="left")
    return known if scene.places is None else known.join(_homes(scene, scene.places), on=KEY, how="left")


def _people(scene: Scene) -> pl.DataFrame:
    """Return the children of the 903, and those whom the children in need census alone knows."""
    ours = scene.history.children.select(*KEY, "sex", "ethnic", "dob", "uasc")
    if scene.cin is None:
        return ours
    others = known_to_census(scene).join(ours, on="child", how="anti").with_columns(authority=pl.lit(""))
    return pl.concat([ours, others.with_columns(uasc=pl.lit(value=False)).select(ours.columns)]).unique(
        "child", keep="first", maintain_order=True
    )


def _homes(scene: Scene, places: Places) -> pl.DataFrame:
    """Return the locality and deprivation of each child's home."""
    homes = (
        scene.history.episodes.drop_nulls("home_post")
        .filter(pl.col("decom") <= scene.on)
        .sort("decom", maintain_order=True)
        .unique(KEY, keep="last", maintain_order=True)
    )
    return homes.select(
        *KEY,
        places.locality_of(homes["home_post"]).alias("locality"),
        places.decile_of(homes["home_post"]).cast(pl.String).alias("deprivation"),
    )
