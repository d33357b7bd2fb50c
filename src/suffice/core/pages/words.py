"""How figures, dates and money are written, the same on every page and in every document."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from suffice.engine import words
from suffice.engine.words import Figure, counted, listed

__all__ = ["NONE", "Figure", "counted", "day", "listed", "moment", "money", "number", "per_cent", "pounds"]

NONE = "not known"
_LARGE: tuple[tuple[str, int], ...] = (("billion", 1_000_000_000), ("million", 1_000_000))


def number(value: Figure | None, places: int = 0) -> str:
    """1,234; 106.3 with one place; rounded half up."""
    return NONE if value is None else words.number(value, places)


def per_cent(value: Figure | None, count: int | None = None, of: int | None = None) -> str:
    """82%, and with the counts behind it: 82%, 41 of 50. `value` is a share between 0 and 1."""
    if value is None:
        return NONE
    share = words.percent(Decimal(str(value)) * 100)
    return share if count is None or of is None else f"{share}, {number(count)} of {number(of)}"


def pounds(value: Figure | None) -> str:
    """£1,612,400, for tables."""
    return NONE if value is None else f"£{number(value)}"


def money(value: Figure | None) -> str:
    """£1.6 million, £85,000 or £412, for prose."""
    if value is None:
        return NONE
    for name, size in _LARGE:
        exact = Decimal(str(value))
        if abs(exact) >= size:
            return f"£{number(exact / size, 1).removesuffix('.0')} {name}"
    return pounds(value)


def day(value: date | datetime | None) -> str:
    """30 June 2020."""
    if value is None:
        return NONE
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return words.prose(local)


def moment(value: datetime | None) -> str:
    """30 June 2020 at 14:05, by the clock on the wall in London."""
    if value is None:
        return NONE
    local = timezone.localtime(value)
    return f"{day(local)} at {local:%H:%M}"
