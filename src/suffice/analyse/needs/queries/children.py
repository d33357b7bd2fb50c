"""The rows behind a figure, for those who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from suffice.analyse.needs.trends import Breakdown
from suffice.analyse.returns.queries.history import accepted_history
from suffice.core.models import Authority
from suffice.engine.episodes import stock_on


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure whose rows are asked for: one group of a breakdown on a day, or all children in care."""

    on: date
    breakdown: Breakdown | None = None
    group: str = ""

    @property
    def words(self) -> str:
        """What the rows are, inside a sentence: children in care on 30 June 2020, aged 10 to 15."""
        told = f"children in care on {self.on.day} {self.on:%B %Y}"
        return f"{told}, {self.breakdown.among[self.group]}" if self.breakdown else told


def behind(authority: Authority, figure: Behind) -> list[dict[str, Any]]:
    """Return a row for each child, oldest first, with the file and the line of the episode that is counted."""
    children = stock_on(accepted_history(authority), figure.on).children
    if figure.breakdown is not None:
        children = children.filter(figure.breakdown.group_of == figure.group)
    wanted = ("child", "age", "sex", "state", "ls", "period_start", "file", "row")
    return children.sort("dob", "child").select(wanted).to_dicts()
