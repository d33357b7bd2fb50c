"""The tables about permanence: adoptions, plans for adoption, and permanence that a child had before."""

from __future__ import annotations

from datetime import timedelta

from suffice.demo.returns import figures
from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import Child, Leaving, Period, Row
from suffice.demo.returns.rows import flag, row
from suffice.engine import calendar

_BEFORE = {"Z1": 0.945, "P1": 0.010, "P2": 0.030, "P3": 0.015}
_ADOPTERS = {
    ("2", "MF", "L11"): 0.62, ("2", "MF", "L3"): 0.14, ("2", "MM", "L12"): 0.05, ("2", "FF", "L12"): 0.05,
    ("2", "MM", "L2"): 0.02, ("2", "FF", "L4"): 0.02, ("1", "F1", "L0"): 0.09, ("1", "M1", "L0"): 0.01,
}  # fmt: skip
_GIVEN_UP = {"RD1": 0.35, "RD3": 0.50, "RD4": 0.15}


def adoption_row(chance: Chance, child: Child, period: Period) -> Row | None:
    """Return the AD1 row of a child whose period of care ended in adoption."""
    if period.leaving is not Leaving.ADOPTED or period.plan is None:
        return None
    number, sex, legal = chance.pick(_ADOPTERS)
    return row(
        "AD1",
        child,
        DATE_INT=period.plan.decided,
        DATE_MATCH=period.plan.matched,
        FOSTER_CARE=flag(period.plan.by_carer),
        NB_ADOPTR=number,
        SEX_ADOPTR=sex,
        LS_ADOPTR=legal,
    )


def given_up_for(chance: Chance) -> str:
    """Return why a plan for adoption was given up."""
    return chance.pick(_GIVEN_UP)


def plan_row(child: Child, period: Period, year: int, given_up: str) -> Row | None:
    """Return the PlacedAdoption row of a plan that stood in `year`: until it is given up, or the child adopted."""
    plan, end = period.plan, calendar.year_end(year)
    if plan is None or plan.decided > end or not period.within(calendar.year_start(year), end):
        return None
    if plan.ceased and plan.ceased < calendar.year_start(year):
        return None
    if plan.ceased is None or plan.ceased > end:
        return row("PlacedAdoption", child, DATE_PLACED=plan.decided)
    return row(
        "PlacedAdoption",
        child,
        DATE_PLACED=plan.decided,
        DATE_PLACED_CEASED=plan.ceased,
        REASON_PLACED_CEASED=given_up,
    )


def permanence_before(chance: Chance, child: Child, period: Period) -> Row:
    """Return the PrevPerm row of a start: most children had no other permanent home before."""
    days = (period.start - child.dob).days
    kind = chance.pick(_BEFORE) if days > 900 and not child.uasc and period.counted else "Z1"
    if kind == "Z1":
        return row("PrevPerm", child, PREV_PERM=kind)
    when = period.start - timedelta(days=chance.whole(200, days - 300))
    return row("PrevPerm", child, PREV_PERM=kind, LA_PERM=figures.AUTHORITY, DATE_PERM=when)
