"""What a measure is: its definition, what was counted for it, and the figure that comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suffice.engine.measures.scene import Scene


class Unit(StrEnum):
    """What the value is a number of; the label is what documents carry."""

    PER_10_000 = "per 10,000"
    PERCENT = "%"

    @property
    def scale(self) -> int:
        """What the quotient is multiplied by."""
        return 10_000 if self is Unit.PER_10_000 else 100


class Polarity(StrEnum):
    """Which way is better; most figures about who is in care have no better way."""

    HIGH = "high"
    LOW = "low"
    CONTEXT = "context"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {"high": "Higher is better", "low": "Lower is better", "context": "Neither way is better"}[self.value]


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted for one measure.

    Attributes:
        numerator: children; None when the returns do not cover the days that it needs.
        denominator: children or population; None when there is none.
        denominator_year: the mid-year of the population, when it is one.
        left_out: children without a date of birth, who are in neither.
        note: what a reader has to know, as a sentence; "" when there is nothing.
    """

    numerator: int | None
    denominator: int | None
    denominator_year: int | None = None
    left_out: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """The definition of a measure.

    Attributes:
        code: stable, the same in every year.
        title: what a page calls it.
        numerator: who is counted, in words.
        denominator: out of whom, in words.
        who_counts: who is left in and out, and what is settled by an option.
        unit: of the value.
        polarity: which way is better.
        reference: where the definition comes from.
        count: counts it.
        version: of the definition; a figure made by another version is not comparable.
    """

    code: str
    title: str
    numerator: str
    denominator: str
    who_counts: str
    unit: Unit
    polarity: Polarity
    reference: str
    count: Callable[[Scene], Count]
    version: str = "1"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its definition, what was counted, and where that came from.

    Attributes:
        indicator: the definition.
        on: the day.
        counted: numerator and denominator.
        source: returns, population, who is left out and the definition's version, as sentences.
    """

    indicator: Indicator
    on: date
    counted: Count
    source: str

    @property
    def value(self) -> float | None:
        """The figure, worked out from the count each time; None without a numerator, or a denominator above zero."""
        above, below = self.counted.numerator, self.counted.denominator
        return None if above is None or not below else above / below * self.indicator.unit.scale

    def document(self) -> dict[str, Any]:
        """Return the measure in the shape that ``suffice measures --json`` promises."""
        value = self.value
        return {
            "code": self.indicator.code,
            "title": self.indicator.title,
            "numerator": self.counted.numerator,
            "denominator": self.counted.denominator,
            "denominator_year": self.counted.denominator_year,
            "value": None if value is None else round(value, 6),
            "unit": str(self.indicator.unit),
            "source": self.source,
        }
