"""All checks in one order, and those of one collection year."""

from __future__ import annotations

from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks import (
    adoption,
    dates,
    health,
    leaving,
    legal,
    people,
    placement,
    sequence,
    workers,
)

SUBJECTS: dict[str, tuple[Check, ...]] = {
    "Children": people.CHECKS,
    "Dates and ages": dates.CHECKS,
    "One episode after another": sequence.CHECKS,
    "Placements": placement.CHECKS,
    "Legal status": legal.CHECKS,
    "Adoption": adoption.CHECKS,
    "Leaving care and after": leaving.CHECKS,
    "Health and reviews": health.CHECKS,
    "Social workers and deprivation of liberty": workers.CHECKS,
}
"""The checks by subject, in the order in which the document tells them."""


def all_checks(year: int | None = None) -> tuple[Check, ...]:
    """Return every check, or with `year` those that a return of that collection year is asked."""
    every = (check for checks in SUBJECTS.values() for check in checks)
    return tuple(check for check in every if year is None or check.asked_in(year))
