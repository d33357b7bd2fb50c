"""How figures and dates are written in a sentence, the same on every page, in every document and every finding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

Figure = int | float | Decimal

FINE = 0.1
"""Below it, one place after the point says too little: 0.01% is not 0.0%."""

_ENDS = ("0", "0.0", "100", "100.0")


def number(value: Figure, places: int = 0) -> str:
    """1,234; 106.3 with one place; rounded half up."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:,.{places}f}"


def figure(value: Figure) -> str:
    """2 or 2.5: as many places as the number has, at most two."""
    return number(value, 2).rstrip("0").rstrip(".")


def percent(value: Figure) -> str:
    """20%; 0.2% and 99.7% where whole numbers would say none, or all, of what is some."""
    some = value not in (0, 100)
    places = next((at for at in (0, 1) if number(value, at) not in _ENDS), 2) if some else 0
    return f"{number(value, places)}%"


def prose(day: date) -> str:
    """30 June 2020."""
    return f"{day.day} {day:%B %Y}"


def counted(count: Figure, one: str, many: str | None = None) -> str:
    """1 child; 26 children; 2.5 entries."""
    return f"{figure(count)} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Wolverhampton, Dudley and Sandwell."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
