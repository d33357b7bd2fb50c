"""The legal statuses of a period of care, in order."""

from __future__ import annotations

from datetime import date, timedelta

from suffice.demo.returns.chance import Chance, ordinary
from suffice.demo.returns.model import Career, Child, Period

_LAST_DAYS = 5
"""No status changes in the last days of a period, nor on a day that cannot be told from its end."""

_FIRST_STATUS = {
    Career.BRIEF: {"V2": 0.76, "L1": 0.14, "L2": 0.04, "C1": 0.06},
    Career.PROCEEDINGS: {"V2": 0.38, "C1": 0.42, "L1": 0.12, "L2": 0.08},
    Career.ADOPTION: {"V2": 0.25, "C1": 0.55, "L1": 0.10, "L2": 0.10},
    Career.LONG_TERM: {"V2": 0.45, "C1": 0.37, "L1": 0.10, "L2": 0.08},
}


def legal_statuses(chance: Chance, child: Child, period: Period) -> list[tuple[date, str]]:
    """Return the days on which each legal status begins, the first on the day the period starts."""
    match period.career:
        case Career.SEEKING_ASYLUM:
            return [(period.start, "V2")]
        case Career.REMAND:
            return [(period.start, "J1")]
        case Career.SHORT_BREAKS:
            return [(period.start, "V3")]
    if period.plan is not None and period.plan.ordered is None:
        return [(period.start, "V2")]
    opening = _opening(chance, period)
    if _stays_voluntary(chance, child, period):
        return _tidy(opening, period)
    return _tidy(opening + _proceedings(chance, period, opening[-1]), period)


def _opening(chance: Chance, period: Period) -> list[tuple[date, str]]:
    """Return the first status; police protection and emergency orders last days, then something must follow."""
    first = chance.pick(_FIRST_STATUS[period.career])
    if first in {"V2", "C1"}:
        return [(period.start, first)]
    days = chance.whole(1, 2) if first == "L1" else chance.whole(4, 7)
    if (period.end - period.start).days <= days + _LAST_DAYS + 2:
        return [(period.start, "V2")]
    after = "V2" if period.career is Career.BRIEF else "C1"
    return [(period.start, first), (ordinary(period.start + timedelta(days=days)), after)]


def _stays_voluntary(chance: Chance, child: Child, period: Period) -> bool:
    if period.career is Career.BRIEF:
        return True
    return period.career is Career.LONG_TERM and chance.yes(0.60 if child.age_on(period.start) >= 14 else 0.05)


def _proceedings(chance: Chance, period: Period, latest: tuple[date, str]) -> list[tuple[date, str]]:
    """Return interim order, final order and, on the way to adoption, the placement order."""
    since, status = latest
    orders: list[tuple[date, str]] = []
    if status != "C1":
        since = ordinary(since + timedelta(days=chance.wait(40, least=6)))
        orders.append((since, "C1"))
    plan = period.plan
    if plan is not None and plan.ordered is not None:
        placement = plan.ordered
        orders = [(day, order) for day, order in orders if day < placement]
        return [*orders, (placement, "E1"), *([(plan.ceased, "C2")] if plan.ceased else [])]
    final = ordinary(since + timedelta(days=chance.wait(55, least=150)))
    return [*orders, (final, "C2")]


def _tidy(statuses: list[tuple[date, str]], period: Period) -> list[tuple[date, str]]:
    """Leave out what would come too late to be seen."""
    latest = period.end - timedelta(days=_LAST_DAYS)
    return [statuses[0], *((day, status) for day, status in statuses[1:] if period.start < day <= latest)]
