"""All checks of the census in one order, and those of one collection year."""

from __future__ import annotations

from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.cin.checks import assessments, people, plans, protection, referrals

SUBJECTS: dict[str, tuple[Check, ...]] = {
    "Children": people.CHECKS,
    "Referrals": referrals.CHECKS,
    "Assessments": assessments.CHECKS,
    "Section 47 enquiries and conferences": protection.ENQUIRIES,
    "Child protection plans": protection.PLANS,
    "Child in need plans and what goes before proceedings": plans.CHECKS,
}
"""The checks by subject, in the order in which the document tells them."""


def all_checks(year: int | None = None) -> tuple[Check, ...]:
    """Return every check, or with `year` those that a census of that collection year is asked."""
    every = (check for checks in SUBJECTS.values() for check in checks)
    return tuple(check for check in every if year is None or check.asked_in(year))
