"""Charts of what is too rare for months or quarters: the gaps between one time and the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from suffice.engine.comparison.charts import Chart
from suffice.engine.comparison.rare import g_chart, t_chart
from suffice.engine.comparison.xmr import FEWEST
from suffice.engine.measures import Indicator, Polarity, Tally
from suffice.review.performance.figures import Point

RARE = 5
"""Fewer than so many a month are charted by the gaps between, or added up by quarter where no gap is told."""
MOST = 60
"""Gaps that a chart shows, the latest: the more points, the more signs there are by chance alone."""
CASES, DAYS = "how many lie between one time and the next", "how many days lie between one time and the next"
TOO_SELDOM = (
    "This happens so seldom that there are {gaps} gaps between one time and the next so far. A chart of gaps needs at "
    "least {fewest}; the line is plain till then."
)
_LATEST = "The latest {shown} gaps are charted, of {every}."
_THOSE = "Charted are those that {way} the measure, among all who are judged."
_OTHER_WAY = {Polarity.LOW: Polarity.HIGH, Polarity.HIGH: Polarity.LOW, Polarity.CONTEXT: Polarity.CONTEXT}


@dataclass(frozen=True, slots=True)
class Gaps:
    """A chart of gaps.

    Attributes:
        chart: as `engine.comparison.rare` makes it; None where there are too few gaps.
        why_not: why, as a sentence; "" where there is one.
        of: what a point is.
        heading: of the values.
        ends: [gap] about when it ended.
    """

    chart: Chart | None
    why_not: str = ""
    of: str = ""
    heading: str = ""
    ends: tuple[date, ...] = ()


def usual(indicator: Indicator, months: Sequence[Point]) -> float:
    """Return how many a month holds on average: of a share, on its rarer side."""
    above = sum(one.numerator or 0 for one in months)
    if indicator.counted_as in (Tally.RATE, Tally.NUMBER, Tally.SUM):
        return above / len(months)
    below = sum(one.denominator or 0 for one in months)
    return min(above, below - above if below > above else above) / len(months)


def seldom_fails(months: Sequence[Point]) -> bool:
    """Say whether those of a share that do not meet it are the rarer ones."""
    above, below = sum(one.numerator or 0 for one in months), sum(one.denominator or 0 for one in months)
    return above > below - above


def of_gaps(indicator: Indicator, months: Sequence[Point], events: Sequence[Sequence[int]]) -> Gaps:
    """Return the chart of gaps: of days for numbers, of those that lie between for shares.

    Args:
        indicator: the definition.
        months: what was counted in each, none missing between.
        events: [month] the days of the month on which it happened; of a share, the places, counted from 1 in order of
            time, of those on its rarer side among all of the month.
    """
    if indicator.counted_as is Tally.SHARE:
        return _of_cases(indicator, months, events)
    days = [one.on.replace(day=day) for one, days in zip(months, events, strict=True) for day in days]
    if len(days) <= FEWEST:
        return Gaps(None, TOO_SELDOM.format(gaps=max(len(days) - 1, 0), fewest=FEWEST))
    every, days = len(days) - 1, days[-MOST - 1 :]
    chart = t_chart(days, [f"{day:%B %Y}" for day in days], polarity=_OTHER_WAY[indicator.polarity])
    return Gaps(_noted(chart, every), "", DAYS, "Days between", tuple(days[1:]))


def _noted(chart: Chart, every: int, *notes: str) -> Chart:
    latest = (_LATEST.format(shown=MOST, every=every),) if every > MOST else ()
    return replace(chart, notes=(*chart.notes, *notes, *latest))


def _of_cases(indicator: Indicator, months: Sequence[Point], events: Sequence[Sequence[int]]) -> Gaps:
    told = list(_between(months, events))
    if len(told) < FEWEST:
        return Gaps(None, TOO_SELDOM.format(gaps=len(told), fewest=FEWEST))
    found = told[-MOST:]
    fails = seldom_fails(months)
    polarity = indicator.polarity if fails else _OTHER_WAY[indicator.polarity]
    chart = g_chart([gap for gap, _ in found], [f"{on:%B %Y}" for _, on in found], polarity=polarity)
    those = _THOSE.format(way="do not meet" if fails else "meet")
    return Gaps(_noted(chart, len(told), those), "", CASES, "How many lie between", tuple(on for _, on in found))


def _between(months: Sequence[Point], events: Sequence[Sequence[int]]) -> Iterator[tuple[int, date]]:
    """Return how many lie between each event and the one before it, and about when it was; the first has none."""
    since: int | None = None
    for month, places in zip(months, events, strict=True):
        every, last = int(month.denominator or 0), 0
        for place in places:
            if since is not None:
                yield since + place - last - 1, _about(month.on, place, every)
            since, last = 0, place
        since = since if since is None else since + every - last


def _about(end: date, place: int, every: int) -> date:
    """Return the day of the month that lies as far in it as the event among all of the month."""
    return end - timedelta(days=round((end.day - 1) * (1 - place / every)))
