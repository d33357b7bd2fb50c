"""Plans for adoption, and the two tables that tell of them."""

from __future__ import annotations

from datetime import timedelta

from suffice.demo.returns.chance import Chance, ordinary
from suffice.demo.returns.model import AdoptionPlan, Career, Child, Period

_PLAN_GIVEN_UP = 0.10
_WITH_CONSENT = 0.07
_BY_THE_CARER = 0.13


def adoption_plan(chance: Chance, child: Child, period: Period) -> AdoptionPlan | None:
    """Return the plan for adoption of a child who is adopted, or of a young child whose plan is given up later."""
    if period.career is Career.ADOPTION:
        return _carried_out(chance, period)
    roomy = (period.end - period.start).days > 1100 and child.age_on(period.start) < 6
    return _given_up(chance, period) if roomy and chance.yes(_PLAN_GIVEN_UP) else None


def _carried_out(chance: Chance, period: Period) -> AdoptionPlan:
    days = (period.end - period.start).days
    placed = ordinary(period.end - timedelta(days=chance.whole(180, min(470, days - 270))))
    ordered = ordinary(period.start + timedelta(days=chance.whole(130, (placed - period.start).days - 35)))
    decided = ordinary(ordered - timedelta(days=chance.whole(20, 70)))
    matched = ordinary(placed - timedelta(days=chance.whole(7, 30)))
    consented = chance.yes(_WITH_CONSENT)
    return AdoptionPlan(decided, None if consented else ordered, matched, placed, by_carer=chance.yes(_BY_THE_CARER))


def _given_up(chance: Chance, period: Period) -> AdoptionPlan:
    ordered = ordinary(period.start + timedelta(days=chance.whole(160, 330)))
    ceased = ordinary(ordered + timedelta(days=chance.whole(250, 650)))
    return AdoptionPlan(ordinary(ordered - timedelta(days=chance.whole(20, 70))), ordered, ceased=ceased)
