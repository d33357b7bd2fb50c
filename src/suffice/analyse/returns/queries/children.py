"""What the accepted returns say about one child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from suffice.analyse.returns.queries.history import accepted_history
from suffice.core.models import Authority


@dataclass(frozen=True, slots=True)
class Child:
    """One child: the header that is believed, if any, and the episodes in order, as rows by column name."""

    reference: str
    header: dict[str, Any] | None
    episodes: list[dict[str, Any]]
    set_aside: list[dict[str, Any]]


def child(authority: Authority, reference: str) -> Child | None:
    """Return what is known about the child with exactly this reference; None when no accepted return names it."""
    history = accepted_history(authority)
    wanted = pl.col("child").str.to_uppercase() == reference.strip().upper()
    header = history.children.filter(wanted)
    episodes = history.episodes.filter(wanted).sort("decom")
    aside = history.set_aside.filter(wanted) if history.set_aside.width else history.set_aside
    if header.is_empty() and episodes.is_empty() and aside.is_empty():
        return None
    named = next(frame["child"][0] for frame in (header, episodes, aside) if frame.height)
    return Child(
        reference=named,
        header=header.row(0, named=True) if header.height else None,
        episodes=episodes.to_dicts(),
        set_aside=aside.to_dicts(),
    )
