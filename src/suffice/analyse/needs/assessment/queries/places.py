"""Localities beside one another: shares with their range, and which differ by more than chance would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.core.pages.words import listed, number, per_cent
from suffice.engine.comparison.intervals import Estimate, of_share
from suffice.engine.needs import ByLocality, Tier
from suffice.engine.needs.localities import KNOWN

TOLD = (Tier.EARLY_HELP, Tier.PROTECTION, Tier.IN_CARE)
"""Tiers whose share of all children known says something; nearly all are in need."""


@dataclass(frozen=True, slots=True)
class One:
    """One locality: how many of the children known there are at a tier, and the share with its interval, in %."""

    name: str
    count: int
    of: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class Part:
    """One tier: its share in each locality where children are known, and over all localities together, in %."""

    tier: Tier
    rows: tuple[One, ...]
    everywhere: float

    @property
    def label(self) -> str:
        """What the chart calls it."""
        return self.tier.label

    @property
    def above(self) -> Sequence[str]:
        """Localities whose whole interval lies above the share of all."""
        return [one.name for one in self.rows if one.share.interval.low > self.everywhere]

    @property
    def below(self) -> Sequence[str]:
        """Localities whose whole interval lies below it."""
        return [one.name for one in self.rows if one.share.interval.high < self.everywhere]


def parts(found: ByLocality) -> Sequence[Part]:
    """Return each tier that is told by locality."""
    made = []
    for tier in TOLD:
        rows = tuple(
            One(name, count, of, of_share(count, of))
            for name in found.names
            if (count := found.of(name, tier)) is not None and (of := found.of(name, KNOWN))
        )
        if len(rows) > 1 and any(one.count for one in rows):
            everywhere = 100 * sum(one.count for one in rows) / sum(one.of for one in rows)
            made.append(Part(tier, rows, everywhere))
    return made


def sentence(found: ByLocality) -> str:
    """Tell where localities differ by more than chance, or that none does."""
    told = []
    for one in parts(found):
        what = _SHARE[one.tier]
        if one.above:
            told.append(f"{listed(one.above)} {_has(one.above)} a larger share of children {what} than all together")
        if one.below:
            told.append(f"{listed(one.below)} {_has(one.below)} a smaller share {what}")
    if not told:
        return f"No difference between the {number(len(found.names))} localities is larger than chance would make it."
    return f"{'; '.join(told)}. The other differences are no larger than chance would make them."


def many(found: ByLocality) -> str:
    """Say how many shares the sentence rests on, and how many of them chance alone would set apart."""
    return by_chance(parts(found), "shares")


def by_chance(held: Sequence[Part], what: str) -> str:
    """Say how many comparisons of shares or rates there are, and how many of them chance alone would make."""
    made = sum(len(one.rows) for one in held)
    if not made:
        return ""
    apart = f"about {number(made * _LEFT_OUT)}" if made * _LEFT_OUT >= 1 else "one at times"
    return (
        f"{number(made)} {what} are held against that of all localities together, each with its 95% interval: chance "
        f"alone would set {apart} apart."
    )


def together(found: ByLocality) -> str:
    """Tell what the dots are held against: the share of all localities at each tier."""
    told = [f"{number(one.everywhere)}% are {_SHARE[one.tier]}" for one in parts(found)]
    return f"Of the children known in all {number(len(found.names))} localities, {listed(told)}: the dashed line."


def unplaced(found: ByLocality) -> str:
    """Say of how many children the locality is not known."""
    away, here = found.of(None, KNOWN), found.total(KNOWN)
    if not away:
        return "The locality of every child is known."
    whole = away + (here or 0)
    return (
        f"The locality of {number(away)} of {number(whole)} children known ({per_cent(away / whole)}) is not known; "
        "they are in no locality's figures, and may not be like the others."
    )


_LEFT_OUT = 0.05
_SHARE = {Tier.EARLY_HELP: "with early help", Tier.PROTECTION: "on plans", Tier.IN_CARE: "in care"}


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"
