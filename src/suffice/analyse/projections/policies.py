"""What may be projected from what is here."""

from __future__ import annotations

from datetime import date

from suffice.analyse.projections.queries import runs
from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.core.policies import NotNow


def check_origin(authority: Authority, origin: date) -> None:
    """Refuse a day that the accepted returns do not cover."""
    covered = runs.covered(authority)
    if covered is None:
        raise NotNow("No accepted return has rows to project from. Bring a return and accept it first.")
    first, last = covered
    if not first <= origin <= last:
        raise NotNow(
            f"The accepted returns cover {day(first)} to {day(last)}, so a projection cannot start from {day(origin)}. "
            "Choose a day that they cover, or bring the missing return."
        )
