"""Figures of a report as words: those of the room of measures, after what may not be shown has been taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from suffice.core.pages.words import day, number
from suffice.engine.calendar import months_after
from suffice.engine.disclosure import HIDDEN
from suffice.engine.measures import Indicator, Polarity
from suffice.review.performance import sentences
from suffice.review.performance.aiming import aim
from suffice.review.performance.figures import Point
from suffice.review.reports.inputs import Line

NOTHING = "-"


class Direction(StrEnum):
    """How a figure stands to the one of a year before."""

    BETTER = "Better"
    WORSE = "Worse"
    HIGHER = "Higher"
    LOWER = "Lower"
    SAME = "No clear change"
    UNKNOWN = NOTHING


def value(indicator: Indicator, told: float | None) -> str:
    """82.0%; c where it may not be shown."""
    return HIDDEN if told is None else sentences.value_words(indicator, told)


def count(indicator: Indicator, figure: Point) -> str:
    """41 of 50; over 54 for a mean; a dash where there is none to tell."""
    if figure.value is None:
        return HIDDEN
    return sentences.counts(indicator, figure) or NOTHING


def between(indicator: Indicator, figure: Point) -> str:
    """69.2% to 90.1%; a dash where its luck is not known."""
    return sentences.interval(indicator, figure) or NOTHING


def year_before(figures: Sequence[Point]) -> Point | None:
    """Return the figure of the same month a year before the last; None without one."""
    if not figures:
        return None
    wanted = _month(months_after(figures[-1].on, -12))
    return next((one for one in figures if _month(one.on) == wanted), None)


def rows_of(figures: Sequence[Point], months: int) -> list[Point]:
    """Return the figures that a table shows, the last first: five steps of so many months, and a year before.

    Where a measure is told more rarely, its last five.
    """
    if not figures:
        return []
    last = figures[-1].on.replace(day=1)
    wanted = {_month(months_after(last, -months * step)) for step in range(5)} | {_month(months_after(last, -12))}
    found = {_month(one.on): one for one in figures if _month(one.on) in wanted}
    return list(reversed(list(found.values()) if len(found) > 2 else figures[-5:]))


def direction(line: Line) -> Direction:
    """Say how the last figure stands to that of a year before: better only where it is more than chance."""
    now, before = line.now, year_before(line.figures)
    if now is None or before is None or now.value is None or before.value is None:
        return Direction.UNKNOWN
    change = sentences.difference_of(now, before)
    if now.value == before.value or (change is not None and change.interval.low <= 0 <= change.interval.high):
        return Direction.SAME
    rose = now.value > before.value
    if change is None or line.indicator.polarity is Polarity.CONTEXT:
        return Direction.HIGHER if rose else Direction.LOWER
    return Direction.BETTER if rose == (line.indicator.polarity is Polarity.HIGH) else Direction.WORSE


def finding(line: Line) -> str:
    """82.0% on 31 March 2022, 41 of 50. On 31 March 2021 it was 78.0%: a change no larger than chance would make."""
    now = line.now
    if now is None:
        return line.lacking
    if now.value is None:
        return f"So few children are counted on {day(now.on)} that the figure is not shown."
    before = year_before(line.figures)
    if before is not None and before.value is None:
        behind = sentences.counts(line.indicator, now)
        told = f"{sentences.in_prose(line.indicator, now.value)} on {day(now.on)}" + (f", {behind}" if behind else "")
        return f"{told}. The figure of a year before is not shown."
    return sentences.answer(line.indicator, now, before)


def against_target(line: Line) -> str:
    """The target of 85.0% is missed."""
    now = line.now
    if line.target is None or now is None or now.value is None:
        return ""
    return sentences.aimed(line.indicator, line.target, aim(now, line.target, line.indicator.polarity))


def glance(lines: Sequence[Line]) -> str:
    """12 of 14 indicators can be told; 3 are better than a year before and 1 is worse, by more than chance."""
    told = [line for line in lines if line.now is not None]
    if not told:
        return "None of the indicators can be told yet."
    ways = [direction(line) for line in told]
    better, worse = ways.count(Direction.BETTER), ways.count(Direction.WORSE)
    return (
        f"{number(len(told))} of {number(len(lines))} indicators can be told; {_are(better)} better than a year before "
        f"and {_are(worse)} worse, by more than chance."
    )


@dataclass(frozen=True, slots=True)
class Cells:
    """A line of the table at a glance."""

    now: str
    before: str
    target: str
    direction: str


def cells(line: Line) -> Cells:
    """Return what the table at a glance shows of a line."""
    before = year_before(line.figures)
    return Cells(
        now="not told" if line.now is None else value(line.indicator, line.now.value),
        before=NOTHING if before is None else value(line.indicator, before.value),
        target=NOTHING if line.target is None else value(line.indicator, line.target),
        direction=str(direction(line)),
    )


def _are(count: int) -> str:
    return f"{number(count)} {'is' if count == 1 else 'are'}" if count else "none is"


def _month(on: date) -> tuple[int, int]:
    return on.year, on.month
