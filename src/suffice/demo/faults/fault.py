"""What a fault is: the code that it must raise, and how it is planted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from suffice.demo.faults.book import Page, Place

Planter = Callable[[Page], Place]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Attributes:
        code: the finding that it must raise, once, and no other.
        plant: spoils one valid return, changing as little as it can, and returns where.
        first: the first collection year in whose returns it can be planted; None for all before `last`.
        last: the last; None for all after `first`.
    """

    code: str
    plant: Planter
    first: int | None = None
    last: int | None = None

    def fits(self, year: int) -> bool:
        """Return whether a return of collection year `year` can have it."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)
