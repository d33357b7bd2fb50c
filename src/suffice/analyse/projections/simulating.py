"""One run, worked out: what the engine projects, and the facts of the returns that stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.trends import BREAKDOWNS, counts
from suffice.core.policies import NotNow
from suffice.engine.calendar import months_after
from suffice.engine.episodes import History, flows, stock_on

if TYPE_CHECKING:
    from suffice.engine.projection.place import Place
    from suffice.engine.projection.project import Projection

Progress = Callable[[int, int, str], None]


def simulated(history: History, *, progress: Progress, **asked: Any) -> Projection:
    """Project as asked, a horizon a month; a refusal of the engine is one that a page can show."""
    from suffice.engine.projection.project import CannotProject, project  # noqa: PLC0415 - brings the compiler

    try:
        return project(history, **asked, monthly=True, split=True, progress=progress)
    except CannotProject as refusal:
        raise NotNow(str(refusal)) from refusal


def backtested(
    history: History, *, place: Place, progress: Progress, **asked: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Test the projection from every past 31 March; return the document, and what happened month by month beside it."""
    from suffice.engine.projection.backtest.run import backtest  # noqa: PLC0415 - brings the compiler
    from suffice.engine.projection.basis import CannotProject  # noqa: PLC0415

    try:
        found = backtest(history, **asked, place=place, progress=progress)
    except CannotProject as refusal:
        raise NotNow(str(refusal)) from refusal
    counted = _counted(history, _month_ends(history), progress)
    return found.document(), {"actual": {day.isoformat(): count for day, count in counted}}


def facts(history: History, projection: Projection, progress: Progress) -> dict[str, Any]:
    """Return what stands beside a projection, as plain values: see `Outcome` for what each is."""
    stock = stock_on(history, projection.origin)
    after, last = projection.reference
    moved = flows(history, after + timedelta(days=1), last)
    year = projection.flows[0]
    days = _days(history, projection)
    return {
        "actual": {day.isoformat(): count for day, count in _counted(history, days, progress)},
        "at_origin": {code: counts(stock.children, one) for code, one in BREAKDOWNS.items()},
        "before": {"months": _months(after, last), "started": moved.started, "ceased": moved.ceased},
        "year": {name: getattr(year, name).document() for name in ("started", "returned", "left", "turned_18")},
    }


def _days(history: History, projection: Projection) -> list[date]:
    """Return the origin, the end of every month that the returns cover, and the days ahead that they cover too."""
    if history.first_day is None or history.last_day is None:
        return []
    first, last = history.first_day, history.last_day
    days = {projection.origin, *_month_ends(history), *(one.on for one in projection.horizons)}
    return sorted(day for day in days if first <= day <= last)


def _month_ends(history: History) -> list[date]:
    """Return the end of every month that the returns cover."""
    if history.first_day is None or history.last_day is None:
        return []
    first, last = history.first_day, history.last_day
    begins = [months_after(first.replace(day=1), month) for month in range(1, 12 * (last.year - first.year) + 13)]
    return [day for begin in begins if first <= (day := begin - timedelta(days=1)) <= last]


def _counted(history: History, days: list[date], progress: Progress) -> Iterable[tuple[date, int]]:
    for done, day in enumerate(days):
        progress(done, len(days), "Counting what the returns say month by month")
        yield day, stock_on(history, day).total


def _months(after: date, last: date) -> int:
    return max(1, (last.year - after.year) * 12 + last.month - after.month)
