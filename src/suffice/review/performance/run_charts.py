"""Which measures have a run chart, of what, and why the others have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from suffice.engine.comparison.charts import Chart
from suffice.engine.comparison.proportions import laney_p
from suffice.engine.comparison.xmr import FEWEST, STOCK, NotForARunChart, Series, xmr
from suffice.engine.comparison.xmr import Rebase as NewBeginning
from suffice.engine.measures import Indicator, Span, Tally
from suffice.engine.measures.monthly import FLOWS
from suffice.review.performance.days import month_end, month_ends
from suffice.review.performance.figures import Point, Told
from suffice.review.performance.rare_charts import RARE, of_gaps, usual
from suffice.review.performance.run_targets import aimed

LARGE = 300
"""From so many a month on, a share has too little luck of its own for single values, and Laney's limits are used."""

STOCKS = frozenset(
    f"brought_{code}"
    for code in (
        "unallocated",
        "privately_fostered",
        "education_plans",
        "adopters_assessed",
        "adopters_waiting",
        "exploitation_at_risk",
        "targeted_provision",
        "specialist_mental_health",
        "intensive_support_families",
        "two_year_old_places",
        "pathway_plans",
        "offenders_in_education",
        "trained_restorative",
        "trained_family",
        "trained_domestic_abuse",
    )
)
"""Brought measures of who is there at the month's end, and not of what happened in it."""

ROLLING = (
    "Each point looks back over {span}, so that two that follow one another share most of what they count, and a run "
    "chart would find a sign where nothing happened. The line is plain, without limits."
)
YEARLY = (
    "This is told once a year, which is too seldom for a run chart: limits need {fewest} points. The line is plain."
)
TOO_FEW = "There are {points} months to chart so far. A run chart needs at least {fewest}; the line is plain till then."
GAPS = "Some months have nothing to work a figure out of, also by quarter, so there is no run chart. The line is plain."
_SPANS = {Span.YEAR: "twelve months", Span.TWO_YEARS: "two years", Span.THREE_YEARS: "three years"}


@dataclass(frozen=True, slots=True)
class Run:
    """A run chart, or why there is none.

    Attributes:
        chart: as `engine.comparison` makes it; None where there is none.
        why_not: why, as a sentence; "" where there is one.
        of: what a point is: "a month", "a quarter".
        heading: of the values, units included.
        ends: [point] the last day of each.
        targets: [point] what is aimed at, on the scale of the points; empty where there is nothing, or none is drawn.
        aim: how the target is drawn, or why it is not, as a sentence; "" where it stands in its own unit.
    """

    chart: Chart | None = None
    why_not: str = ""
    of: str = ""
    heading: str = ""
    ends: tuple[date, ...] = ()
    targets: tuple[float, ...] = ()
    aim: str = ""

    def document(self) -> dict[str, Any]:
        """Return the chart as plain values, ready for JSON."""
        if self.chart is None:
            return {"why_not": self.why_not}
        ends = [one.isoformat() for one in self.ends]
        drawn = {"targets": list(self.targets), "aim": self.aim}
        return self.chart.document() | {"why_not": "", "of": self.of, "heading": self.heading, "ends": ends} | drawn


def run_chart(
    indicator: Indicator,
    told: Told,
    *,
    rebases: Sequence[tuple[date, str]] = (),
    target: float | None = None,
) -> Run:
    """Return the run chart of a measure by the rules of Making Data Count, or why it has none.

    Args:
        indicator: the definition.
        told: its figures.
        rebases: from which month mean and limits begin anew, and why.
        target: what is aimed at, in the measure's unit; drawn on the scale of the points.
    """
    why_not = _never(indicator)
    if why_not:
        return Run(why_not=why_not)
    points = without_gaps(told.months if indicator.code in FLOWS else told.points)
    if len(points) < FEWEST:
        return Run(why_not=TOO_FEW.format(points=len(points), fewest=FEWEST))
    numbers = indicator.counted_as in (Tally.RATE, Tally.NUMBER, Tally.SUM)
    if told.events and usual(indicator, points) < RARE:
        return _of_gaps(indicator, points, told.events, target=target)
    return _Charted(indicator, numbers, tuple(rebases), target).of(points)


def _of_gaps(
    indicator: Indicator, points: Sequence[Point], events: Sequence[Sequence[int]], *, target: float | None
) -> Run:
    found = of_gaps(indicator, points, events[-len(points) :])
    aim = _NO_TARGET if target is not None and found.chart is not None else ""
    return Run(found.chart, found.why_not, found.of, found.heading, found.ends, aim=aim)


def _never(indicator: Indicator) -> str:
    if indicator.code in FLOWS:
        return ""
    if indicator.code in STOCKS:
        return STOCK
    if any(one.startswith("figures:") for one in indicator.source):
        return ""
    if indicator.span is Span.COLLECTION_YEAR or "csww" in indicator.source:
        return YEARLY.format(fewest=FEWEST)
    return ROLLING.format(span=_SPANS[indicator.span]) if indicator.span in _SPANS else STOCK


def without_gaps(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the latest of the points that follow one another month by month."""
    kept: list[Point] = []
    for one in reversed(points):
        if kept and len(month_ends(one.on, kept[-1].on)) != 2:
            break
        kept.append(one)
    return tuple(reversed(kept))


def by_quarter(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return what was counted in each whole quarter of the year, without the figure: it has to be worked out."""
    groups: dict[tuple[int, int], list[Point]] = {}
    for one in points:
        groups.setdefault((one.on.year, (one.on.month - 1) // 3), []).append(one)
    return tuple(_added(months) for months in groups.values() if len(months) == 3)


def _added(months: Sequence[Point]) -> Point:
    above = sum(one.numerator or 0 for one in months)
    below = sum(one.denominator or 0 for one in months)
    return Point(None, above, below, None, None, month_end(months[-1].on))


@dataclass(frozen=True, slots=True)
class _Charted:
    """How the months of one measure become a chart."""

    indicator: Indicator
    numbers: bool
    rebases: tuple[tuple[date, str], ...]
    target: float | None

    def of(self, months: Sequence[Point]) -> Run:
        rare = usual(self.indicator, months) < RARE
        for quarters in (True,) if rare else (False, True):
            points = by_quarter(months) if quarters else months
            if len(points) >= FEWEST and (self.numbers or all(one.denominator for one in points)):
                return self._drawn(points, quarters=quarters)
        if len(by_quarter(months)) < FEWEST:
            return Run(why_not=_RARE.format(quarters=len(by_quarter(months)), fewest=FEWEST))
        return Run(why_not=GAPS)

    def _drawn(self, points: Sequence[Point], *, quarters: bool) -> Run:
        labels = [_quarter(one.on) if quarters else f"{one.on:%B %Y}" for one in points]
        aim = aimed(self.indicator, self.target, points, quarters=quarters)
        try:
            chart = self._chart(points, labels, aim.own)
        except (NotForARunChart, ValueError) as refusal:
            return Run(why_not=str(refusal))
        of = "a quarter" if quarters else "a month"
        heading = f"Number in {of}" if self.numbers else f"Figure of {of} ({self.indicator.unit})"
        return Run(chart, "", of, heading, tuple(one.on for one in points), aim.targets, aim.sentence)

    def _chart(self, points: Sequence[Point], labels: list[str], target: float | None) -> Chart:
        anew = self._beginnings(points, labels)
        usual = sum(one.denominator or 0 for one in points) / len(points)
        if self.indicator.counted_as is Tally.SHARE and usual >= LARGE and not anew:
            above, below = [one.numerator or 0 for one in points], [one.denominator or 0 for one in points]
            return laney_p(above, below, labels, polarity=self.indicator.polarity, target=target)
        values = [self._value(one) for one in points]
        series = Series.FLOW if self.numbers else Series.SHARE
        return xmr(values, labels, series=series, polarity=self.indicator.polarity, rebases=anew, target=target)

    def _value(self, point: Point) -> float:
        above = point.numerator or 0
        return above if self.numbers else above * self.indicator.unit.scale / (point.denominator or 1)

    def _beginnings(self, points: Sequence[Point], labels: Sequence[str]) -> list[NewBeginning]:
        """Return where the chart begins anew: at the first point that ends on or after the day given."""
        found = {}
        for on, reason in self.rebases:
            label = next((label for one, label in zip(points, labels, strict=True) if one.on >= on), None)
            if label is not None:
                found[label] = NewBeginning(label, reason)
        return list(found.values())


_NO_TARGET = "The target is not drawn: it is of a whole time, and the points are gaps between one event and the next."
_RARE = (
    "This happens less than five times a month, so months are added up by quarter, and there are {quarters} quarters "
    "so far: a run chart needs at least {fewest}. The line is plain till then."
)
_QUARTERS = ("January to March", "April to June", "July to September", "October to December")


def _quarter(on: date) -> str:
    return f"{_QUARTERS[(on.month - 1) // 3]} {on.year}"
