"""Step up and step down: who went from which tier to which between two days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from suffice.engine.measures.scene import Scene
from suffice.engine.needs.model import Tier
from suffice.engine.needs.tiers import tiers
from suffice.engine.words import counted, prose

NOT_HERE = "not_here"
"""Where a child is who is at no tier."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Who went from which tier to which between two days: a small matrix of children.

    Attributes:
        first: the earlier day.
        last: the later day.
        children: how many, by where they were and where they are (a `Tier` value or `NOT_HERE`).
    """

    first: date
    last: date
    children: Mapping[tuple[str, str], int]

    @property
    def stepped_up(self) -> int:
        """Children known on both days who are at a higher tier on the later."""
        return self._moved(up=True)

    @property
    def stepped_down(self) -> int:
        """Children known on both days who are at a lower tier on the later."""
        return self._moved(up=False)

    def _moved(self, *, up: bool) -> int:
        known = {pair: count for pair, count in self.children.items() if NOT_HERE not in pair and pair[0] != pair[1]}
        return sum(count for (was, now), count in known.items() if (_rank(now) > _rank(was)) is up)

    @property
    def sentence(self) -> str:
        """What the matrix says, in words."""
        came = sum(count for (was, _), count in self.children.items() if was == NOT_HERE)
        left = sum(count for (_, now), count in self.children.items() if now == NOT_HERE)
        up, down = counted(self.stepped_up, "child", "children"), self.stepped_down
        return (
            f"From {prose(self.first)} to {prose(self.last)}, {up} stepped up to a higher tier and {down:,} down to a "
            f"lower one; {came:,} came to be known, and {left:,} no longer were."
        )

    def document(self) -> dict[str, Any]:
        """Return the matrix as plain values, ready for JSON."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "moves": [{"from": was, "to": now, "children": count} for (was, now), count in self.children.items()],
            "stepped_up": self.stepped_up,
            "stepped_down": self.stepped_down,
            "sentence": self.sentence,
        }


def moves_between(scene: Scene, first: date) -> Moves:
    """Return how children moved between tiers from the end of `first` to the end of the scene's day.

    Raises:
        ValueError: the returns do not tell the same tiers on both days.
    """
    before, after = tiers(replace(scene, on=first)), tiers(scene)
    if [one.itself.children is None for one in before.counts] != [one.itself.children is None for one in after.counts]:
        raise ValueError(f"The returns do not tell the same tiers on {prose(first)} and on {prose(scene.on)}.")
    both = before.children.rename({"tier": "was"}).join(
        after.children.rename({"tier": "now"}), on="child", how="full", coalesce=True
    )
    pairs = both.with_columns(pl.col("was", "now").fill_null(NOT_HERE)).group_by("was", "now").len()
    found = {(was, now): count for was, now, count in pairs.iter_rows()}
    order = sorted(found, key=lambda pair: (_rank(pair[0]), _rank(pair[1])))
    return Moves(first, scene.on, {pair: found[pair] for pair in order})


def _rank(tier: str) -> int:
    return -1 if tier == NOT_HERE else list(Tier).index(Tier(tier))
