"""Audits of practice: as many of each grade as were published or imagined, over the days between two dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from suffice.demo.returns.chance import Chance
from suffice.engine.returns.templates.layouts import Grade

Row = dict[str, Any]

_GRADES = tuple(Grade)
_SATURDAY = 5


def audits(exercises: Sequence[Mapping[str, Any]], looks: Mapping[str, Any], chance: Chance) -> Iterator[Row]:
    """Yield the rows of one file: each audit's overall judgement, and under it the standards that were judged.

    Args:
        exercises: of a file of `audits.toml`.
        looks: who looks at what, by the kind of exercise.
        chance: who was looked at, and in what order the grades fall.
    """
    for exercise in exercises:
        grades = [grade for grade, count in zip(_GRADES, exercise["grades"], strict=True) for _ in range(count)]
        chance.shuffle(grades)
        for at, (grade, day) in enumerate(zip(grades, _days(exercise, len(grades)), strict=True), start=1):
            row = {"audit": f"{exercise['prefix']}-{at:03d}", "date": day, "exercise": exercise["exercise"]}
            yield from _audit(row, grade, looks[exercise["exercise"]], exercise.get("standards", ()), chance)


def _days(exercise: Mapping[str, Any], count: int) -> list[date]:
    """Return days evenly from the first to the last, none at a weekend."""
    first, last = exercise["first"], exercise["last"]
    step = (last - first).days / max(1, count - 1)
    return [_weekday(first + timedelta(days=round(at * step))) for at in range(count)]


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def _audit(row: Row, grade: Grade, look: Mapping[str, Any], standards: Sequence[str], chance: Chance) -> Iterator[Row]:
    service = chance.one_of(list(look["services"]))
    row |= {
        "service": service,
        "team": chance.one_of(look["services"][service]),
        "tool": look["tool"],
        "auditor": chance.one_of(look["auditors"]),
    }
    themes = look["strong" if grade in _GRADES[:2] else "weak"]
    yield {**row, "grade": grade, "themes": "; ".join(_some(themes, chance))}
    for standard in standards:
        yield {**row, "standard": standard, "grade": _near(grade, chance)}


def _near(grade: Grade, chance: Chance) -> Grade:
    """Return the grade, or at times the one beside it."""
    step = chance.pick({0: 0.7, 1: 0.15, -1: 0.15})
    return _GRADES[min(max(_GRADES.index(grade) + step, 0), len(_GRADES) - 1)]


def _some(themes: Sequence[str], chance: Chance) -> list[str]:
    first = chance.one_of(themes)
    others = [one for one in themes if one != first]
    return [first, chance.one_of(others)] if chance.yes(0.5) else [first]
