"""Early help, in need, on a plan, in care: each tier by itself, and each child once at the highest that it is at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from suffice.engine.measures.beside import own_codes, workbook_day
from suffice.engine.measures.need.census import brought, in_need, on_a_plan, open_on, table
from suffice.engine.measures.scene import Scene
from suffice.engine.needs.model import REACH, PerChildren, Tier
from suffice.engine.words import prose

_NONE = pl.Series("child", [], dtype=pl.String)


@dataclass(frozen=True, slots=True)
class TierCount:
    """One tier.

    Attributes:
        tier: which.
        itself: all children at the tier, whatever else they are at.
        highest: those who are at no higher one.
        source: the sentence that says where it was counted, or which return is missing.
    """

    tier: Tier
    itself: PerChildren
    highest: PerChildren
    source: str

    def document(self) -> dict[str, Any]:
        """Return the tier as plain values, ready for JSON."""
        return {
            "tier": str(self.tier),
            "label": self.tier.label,
            "itself": self.itself.document(),
            "highest": self.highest.document(),
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Tiers:
    """All tiers on one day.

    Attributes:
        on: the day.
        counts: from early help to in care.
        children: ``child`` and ``tier``, the highest: each child once.
        at: all children at each tier that is told, whatever else they are at.
    """

    on: date
    counts: tuple[TierCount, ...]
    children: pl.DataFrame = field(repr=False, compare=False)
    at: Mapping[Tier, pl.Series] = field(default_factory=dict, repr=False, compare=False)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What each tier comes to, in words."""
        return tuple(_sentence(one, self.on) for one in self.counts)

    def document(self) -> dict[str, Any]:
        """Return the tiers as plain values, ready for JSON."""
        return {
            "on": self.on.isoformat(),
            "tiers": [one.document() for one in self.counts],
            "sentences": list(self.sentences),
        }


def tiers(scene: Scene) -> Tiers:
    """Return how many children are at each tier at the end of the scene's day.

    A child is known by its identifier, which must be the same in every return. In need is every open case of the
    census, those on plans and in care among them; each child counts once at the highest tier, so that the highest
    ones add up to all children known.
    """
    told = {tier: _told(tier, scene) for tier in Tier}
    above = _NONE
    counts: list[TierCount] = []
    placed = [pl.DataFrame(schema={"child": pl.String, "tier": pl.String})]
    for tier in reversed(Tier):
        children, source = told[tier]
        known = None if children is None else children.unique()
        own = None if known is None else known.filter(~known.is_in(above.implode()))
        counts.append(TierCount(tier, _per(known, scene), _per(own, scene), source))
        if known is not None and own is not None:
            placed.append(pl.DataFrame({"child": own.sort(), "tier": [str(tier)] * own.len()}, schema=placed[0].schema))
            above = pl.concat([above, known]).unique()
    at = {tier: children.unique() for tier, (children, _) in told.items() if children is not None}
    return Tiers(scene.on, tuple(reversed(counts)), pl.concat(placed), at)


def with_plan_of_help(scene: Scene, found: Tiers) -> int | None:
    """Return how many children in need, at no higher tier, have a plan of help; None where no census tells.

    Many councils count these alone when they say "in need"; the census counts every open case.

    Args:
        scene: of the day.
        found: the tiers of that day.
    """
    if scene.cin is None or scene.year not in brought(scene):
        return None
    plans = open_on(table(scene, "CINPlanDates"), scene, "cinplanstartdate", "cinplanenddate")
    here = found.children.filter(pl.col("tier") == Tier.IN_NEED)
    return here.join(plans, on="child", how="semi").height


def _per(children: pl.Series | None, scene: Scene) -> PerChildren:
    return PerChildren(None if children is None else children.len(), scene.per)


def _told(tier: Tier, scene: Scene) -> tuple[pl.Series | None, str]:
    """Return the children at a tier and where that was told; the returns are asked before the workbook."""
    by_return = _BY_RETURN.get(tier)
    if by_return is not None and (found := by_return(scene)) is not None:
        return found
    name, start, end = _LISTS[tier]
    if scene.annex_a is None or name not in scene.annex_a:
        return None, f"{tier.label} is not told: {_MISSING[tier]} was not brought."
    day = workbook_day(scene.returns, scene.on, authorities=own_codes(scene.authority))
    if day is not None and scene.on - day > REACH:
        return None, f"{tier.label} is not told: the latest workbook is of {prose(day)}, more than six months before."
    of_day = f" of {prose(day)}" if day else ""
    children = _of_list(scene.annex_a[name], scene.on, start, end)
    return children, f"From {name.replace('List', 'List ')} of the Annex A workbook{of_day}."


def _of_list(rows: pl.DataFrame, on: date, start: str, end: str) -> pl.Series:
    here = (pl.col(start) <= on).fill_null(value=True) & (pl.col(end).is_null() | (pl.col(end) > on))
    return rows.filter(here)["child_unique_id"].drop_nulls().alias("child")


def _of_census(rows: Callable[[Scene], pl.DataFrame]) -> Callable[[Scene], tuple[pl.Series, str] | None]:
    def found(scene: Scene) -> tuple[pl.Series, str] | None:
        if scene.cin is None or scene.year not in brought(scene):
            return None
        return rows(scene)["child"], f"From the children in need census of {scene.year}."

    return found


def _of_care(scene: Scene) -> tuple[pl.Series, str] | None:
    return (scene.stock.children["child"], "From the SSDA903 returns.") if scene.covers_day else None


_BY_RETURN: Mapping[Tier, Callable[[Scene], tuple[pl.Series, str] | None]] = {
    Tier.IN_NEED: _of_census(in_need),
    Tier.PROTECTION: _of_census(on_a_plan),
    Tier.IN_CARE: _of_care,
}
_LISTS = {
    Tier.EARLY_HELP: ("List2", "assessment_start_date", "assessment_completion_date"),
    Tier.IN_NEED: ("List6", "cin_start_date", "cin_closure_date"),
    Tier.PROTECTION: ("List7", "child_protection_plan_start_date", "child_protection_plan_end_date"),
    Tier.IN_CARE: ("List8", "date_started_to_be_looked_after", "date_ceased_to_be_looked_after"),
}
"""List, first and last day: of early help it tells assessments alone, open ones on the day."""
_MISSING = {
    Tier.EARLY_HELP: "List 2 of an Annex A workbook",
    Tier.IN_NEED: "the children in need census or List 6 of an Annex A workbook",
    Tier.PROTECTION: "the children in need census or List 7 of an Annex A workbook",
    Tier.IN_CARE: "the SSDA903 return or List 8 of an Annex A workbook",
}


def _sentence(one: TierCount, on: date) -> str:
    if one.itself.children is None:
        return one.source
    return (
        f"{one.tier.label} on {prose(on)}: {one.itself.arithmetic}, of whom {one.highest.children or 0:,} at no higher "
        f"tier. {one.source}"
    )
