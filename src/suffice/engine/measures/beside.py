"""The returns beside the SSDA903, as measures of a day look at them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from suffice.engine.calendar import year_end
from suffice.engine.episodes import History
from suffice.engine.returns.model import Return
from suffice.engine.returns.workforce.layouts import KIND as WORKFORCE
from suffice.engine.returns.workforce.layouts import census_day


def latest_day(history: History, returns: Sequence[Return]) -> date | None:
    """Return the last day that the returns tell of: the 903's where there is one, else the latest of the others'."""
    if history.last_day is not None:
        return history.last_day
    return max((_day(one.kind, one.year) for one in returns if one.year is not None), default=None)


def _day(kind: str, year: int) -> date:
    return census_day(year) if kind == WORKFORCE else year_end(year)
