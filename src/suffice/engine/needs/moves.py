"""Step up and step down: who went from which tier to which between two days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from suffice.engine.measures.beside import own_codes, workbook_day, workbook_on
from suffice.engine.measures.scene import Scene
from suffice.engine.needs.model import REACH, Tier
from suffice.engine.needs.tiers import Tiers, tiers
from suffice.engine.words import counted, number, prose

NOT_HERE = "not_here"
"""Where a child is who is at no tier."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Who went from which tier to which between two days: a small matrix of children.

    Attributes:
        first: the earlier day.
        last: the later day.
        children: how many, by where they were and where they are (a `Tier` value or `NOT_HERE`).
        first_told: children at early help on the later day of whom nothing tells where they were: a workbook is the
            first to tell early help, so that they may have had it on the earlier day too. They are in no move.
        told_on: the day of that workbook; None where early help is told on both days.
    """

    first: date
    last: date
    children: Mapping[tuple[str, str], int]
    first_told: int = 0
    told_on: date | None = None

    @property
    def stepped_up(self) -> int:
        """Children known on both days who are at a higher tier on the later."""
        return self._moved(up=True)

    @property
    def stepped_down(self) -> int:
        """Children known on both days who are at a lower tier on the later."""
        return self._moved(up=False)

    @property
    def came(self) -> int:
        """Children at no tier on the earlier day who are at one on the later."""
        return sum(count for (was, _), count in self.children.items() if was == NOT_HERE)

    @property
    def left(self) -> int:
        """Children at a tier on the earlier day who are at none on the later."""
        return sum(count for (_, now), count in self.children.items() if now == NOT_HERE)

    def _moved(self, *, up: bool) -> int:
        known = {pair: count for pair, count in self.children.items() if NOT_HERE not in pair and pair[0] != pair[1]}
        return sum(count for (was, now), count in known.items() if (_rank(now) > _rank(was)) is up)

    @property
    def sentence(self) -> str:
        """What the matrix says, in words."""
        up, down = counted(self.stepped_up, "child", "children"), self.stepped_down
        told = (
            f"From {prose(self.first)} to {prose(self.last)}, {up} stepped up to a higher tier and {down:,} down to a "
            f"lower one; {self.came:,} came to be known, and {self.left:,} no longer were."
        )
        return f"{told} {self.not_a_move}".strip()

    @property
    def not_a_move(self) -> str:
        """What a first workbook tells, which is no move; "" where early help is told on both days."""
        if self.told_on is None:
            return ""
        one = self.first_told == 1
        who = f"{number(self.first_told)} more {'child' if one else 'children'} at early help"
        return (
            f"{who} {'is' if one else 'are'} first told of by the workbook of {prose(self.told_on)}: where "
            f"{'that child was' if one else 'they were'} on {prose(self.first)} is not known, and no move is counted."
        )

    def document(self) -> dict[str, Any]:
        """Return the matrix as plain values, ready for JSON."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "moves": [{"from": was, "to": now, "children": count} for (was, now), count in self.children.items()],
            "first_told": self.first_told,
            "told_on": self.told_on.isoformat() if self.told_on else None,
            "stepped_up": self.stepped_up,
            "stepped_down": self.stepped_down,
            "sentence": self.sentence,
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Moves:
        """Return the moves that `document` was made from."""
        return cls(
            date.fromisoformat(document["first"]),
            date.fromisoformat(document["last"]),
            {(one["from"], one["to"]): one["children"] for one in document["moves"]},
            document["first_told"],
            date.fromisoformat(document["told_on"]) if document["told_on"] else None,
        )


def moves_between(scene: Scene, first: date) -> Moves:
    """Return how children moved between tiers from the end of `first` to the end of the scene's day.

    A workbook tells of the six months before its day. Where the workbook of the later day is the first to tell early
    help, children whom it alone knows are told apart from the moves: they may have had early help all along.

    Raises:
        ValueError: the returns do not tell the same tiers on both days.
    """
    before, after = tiers(_earlier(scene, first)), tiers(scene)
    newly = _newly_told(before, after)
    if newly is None:
        raise ValueError(f"The returns do not tell the same tiers on {prose(first)} and on {prose(scene.on)}.")
    both = before.children.rename({"tier": "was"}).join(
        after.children.rename({"tier": "now"}), on="child", how="full", coalesce=True
    )
    pairs = both.with_columns(pl.col("was", "now").fill_null(NOT_HERE)).group_by("was", "now").len()
    found = {(was, now): count for was, now, count in pairs.iter_rows()}
    untold = found.pop((NOT_HERE, str(Tier.EARLY_HELP)), 0) if newly else 0
    order = sorted(found, key=lambda pair: (_rank(pair[0]), _rank(pair[1])))
    return Moves(first, scene.on, {pair: found[pair] for pair in order}, untold, _told_on(scene) if newly else None)


def _earlier(scene: Scene, first: date) -> Scene:
    """Return the scene of the earlier day, with the workbook that tells of it; without one where none does."""
    held = workbook_on(scene.returns, first, authorities=own_codes(scene.authority))
    within = scene.annex_a if first >= _told_on(scene) - REACH else None
    return replace(scene, on=first, annex_a=within if held is None else held)


def _told_on(scene: Scene) -> date:
    return workbook_day(scene.returns, scene.on, authorities=own_codes(scene.authority)) or scene.on


def _newly_told(before: Tiers, after: Tiers) -> bool | None:
    """Return whether early help alone is told on the later day only; None where other tiers differ."""
    if set(before.at) == set(after.at):
        return False
    return True if set(after.at) - set(before.at) == {Tier.EARLY_HELP} and set(before.at) < set(after.at) else None


def _rank(tier: str) -> int:
    return -1 if tier == NOT_HERE else list(Tier).index(Tier(tier))
