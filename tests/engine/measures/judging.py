"""What an indicator says of each child, out of small tables of rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from suffice.engine.episodes import assemble
from suffice.engine.measures import INDICATORS, Measure, measure, scene_of
from suffice.engine.returns.model import Return

ON = date(2022, 3, 31)


def told(code: str, returns: list[Return], *, on: date = ON, **given: Any) -> Measure:
    """Return one measure of some returns."""
    return measure(INDICATORS[code], scene_of(assemble(returns), on, returns=returns, **given))


def outcomes(code: str, returns: list[Return], **given: Any) -> dict[str, str]:
    """Return child, and item where there is one, to outcome."""
    rows = told(code, returns, **given).judgement.select("child", "item", "outcome").rows()
    return {f"{child} {item}".strip(): outcome for child, item, outcome in rows}


def figure(code: str, returns: list[Return], **given: Any) -> tuple[float | None, float | None, int]:
    """Return what stands above and below the line, and how many cannot be judged."""
    counted = told(code, returns, **given).counted
    return counted.above, counted.below, counted.incomplete
