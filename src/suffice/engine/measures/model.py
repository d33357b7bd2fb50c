"""What a measure is: its definition, the judgement on each child, the count, and the figure that comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from suffice.engine.measures.scene import Scene


class Unit(StrEnum):
    """What the value is a number of; the label is what documents carry."""

    PER_10_000 = "per 10,000"
    PERCENT = "%"
    NUMBER = "number"
    DAYS = "days"
    MEAN = "mean"

    @property
    def scale(self) -> int:
        """What the quotient is multiplied by."""
        return {Unit.PER_10_000: 10_000, Unit.PERCENT: 100}.get(self, 1)


class Polarity(StrEnum):
    """Which way is better; most figures about who is in care have no better way."""

    HIGH = "high"
    LOW = "low"
    CONTEXT = "context"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {"high": "Higher is better", "low": "Lower is better", "context": "Neither way is better"}[self.value]


class Outcome(StrEnum):
    """What an indicator says of one child (or of one review, referral or worker)."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    FAIL = "fail"
    NOT_ELIGIBLE = "not_eligible"
    INCOMPLETE = "incomplete"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "pass": "Meets the measure",
            "fail": "Does not meet it",
            "not_eligible": "Not counted: outside the definition",
            "incomplete": "Cannot be judged: something is missing",
        }[self.value]


class Tally(StrEnum):
    """How judgements become a count.

    `share`: those that pass, of those that pass or fail (weighted where the judgement has weights). `rate`: those that
    pass, for the population. `number`: those that pass. `sum`: the sum of the
    values of those that pass. `ratio`: the sum of the values over the sum of the weights.
    """

    SHARE = "share"
    RATE = "rate"
    NUMBER = "number"
    SUM = "sum"
    RATIO = "ratio"


class Span(StrEnum):
    """Which days the returns must cover for the figure to be told."""

    DAY = "day"
    YEAR = "year"
    TWO_YEARS = "two_years"
    THREE_YEARS = "three_years"
    COLLECTION_YEAR = "collection_year"
    """A whole collection year: what the return tells once a year, as at 31 March."""

    @property
    def years(self) -> int:
        """How many years up to the day; none for the day alone."""
        return {Span.DAY: 0, Span.TWO_YEARS: 2, Span.THREE_YEARS: 3}.get(self, 1)


class Cohort(StrEnum):
    """Who stands behind a figure, so that those left out for want of a date of birth can be told."""

    IN_CARE = "in_care"
    MOVING = "moving"
    OTHER = "other"


class Area(StrEnum):
    """The service area under which pages list an indicator; the value is what they call it."""

    CARE = "Children in care"
    STABILITY = "Placement stability"
    SUFFICIENCY = "Sufficiency"
    HEALTH = "Health of children in care"
    ADOPTION = "Adoption"
    LEAVERS = "Care leavers"
    NEED = "Children in need"
    PROTECTION = "Child protection"
    WORKFORCE = "Workforce"
    QUALITY = "Quality of practice"
    EARLY_HELP = "Early help"
    SPECIALIST = "Specialist support"
    INCLUSION = "Inclusion support"
    WELLBEING = "Emotional wellbeing"
    YOUTH_JUSTICE = "Youth justice"
    SAFEGUARDING = "Safeguarding"


@dataclass(frozen=True, slots=True)
class Option:
    """One point on which the official definition is not settled.

    Attributes:
        name: stable, unique over all indicators.
        choices: what may be chosen, and the sentence that says so beside the figure.
        default: what is chosen when nobody chooses.
    """

    name: str
    choices: Mapping[str, str]
    default: str


@dataclass(frozen=True, slots=True)
class Scatter:
    """How the values behind a mean lie around it.

    Attributes:
        values: how many.
        squares: the sum of their squared deviations; from the mean times its weight, where a value has one.
        cubes: the sum of the same to the third power.
    """

    values: int
    squares: float
    cubes: float

    @property
    def skewness(self) -> float:
        """How lopsided they lie, above 0 where few are far above the rest; 0 where all are alike."""
        spread = self.squares / self.values if self.values else 0.0
        return self.cubes / self.values / spread**1.5 if spread > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted for one measure.

    Attributes:
        numerator: how many pass; None when the returns do not tell.
        denominator: how many pass or fail, or the population; None when there is none.
        denominator_year: the mid-year of the population, when it is one.
        left_out: children without a date of birth, who are in neither.
        note: what a reader has to know, as a sentence; "" when there is nothing.
        incomplete: how many cannot be judged because something is missing.
        total: the sum of the values, where the figure is a mean or is weighted.
        weight: what `total` is divided by.
        scatter: how the values lie around the figure, where it is a mean.
    """

    numerator: int | None
    denominator: int | None
    denominator_year: int | None = None
    left_out: int = 0
    note: str = ""
    incomplete: int = 0
    total: float | None = None
    weight: float | None = None
    scatter: Scatter | None = None

    @property
    def above(self) -> float | None:
        """What stands above the line: the sum where there is one, the number otherwise."""
        return self.numerator if self.total is None else self.total

    @property
    def below(self) -> float | None:
        """What stands below the line."""
        return self.denominator if self.weight is None else self.weight


@dataclass(frozen=True, slots=True)
class Indicator:
    """The definition of a measure.

    Attributes:
        code: stable, the same in every year.
        title: what a page calls it.
        numerator: who is counted, in words.
        denominator: out of whom, in words; "" for a number.
        who_counts: who is left in and out.
        unit: of the value.
        polarity: which way is better.
        reference: where the definition comes from.
        judge: tells, one row an item, ``authority, child, item`` (String; "" where a child has one), ``outcome`` (an
            `Outcome` value) and, for means and weighted shares, ``value`` and ``weight`` (Float64). Further columns
            are keys to split by. See `measures.judging`.
        source: what must have been brought: ``ssda903``, ``ssda903:OC2`` (a table of that return), ``cin``,
            ``annex_a``, ``csww``, ``places``, ``audit``, ``figures:early_help_assessments`` (a measure by template).
        area: where pages list it.
        span: the days that the 903 returns must cover; of no matter to other returns.
        cohort: who is left out for want of a date of birth.
        tally: how judgements are counted; by default as the unit asks.
        incomplete_counts: whether items that cannot be judged stay in the denominator.
        options: what the official definition leaves open.
        valid_from: the first day of which it can be told; None for always.
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
    judge: Callable[[Scene], pl.DataFrame]
    source: tuple[str, ...] = ("ssda903",)
    area: Area = Area.CARE
    span: Span = Span.DAY
    cohort: Cohort = Cohort.OTHER
    tally: Tally | None = None
    incomplete_counts: bool = False
    options: tuple[Option, ...] = ()
    valid_from: date | None = None
    version: str = "1"

    @property
    def counted_as(self) -> Tally:
        """How judgements are counted."""
        by_unit = {Unit.PER_10_000: Tally.RATE, Unit.PERCENT: Tally.SHARE, Unit.NUMBER: Tally.NUMBER}
        return self.tally or by_unit.get(self.unit, Tally.RATIO)


@dataclass(frozen=True, slots=True)
class Part:
    """One group of a measure that has been split.

    Attributes:
        key: the value by which children were grouped; None where it is not known.
        label: the words a page uses.
        counted: numerator and denominator of the group.
        value: the figure.
    """

    key: str | None
    label: str
    counted: Count
    value: float | None


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its definition, what was counted, and where that came from.

    Attributes:
        indicator: the definition.
        on: the day.
        counted: numerator and denominator.
        source: returns, population, who is left out and the definition's version, as sentences.
        judgement: the children behind it with their outcomes, as `Indicator.judge` tells them; empty without a figure.
        scene: what it was worked out from.
    """

    indicator: Indicator
    on: date
    counted: Count
    source: str
    judgement: pl.DataFrame = field(repr=False, compare=False)
    scene: Scene = field(repr=False, compare=False)

    @property
    def value(self) -> float | None:
        """The figure, worked out from the count each time; None without a numerator, or a denominator above zero."""
        return figure(self.indicator, self.counted)

    def by(self, split: str) -> tuple[Part, ...]:
        """Return the same figure for each group of children; see `measures.splitting.SPLITS` for what can be asked."""
        from suffice.engine.measures.splitting import parts  # noqa: PLC0415 - it counts, and so needs this module

        return parts(self, split)

    def document(self) -> dict[str, Any]:
        """Return the measure in the shape that ``suffice measures --json`` promises."""
        value, above, below = self.value, self.counted.above, self.counted.below
        return {
            "code": self.indicator.code,
            "title": self.indicator.title,
            "numerator": above if above is None else round(above, 6),
            "denominator": below if below is None else round(below, 6),
            "denominator_year": self.counted.denominator_year,
            "value": None if value is None else round(value, 6),
            "unit": str(self.indicator.unit),
            "source": self.source,
        }


def figure(indicator: Indicator, counted: Count) -> float | None:
    """Return what a count comes to under an indicator."""
    if indicator.counted_as in (Tally.NUMBER, Tally.SUM):
        return counted.above
    above, below = counted.above, counted.below
    return None if above is None or not below else above * indicator.unit.scale / below
