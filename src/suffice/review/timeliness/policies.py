"""What the state of things allows; who may is in the permissions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.core.policies import NotNow
from suffice.review.timeliness.models import Reason
from suffice.review.timeliness.queries import children, results


def check_day(on: date, *, known: Sequence[date], at: datetime) -> None:
    """Refuse a day that has not come, or of which no return can tell."""
    if on > timezone.localdate(at):
        raise NotNow(f"{day(on)} has not come yet. Ask for a day up to today.")
    if on < known[0]:
        raise NotNow(f"The accepted returns tell of {day(known[0])} at the earliest. Ask for that day or a later one.")


def check_rows_kept(authority: Authority) -> None:
    """Refuse to look for rows where every one of them has been cleared."""
    if results.is_cleared(authority):
        raise NotNow(
            "The child-level rows of every accepted return have been cleared, as their time was over. Figures made "
            "before stay; to see rows again, bring the files again."
        )


def check_reason(why: str, note: str) -> None:
    """Refuse another reason that says nothing."""
    if why == Reason.Why.OTHER and not note:
        raise NotNow("Say what the other reason is.")


def check_no_child(authority: Authority, on: date, note: str) -> None:
    """Refuse a note that holds the reference of a child."""
    if note and not results.is_cleared(authority) and children.names_a_child(authority, on, note):
        raise NotNow("The note holds the reference of a child. Write about the team and its work only.")


def check_stands(reason: Reason) -> None:
    """Refuse to withdraw a reason twice."""
    if reason.withdrawn_at is not None:
        raise NotNow("That reason was withdrawn already.")
