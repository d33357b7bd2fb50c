"""What the figures say, in sentences: every one is written from the figures, and none where they cannot carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from suffice.analyse.needs.rates import Rate
from suffice.analyse.needs.trends import Breakdown, Point
from suffice.core.pages.words import counted, day, number, per_cent

_SMALL = 10  # a rate below this is told with one decimal


def in_care(now: Point, before: Point | None, rate: Rate | None) -> str:
    """585 children were in care on 30 June 2020, 26 fewer than a year before. That is 95 in every 10,000 children."""
    told = f"{_children(now.total)} in care on {day(now.on)}{_since(now, before)}."
    return told if rate is None or not now.total else f"{told} That is {per_10000(rate)} in every 10,000 children."


def per_10000(rate: Rate) -> str:
    """95; and 3.4 where the rate is small."""
    return _short(rate.value)


def divided_by(rate: Rate | None) -> str:
    """Say what a rate divides by, or what is missing."""
    if rate is None:
        return (
            "No rate can be worked out: there is no figure for the children who live here. "
            "Bring the official mid-year estimates, or type a number with its source."
        )
    return f"Rates divide by this figure: {rate.people.sentence[0].lower()}{rate.people.sentence[1:]}"


def left_out(point: Point) -> str:
    """Say how many children a total leaves out, or that it leaves out none."""
    if not point.left_out:
        return "No child is left out of the total."
    verb = "child is" if point.left_out == 1 else "children are"
    return (
        f"{number(point.left_out)} more {verb} left out of the total: the returns hold episodes for them "
        "but no header or no date of birth."
    )


def moved(point: Point) -> str | None:
    """190 children started to be looked after in the year to 30 June 2020 and 216 left care: 26 more left than ..."""
    if point.started is None or point.ceased is None:
        return None
    started = f"{counted(point.started, 'child', 'children')} started to be looked after in the year to {day(point.on)}"
    told = f"{started} and {number(point.ceased)} left care"
    if point.started == point.ceased:
        return f"{told}: as many as started." if point.started else f"{told}."
    more, fewer = ("started", "left") if point.started > point.ceased else ("left", "started")
    return f"{told}: {number(abs(point.started - point.ceased))} more {more} than {fewer}."


def grouped(breakdown: Breakdown, now: Point, before: Point | None) -> str:
    """Tell the largest group, and the group that changed most since a year before."""
    if not now.total:
        return f"No children were in care on {day(now.on)}."
    groups = now.groups[breakdown.code]
    largest = max(groups, key=lambda group: groups[group])
    share = f"{per_cent(groups[largest] / now.total)} of children ({number(groups[largest])} of {number(now.total)})"
    told = f"{share} were {breakdown.among[largest]} on {day(now.on)}."
    changed = most_changed(breakdown, now, before)
    return f"{told} {changed}" if changed else told


def most_changed(breakdown: Breakdown, now: Point, before: Point | None) -> str:
    """Tell the group that changed most since a year before; nothing where that year is not covered."""
    if before is None:
        return ""
    steps = {group: count - before.groups[breakdown.code][group] for group, count in now.groups[breakdown.code].items()}
    group = max(steps, key=lambda one: abs(steps[one]))
    if not steps[group]:
        return "No group changed in the year."
    word = "rose" if steps[group] > 0 else "fell"
    was, has_become = before.groups[breakdown.code][group], now.groups[breakdown.code][group]
    return f"The number {breakdown.among[group]} {word} most in the year, from {number(was)} to {number(has_become)}."


def over_the_years(series: Sequence[Point]) -> str:
    """Children in care fell from 648 on 30 June 2018 to 585 on 30 June 2020."""
    return _path("Children in care", [(point.on, point.total, number(point.total)) for point in series])


def rated(series: Sequence[Point], rates: Mapping[int, float]) -> str:
    """Tell how the rate went over the years that have a population figure."""
    known = [(point.on, rates[point.on.year]) for point in series if point.on.year in rates]
    return _path("Children in care in every 10,000", [(on, value, _short(value)) for on, value in known])


def plainly(now: Point, before: Point | None, rate: Rate | None) -> Sequence[str]:
    """Return the same for somebody who reads it on a phone and wants no terms of the trade."""
    told = [f"On {day(now.on)} the council was looking after {_young(now.total)}."]
    if before is not None:
        step = now.total - before.total
        word = "more" if step > 0 else "fewer"
        told.append(
            f"That is {number(abs(step))} {word} than a year before." if step else "A year before it was the same."
        )
    if rate is not None and now.total:
        told.append(f"That is about 1 in every {number(10_000 / rate.value)} children who live here.")
    return told


def _children(total: int) -> str:
    if not total:
        return "No children were"
    return f"{counted(total, 'child', 'children')} {'was' if total == 1 else 'were'}"


def _young(total: int) -> str:
    return counted(total, "child or young person", "children and young people") if total else "no children"


def _since(now: Point, before: Point | None) -> str:
    if before is None:
        return ""
    step = now.total - before.total
    if not step:
        return ", the same as a year before"
    return f", {number(abs(step))} {'more' if step > 0 else 'fewer'} than a year before"


def _short(value: float) -> str:
    return number(value, 1 if value < _SMALL else 0)


def _path(what: str, steps: Sequence[tuple[date, float, str]]) -> str:
    """Tell the way from the first step to the last: the day, the value and the value in words."""
    (first_day, first, first_words), (last_day, last, last_words) = steps[0], steps[-1]
    if len(steps) == 1:
        return f"{what}: {last_words} on {day(last_day)}."
    if first_words == last_words:
        return f"{what}: {last_words} on {day(last_day)}, as on {day(first_day)}."
    verb = "rose" if last > first else "fell"
    return f"{what} {verb} from {first_words} on {day(first_day)} to {last_words} on {day(last_day)}."
