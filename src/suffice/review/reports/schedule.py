"""How often a report goes to its board, and on which day it is due next."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from suffice.engine.calendar import months_after


class Frequency(models.TextChoices):
    DAILY = "daily", "Every day"
    WEEKLY = "weekly", "Every week"
    MONTHLY = "monthly", "Every month"
    TWO_MONTHLY = "two-monthly", "Every two months"
    QUARTERLY = "quarterly", "Every quarter"
    SIX_MONTHLY = "six-monthly", "Every six months"
    YEARLY = "yearly", "Every year"
    ONCE = "once", "Once"
    WHENEVER = "whenever", "Each time that there is one"


_DAYS = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}
_MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.TWO_MONTHLY: 2,
    Frequency.QUARTERLY: 3,
    Frequency.SIX_MONTHLY: 6,
    Frequency.YEARLY: 12,
}


def dated(frequency: str) -> bool:
    """Say whether reports of this frequency are due on days that are known."""
    return frequency != Frequency.WHENEVER


def next_after(due: date, frequency: str) -> date | None:
    """Return the day on which the report after one that was due on `due` is due; None where there is no other."""
    one = Frequency(frequency)
    if one in _DAYS:
        return due + timedelta(days=_DAYS[one])
    return months_after(due, _MONTHS[one]) if one in _MONTHS else None


def often(frequency: str) -> bool:
    """Say whether a report goes out so often that its single days say less than that."""
    return frequency in _DAYS


def days_until(due: date | None, frequency: str, last: date) -> list[date]:
    """Return the days on which a report is due from `due` until `last`, in order."""
    found: list[date] = []
    while due is not None and due <= last:
        found.append(due)
        due = next_after(due, frequency)
    return found


def months_between(frequency: str) -> int:
    """Return how many months lie between two reports, for the rows of their tables: one at the least."""
    return _MONTHS.get(Frequency(frequency), 1)
