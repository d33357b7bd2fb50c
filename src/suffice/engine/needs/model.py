"""The tiers of need, and what every table of a needs assessment has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from suffice.engine.returns.population import PopulationFigure
from suffice.engine.words import number, percent

REACH = timedelta(days=182)
"""How far a workbook tells: its lists hold what was open in the six months before its day, and then grow old."""


class Tier(StrEnum):
    """How near to care a child is, from least to most."""

    EARLY_HELP = "early_help"
    IN_NEED = "in_need"
    PROTECTION = "protection"
    IN_CARE = "in_care"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "early_help": "Early help",
            "in_need": "In need",
            "protection": "On a child protection plan",
            "in_care": "In care",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PerChildren:
    """A number of children, and what it is for every 10,000 who live here.

    Attributes:
        children: how many; None when no return tells.
        population: what it is divided by; None when none was given.
    """

    children: int | None
    population: PopulationFigure | None

    @property
    def rate(self) -> float | None:
        """How many for every 10,000 children, worked out each time."""
        if self.children is None or self.population is None:
            return None
        return self.population.rate(self.children)

    @property
    def arithmetic(self) -> str:
        """The sum in figures: 301 / 61,250 x 10,000 = 49.1."""
        if self.children is None:
            return ""
        if self.population is None or self.rate is None:
            return f"{self.children:,}; there is no rate, because no population was given"
        return f"{self.children:,} / {self.population.number:,} x 10,000 = {number(self.rate, 1)}"

    def document(self) -> dict[str, Any]:
        """Return the number, the rate and the sum as plain values, ready for JSON."""
        return {
            "children": self.children,
            "rate": None if self.rate is None else round(self.rate, 6),
            "arithmetic": self.arithmetic,
        }


def share(part: int, whole: int) -> str:
    """Return 12 of 48 (25%), or 0 of 0."""
    return f"{part:,} of {whole:,}" + (f" ({percent(100 * part / whole)})" if whole else "")
