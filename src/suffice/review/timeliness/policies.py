"""What the state of things allows; who may is in the permissions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.core.policies import NotNow
from suffice.engine.timeliness import Own, Rule
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


def check_local(rule: Rule) -> None:
    """Refuse to change a length that the law or national guidance sets."""
    if not rule.local:
        raise NotNow(
            f"This length cannot be changed here, because it is not the council's own. It is set by {rule.source}."
        )


def check_length(rule: Rule, own: Own, standing: Own | None, *, at: datetime) -> None:
    """Refuse a length of which the half is missing, one that holds already, and a day too far ahead."""
    if own.since > timezone.localdate(at) + timedelta(days=366):
        raise NotNow(f"{day(own.since)} is more than a year ahead. Give a day up to a year from today.")
    if own.put_back and standing is None:
        raise NotNow(f"On {day(own.since)} the usual length holds already: {rule.words}.")
    if own.put_back:
        return
    if bool(own.first) != bool(rule.first) or bool(own.again) != bool(rule.again):
        raise NotNow("Give each of the lengths that are asked for.")
    if (own.first, own.again) == ((standing or rule).first, (standing or rule).again):
        raise NotNow(f"On {day(own.since)} that length holds already: {own.words}.")
