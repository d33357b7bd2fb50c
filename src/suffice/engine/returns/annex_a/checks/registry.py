"""All checks of the workbook, by subject and in one order."""

from __future__ import annotations

from suffice.engine.returns.annex_a.checks import contradictions, dates, gaps, people
from suffice.engine.returns.checking.check import Check

SUBJECTS: dict[str, tuple[Check, ...]] = {
    "Children": people.CHECKS,
    "Dates": dates.CHECKS,
    "One list against another": contradictions.CHECKS,
    "What is missing or cannot be": gaps.CHECKS,
}
"""The checks by subject, in the order in which the document tells them."""


def all_checks() -> tuple[Check, ...]:
    """Return every check."""
    return tuple(check for checks in SUBJECTS.values() for check in checks)
