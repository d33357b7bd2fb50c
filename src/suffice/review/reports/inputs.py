"""What a report is made of: its lines with their figures, protected already, so that nothing else can be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from suffice.engine.disclosure import Protection
from suffice.engine.measures import Indicator
from suffice.review.performance.figures import Point
from suffice.review.reports.guarding import Withheld


@dataclass(frozen=True, slots=True)
class Comparator:
    """What others had, with its year and where it was published."""

    name: str
    value: float
    when: str
    source: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a figure, and who signed it."""

    words: str
    about: date
    by: str
    signed_by: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One indicator as a report tells it.

    Attributes:
        indicator: its definition.
        figures: in order of time, up to the day of the report, with no value where it may not be shown; none where the
            measure cannot be told.
        target: what is aimed at on the day of the last figure.
        comparators: what others had.
        said: signed commentary.
        source: what the last figure was counted from.
        lacking: why there is no figure, as a sentence.
    """

    indicator: Indicator
    figures: tuple[Point, ...] = ()
    target: float | None = None
    comparators: tuple[Comparator, ...] = ()
    said: Said | None = None
    source: str = ""
    lacking: str = ""

    @property
    def now(self) -> Point | None:
        """The last figure."""
        return self.figures[-1] if self.figures else None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the report, with its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a report is made of.

    Attributes:
        council: whose it is.
        title, board, readers, owner: as the report set has them.
        months: between one row of a table and the next.
        on: the day of the figures.
        made_on: the day that the report is made.
        protection: how small numbers are protected; the figures are so already.
        parts: what it tells.
        imaginary: whether the children are of the demonstration.
        withheld: figures that are kept back, in the lines already, because of others that are told.
    """

    council: str
    title: str
    board: str
    readers: str
    owner: str
    months: int
    on: date
    made_on: date
    protection: Protection
    parts: tuple[Part, ...]
    imaginary: bool = False
    withheld: tuple[Withheld, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in order."""
        return tuple(line for part in self.parts for line in part.lines)
