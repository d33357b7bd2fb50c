"""Working out who is over-represented on a few days: the latest that the returns tell of, and two year ends before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from suffice.analyse.needs.equality.figures import BEFORE, LIVING, Beside, Day, Equality, Held, Row
from suffice.engine.calendar import collection_year, year_end
from suffice.engine.comparison.representation import Group, Representation, representation
from suffice.engine.measures import Scene
from suffice.engine.measures.living import BY, Living, label_of, of_day
from suffice.engine.needs.equality import Cohort, Counted, by_group

DEFINITION = "2"
"""Version of the definitions below; figures made under another are made again."""

YEARS = 2
Progress = Callable[[int, int, str], None]


def days_of(first: date | None, latest: date) -> tuple[date, ...]:
    """Return the days that are worked out, the latest first: it, and the year ends of two years before it."""
    ends = (year_end(collection_year(latest) - back) for back in range(YEARS + 1))
    before = [one for one in ends if one < latest and (first is None or one >= first)]
    return (latest, *before[:YEARS])


def work_out(scenes: Mapping[date, Scene], living: Sequence[Living], *, progress: Progress) -> Equality:
    """Return who is over-represented on every day.

    Args:
        scenes: what measures of each day look at, the latest day first.
        living: children by group; of each grouping the latest year by the day is taken, else the earliest.
        progress: told how many days are done.
    """
    found = []
    for done, (on, scene) in enumerate(scenes.items()):
        progress(done, len(scenes), f"Counting children by group on {on.day} {on:%B %Y}")
        counted = {one.cohort: one for one in by_group(scene)}
        found.append(Day(on, tuple(_held(one, counted, of_day(living, on)) for one in counted.values())))
    return Equality(tuple(found))


def _held(one: Counted, counted: Mapping[Cohort, Counted], living: Mapping[str, Living]) -> Held:
    besides = tuple(
        each for by in BY if by in one.groups for each in (_lives(one, by, living), _before(one, by, counted)) if each
    )
    return Held(
        one.cohort,
        one.source,
        one.total,
        {by: groups.get("", 0) for by, groups in one.groups.items()},
        {by: {label_of(by, key): count for key, count in groups.items() if key} for by, groups in one.groups.items()},
        besides,
    )


def _lives(one: Counted, by: str, living: Mapping[str, Living]) -> Beside | None:
    if by not in living:
        return None
    told = living[by]
    rows = tuple(_rows(told.folded(one.groups[by]), told.children, by))
    return Beside(by, LIVING, "children who live here", told.sentence, rows) if rows else None


def _before(one: Counted, by: str, counted: Mapping[Cohort, Counted]) -> Beside | None:
    whence = counted.get(one.cohort.before) if one.cohort.before else None
    if whence is None or by not in whence.groups:
        return None
    others = {key: count for key, count in whence.groups[by].items() if key}
    rows = tuple(_rows(one.groups[by], others, by))
    return Beside(by, BEFORE, whence.cohort.among, whence.source, rows) if rows else None


def _rows(counts: Mapping[str, int], others: Mapping[str, float], by: str) -> Iterator[Row]:
    if not any(counts.get(key, 0) for key in others) or not sum(others.values()):
        return
    ours = {label_of(by, key): counts.get(key, 0) for key in others}
    theirs = {label_of(by, key): number for key, number in others.items()}
    for group in representation(ours, theirs, among=""):
        yield row_of(group)


def row_of(group: Group) -> Row:
    """Return a group as it is kept; over or under only where that can be read off its range as pages show it."""
    low, high = group.index.interval if group.index else (None, None)
    # A range that is shown as 1.00 to 1.59 reaches 1 for whoever reads it.
    reaches = low is not None and high is not None and round(low, 2) <= 1 <= round(high, 2)
    return Row(
        group.name,
        group.count,
        group.of,
        group.share.value,
        group.expected,
        group.index.value if group.index else None,
        low,
        high,
        Representation.EVEN if reaches else group.verdict,
    )
