"""Every measure on every day that it can be told, and by groups of children on the last of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from suffice.core.pages.words import day
from suffice.engine.comparison.luck import interval_of
from suffice.engine.measures import INDICATORS, Count, Indicator, Measure, Scene, Tally, measure
from suffice.engine.measures.computing import another_day
from suffice.engine.measures.lacking import lacking
from suffice.engine.measures.model import figure
from suffice.engine.measures.monthly import FLOWS, month_in_turn, month_of
from suffice.engine.measures.order import Turns
from suffice.engine.measures.scene import chosen
from suffice.engine.measures.splitting import SPLITS
from suffice.review.performance.days import Days
from suffice.review.performance.figures import Figure, Group, Point, Told
from suffice.review.performance.rare_charts import RARE, seldom_fails, usual

Progress = Callable[[int, int, str], None]
_PLACES = 6
Kind = TypeVar("Kind", bound=Figure)


@dataclass
class _Kept:
    """What has been told of one measure so far; days come from the last to the first."""

    points: list[Point] = field(default_factory=list)
    months: list[Point] = field(default_factory=list)
    turns: list[Turns | None] = field(default_factory=list)
    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    lacking: str = ""
    source: str = ""
    published: Point | None = None

    def told(self, indicator: Indicator) -> Told:
        """Return it in order of time."""
        why = "" if self.points else self.lacking
        points, months = tuple(reversed(self.points)), tuple(reversed(self.months))
        return Told(points, months, self.groups, why, self.source, self.published, self._events(indicator, months))

    def _events(self, indicator: Indicator, months: tuple[Point, ...]) -> tuple[tuple[int, ...], ...]:
        """Return when in each month it happened, of what is rare and whose days are told; else nothing."""
        turns = [one for one in reversed(self.turns) if one is not None]
        if not months or len(turns) < len(months) or usual(indicator, months) >= RARE:
            return ()
        if indicator.counted_as is not Tally.SHARE:
            return tuple(one.days for one in turns)
        fails = seldom_fails(months)
        return tuple(tuple(at for at, passes in enumerate(one.passes, 1) if passes is not fails) for one in turns)


def work_out(
    seen: Scene, *, indicators: Mapping[str, Indicator] = INDICATORS, progress: Progress | None = None
) -> dict[str, Told]:
    """Work out every measure of a scene's returns, on every day that they can tell.

    Args:
        seen: the authority's children, of any day.
        indicators: by code.
        progress: told how many days are done, of how many, and which is next.
    """
    days = Days(seen)
    on = {code: days.of(one) for code, one in indicators.items()}
    kept: dict[str, _Kept] = defaultdict(_Kept)
    for done, one in enumerate(reversed(days.every)):
        if progress is not None:
            progress(done, len(days.every), f"Counting every measure on {day(one)}")
        _add_day(another_day(seen, one), [indicators[code] for code in indicators if one in on[code]], kept)
    last = another_day(seen, days.every[-1]) if days.every else seen
    for code, indicator in indicators.items():
        if not kept[code].points and not kept[code].lacking:
            kept[code].lacking = lacking(indicator, last)
    return {code: kept[code].told(indicator) for code, indicator in indicators.items()}


def on_one_day(seen: Scene, *, indicators: Mapping[str, Indicator] = INDICATORS) -> dict[str, Point | str]:
    """Return each measure on the scene's day, or why it has no figure."""
    told = {code: measure(one, seen) for code, one in indicators.items()}
    return {code: _point(one) if one.value is not None else one.counted.note for code, one in told.items()}


def _add_day(seen: Scene, indicators: list[Indicator], kept: Mapping[str, _Kept]) -> None:
    month = month_of(seen)
    for indicator in indicators:
        told, found = kept[indicator.code], measure(indicator, seen)
        if found.value is None:
            told.lacking = told.lacking or found.counted.note
            continue
        if not told.points:
            told.groups, told.source = _groups(found), found.source
            told.published = _as_published(found)
        told.points.append(_point(found))
        if indicator.code in FLOWS:
            counted, turns = month_in_turn(indicator, month)
            told.months.append(_of(Point, indicator, counted, on=seen.on))
            told.turns.append(turns)


def _point(found: Measure) -> Point:
    return _of(Point, found.indicator, found.counted, on=found.on)


def _as_published(found: Measure) -> Point | None:
    """Return the figure as it would be by the published definition; None where it is counted so."""
    if all(chosen(found.scene, one) == one.default for one in found.indicator.options):
        return None
    return _point(measure(found.indicator, replace(found.scene, options={})))


def _groups(found: Measure) -> dict[str, tuple[Group, ...]]:
    groups = {}
    for split in SPLITS:
        try:
            parts = found.by(split)
        except ValueError:
            continue
        if any(one.key is not None for one in parts):
            told = [_of(Group, found.indicator, one.counted, key=one.key, label=one.label) for one in parts]
            groups[split] = tuple(told)
    return groups


def _of(kind: type[Kind], indicator: Indicator, counted: Count, **more: date | str | None) -> Kind:
    value, interval = figure(indicator, counted), interval_of(indicator, counted)
    low, high = (None, None) if interval is None else (_short(interval.low), _short(interval.high))
    return kind(_short(value), _short(counted.above), _short(counted.below), low, high, **more)


def _short(value: float | None) -> float | None:
    """Return a number as it is kept: whole where it is, else with six places."""
    return value if value is None or isinstance(value, int) else round(value, _PLACES)
