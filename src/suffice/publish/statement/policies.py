"""What may be stated from what is here, and what may be published."""

from __future__ import annotations

from datetime import date

from suffice.analyse.projections.queries import runs
from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.core.policies import NotNow
from suffice.publish.statement.models import Audience, Statement


def check_origin(authority: Authority, origin: date) -> None:
    """Refuse a day that the accepted returns do not cover."""
    covered = runs.covered(authority)
    if covered is None:
        raise NotNow("No accepted return has rows to state anything from. Bring a return and accept it first.")
    first, last = covered
    if not first <= origin <= last:
        raise NotNow(
            f"The accepted returns cover {day(first)} to {day(last)}, so a statement cannot start from {day(origin)}. "
            "Choose a day that they cover, or bring the missing return."
        )


def check_publishable(statement: Statement) -> None:
    """Refuse to publish what is not made, not protected, published already, or has something still to be written."""
    if statement.made_at is None:
        raise NotNow("That statement has not been made yet, so there is nothing to publish.")
    if statement.published_at is not None:
        raise NotNow("That statement is published already.")
    if statement.audience != Audience.PUBLIC:
        raise NotNow(
            "That statement shows numbers in full, for the council's own use. Make one for publication, in which small "
            "numbers are protected, and publish that."
        )
    left = statement.paper.to_write
    if left:
        raise NotNow(
            f"Something in the statement has still to be written by the council: {' '.join(left)} Write it, make the "
            "statement again, and publish that."
        )
