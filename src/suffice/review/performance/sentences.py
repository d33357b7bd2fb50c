"""What a measure says, in sentences: every one is written from the figures, and none where they cannot carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from suffice.core.pages.words import day, number
from suffice.engine.comparison.charts import Meaning
from suffice.engine.comparison.intervals import Estimate, Interval, difference
from suffice.engine.measures import Indicator, Tally, Unit
from suffice.engine.words import FINE
from suffice.review.performance.aiming import Aim
from suffice.review.performance.figures import Figure, Point
from suffice.review.performance.rare_charts import CASES, DAYS

_MANY_DAYS = 100
_STEPS = {"a month": "month by month", "a quarter": "quarter by quarter", **dict.fromkeys((CASES, DAYS), "gap by gap")}
_CHANCE = {
    Aim.MET_BY_CHANCE: "is met, but chance alone could have it so",
    Aim.MISSED_BY_CHANCE: "is missed, but by no more than chance could do",
    Aim.MET: "is met",
    Aim.MISSED: "is missed",
    Aim.NEAR: "is near, within what chance could do",
    Aim.ABOVE: "lies below the figure",
    Aim.BELOW: "lies above the figure",
}


def value_words(indicator: Indicator, value: float | None) -> str:
    """76.2%; 83.9; 310 days; 79: a figure in its unit, as it stands in a table."""
    if value is None:
        return "not known"
    match indicator.unit:
        case Unit.PERCENT:
            return f"{number(value, 2 if 0 < value < FINE else 1)}%"
        case Unit.NUMBER:
            return number(value, 0 if float(value).is_integer() else 1)
        case Unit.DAYS:
            return f"{number(value, 0 if value >= _MANY_DAYS or float(value).is_integer() else 1)} days"
        case _:
            return number(value, 1)


def in_prose(indicator: Indicator, value: float | None) -> str:
    """The same inside a sentence: 83.9 in every 10,000 children."""
    told = value_words(indicator, value)
    return f"{told} in every 10,000 children" if indicator.unit is Unit.PER_10_000 else told


def counts(indicator: Indicator, figure: Figure) -> str:
    """390 of 512, or over 54 for a mean: the counts behind a figure; "" for a number, which is its own count."""
    if indicator.unit in (Unit.DAYS, Unit.MEAN) and figure.denominator is not None:
        return f"over {_plain(figure.denominator)}"
    if figure.numerator is None or indicator.counted_as in (Tally.NUMBER, Tally.SUM):
        return ""
    above = _plain(figure.numerator)
    if figure.denominator is None:
        return above
    return f"{above} of {_plain(figure.denominator)}"


def interval(indicator: Indicator, figure: Figure) -> str:
    """72.3% to 79.7%; "" where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{value_words(indicator, figure.low)} to {value_words(indicator, figure.high)}"


def with_counts(indicator: Indicator, figure: Figure) -> str:
    """76.2%, 390 of 512."""
    behind = counts(indicator, figure)
    return f"{value_words(indicator, figure.value)}, {behind}" if behind else value_words(indicator, figure.value)


def answer(indicator: Indicator, now: Point, was: Point | None) -> str:
    """76.2% on 31 March 2022, 390 of 512. A year before it was 78.0%: no more than chance could do."""
    behind = counts(indicator, now)
    told = f"{in_prose(indicator, now.value)} on {day(now.on)}" + (f", {behind}" if behind else "")
    return f"{told}. {since(indicator, now, was)}".strip()


def otherwise(indicator: Indicator, published: Point) -> str:
    """It is counted as the council chose. By the published definition it would be 9.4%, 49 of 522."""
    told = with_counts(indicator, published)
    return f"It is counted as the council chose. By the published definition it would be {told}."


def since(indicator: Indicator, now: Point, was: Point | None) -> str:
    """Say what it was before, and whether more than chance has changed it."""
    if was is None or was.value is None or now.value is None:
        return "There is no earlier figure."
    told = f"On {day(was.on)} it was {value_words(indicator, was.value)}"
    if now.value == was.value:
        return f"{told}, the same."
    apart = difference_of(now, was)
    if apart is None:
        return f"{told}."
    chance = apart.interval.low <= 0 <= apart.interval.high
    return f"{told}: a change {'no larger than' if chance else 'larger than'} chance alone would make."


def over_time(indicator: Indicator, points: Sequence[Point]) -> str:
    """Children in care per 10,000 children: from 101.2 in April 2016 to 83.9 in March 2022; highest 108.0 in ..."""
    known = [one for one in points if one.value is not None]
    first, last = known[0], known[-1]
    top, low = max(known, key=_value_of), min(known, key=_value_of)
    told = f"{indicator.title}: {_in(indicator, first)} and {_in(indicator, last)}"
    inside = [
        f"{word} {_in(indicator, one)}" for word, one in (("highest", top), ("lowest", low)) if one not in (first, last)
    ]
    return "; ".join([told, *inside]) + "."


def _in(indicator: Indicator, point: Point) -> str:
    return f"{value_words(indicator, point.value)} in {point.on:%B %Y}"


def _value_of(point: Point) -> float:
    return point.value or 0.0


def aimed(indicator: Indicator, target: float, standing: Aim) -> str:
    """The target of 80.0% is missed."""
    return f"The target of {value_words(indicator, target)} {_CHANCE[standing]}."


def period(first_day: date, last_day: date | None) -> str:
    """From 1 April 2022 to 31 March 2023; from 1 April 2022 on."""
    return f"from {day(first_day)} {'on' if last_day is None else f'to {day(last_day)}'}"


def difference_of(now: Figure, was: Figure) -> Estimate | None:
    """Return what a figure has changed by, with its interval; None where the luck of either is not known."""
    ends = (now.low, now.high, was.low, was.high)
    if now.value is None or was.value is None or any(one is None for one in ends):
        return None
    first, second = (Estimate(one.value or 0, Interval(one.low or 0, one.high or 0)) for one in (now, was))
    return difference(first, second)


def _plain(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1)


def run_finding(indicator: Indicator, charted: Mapping[str, Any]) -> str:
    """Say what a run chart shows last: a sign of change, or none."""
    last, name = charted["points"][-1]["label"], f"{indicator.title}, {_STEPS[charted['of']]}"
    if charted["variation"] == "none":
        return f"{name}: no sign of change in {last}."
    latest = [one["sentence"] for one in charted["signals"] if one["last"] == last]
    told = Meaning(charted["variation"]).label.lower()
    return f"{name}: {told}. {latest[-1] if latest else ''}".strip()
