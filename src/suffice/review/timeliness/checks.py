"""What is looked for in the records, and what pages call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked for: what it is called, and why it matters."""

    title: str
    words: str


CHECKS: Mapping[str, Check] = {
    "unallocated": Check("Nobody is allocated", "Children of whom the workbook names no worker."),
    "held_for_now": Check(
        "Held by a manager or on duty",
        "Children whose worker or team is a manager or the duty desk: held until somebody is allocated.",
    ),
    "not_seen": Check("Not seen, or no visit told", "Children of whom no day is told on which they were seen."),
    "ethnicity_missing": Check("Ethnicity not known", "Children of whom no ethnic group is told."),
    "status_missing": Check(
        "Plan or assessment not told apart",
        "Children in need of whom it is not said whether they have a plan, or are being assessed.",
    ),
    "returns_disagree": Check(
        "Returns disagree", "Children whose date of birth or sex is one thing in one return and another in the next."
    ),
}


def title(code: str) -> str:
    """Return what pages call a check."""
    return CHECKS[code].title if code in CHECKS else code
