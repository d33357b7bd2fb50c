"""One answer in a scenario file turned into a value, or refused in words."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from itertools import pairwise
from typing import Any

from suffice.engine.episodes import PlacementState
from suffice.engine.projection.scenario.fields import POINT, Answer, Field, fields_of
from suffice.engine.projection.scenario.model import Kind, Point, Shape, Who
from suffice.engine.projection.scenario.schema import ID
from suffice.engine.supply.model import Holding


class NotAnAnswer(ValueError):
    """The value does not answer the field; the message says why and what to write."""


_ENUMS: Mapping[str, type[StrEnum]] = {
    "who": Who,
    "to": PlacementState,
    "placement": PlacementState,
    "holding": Holding,
    "shape": Shape,
}
_LARGEST = sys.float_info.max
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_A_PERIOD = re.compile(r"^(\w+)_a_(month|quarter|year)$")


def answered(field: Field, value: Any) -> Any:
    """Return the value that a field's answer stands for.

    Args:
        field: what was asked.
        value: what the file holds there.

    Raises:
        NotAnAnswer: it does not answer the field.
    """
    return _READERS[field.answer](field, value)


def unwritable(text: str) -> str | None:
    """Return what to say of a text with a sign in it that no page, picture or document can write; None without one."""
    if not (found := _UNWRITABLE.search(text)):
        return None
    return f"holds a sign that cannot be written, {found[0]!a}, as letter {found.start() + 1}: take it out"


def known_keys(kind: Kind, key: str) -> str:
    """Return what to say of a key that a lever of this kind does not have: a wrong unit, a slip, or neither."""
    ours = [field.key for field in fields_of(kind)]
    if wrong := _A_PERIOD.match(key):
        for own in ours:
            right = _A_PERIOD.match(own)
            if right and right[1] == wrong[1]:
                return f"is the wrong unit: {_factor(wrong[2], right[2])} and write it as `{own}`"
    if key in {"share", "rate"} and "percent" in ours:
        return "is the wrong unit: times it by 100 and write it as `percent`"
    if near := get_close_matches(key, ours, 1):
        return f"is not known here; was `{near[0]}` meant?"
    return f"is not known here: a {kind} lever has {', '.join(['kind', *ours])}"


def _factor(wrong: str, right: str) -> str:
    given, asked = _MONTHS_IN[wrong], _MONTHS_IN[right]
    return f"divide it by {given // asked}" if given > asked else f"times it by {asked // given}"


def _number(field: Field, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotAnAnswer(f"{_shown(value)} is no number: write it in figures, without quotation marks")
    if not abs(value) <= _LARGEST:
        raise NotAnAnswer("is too large a number")
    if value == 0 and field.not_zero:
        raise NotAnAnswer("is 0, so the lever would do nothing: give another number, or take the lever out")
    least = -math.inf if field.least is None else field.least
    most = math.inf if field.most is None else field.most
    if not least <= value <= most:
        raise NotAnAnswer(f"{value:g} is outside what can be: give a number from {least:,.12g} to {most:,.12g}")
    return float(value)


def _whole(field: Field, value: Any) -> int:
    number = _number(field, value)
    if number != int(number):
        raise NotAnAnswer(f"{value:g} is no whole number: give one")
    return int(number)


def _day(field: Field, value: Any) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise NotAnAnswer(f"{_shown(value)} is no day: write it as year-month-day, such as 2026-04-01")
    return day


def _words(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise NotAnAnswer(f"{_shown(value)} is no text: write it between quotation marks")
    if said := unwritable(value):
        raise NotAnAnswer(said)
    if len(value) > (field.most or math.inf):
        raise NotAnAnswer(f"is {len(value):,} letters long: use up to {field.most:,.0f}")
    if field.key == "id" and not re.fullmatch(ID.strip("^$"), value):
        raise NotAnAnswer(f"{_shown(value)} cannot be a short name: use letters, figures, - and _ only")
    return value


def _choice(field: Field, value: Any) -> StrEnum:
    return _ENUMS[field.key](_chosen(field, value))


def _choices(field: Field, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise NotAnAnswer("must be a list between [ and ] with at least one in it; leave it out for all")
    chosen = [_chosen(field, one) for one in value]
    if len(set(chosen)) < len(chosen):
        raise NotAnAnswer("has one of them twice: keep it once")
    return tuple(one for one, _ in field.choices if one in chosen)


def _chosen(field: Field, value: Any) -> str:
    among = [one for one, _ in field.choices]
    if not isinstance(value, str) or value not in among:
        raise NotAnAnswer(f"{_shown(value)} cannot be chosen here: write one of {', '.join(among)}")
    return value


def _yes_no(field: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise NotAnAnswer(f"{_shown(value)} is neither: write true or false, without quotation marks")
    return value


def _points(field: Field, value: Any) -> tuple[Point, ...]:
    if not isinstance(value, list) or not 2 <= len(value) <= 60:
        raise NotAnAnswer("must be a list of 2 to 60 points, each between { and }")
    points = tuple(_point(one, number) for number, one in enumerate(value, start=1))
    months = [point.month for point in points]
    if any(later <= earlier for earlier, later in pairwise(months)):
        raise NotAnAnswer("are not in the order of their months: put them so, each month once")
    if all(point.entries_percent == point.leaving_percent == 0 for point in points):
        raise NotAnAnswer("change nothing: give at least one a change of entries or of leaving")
    return points


def _point(value: Any, number: int) -> Point:
    if not isinstance(value, dict):
        raise NotAnAnswer(f"point {number} is not written between {{ and }}")
    ours = {field.key: field for field in POINT}
    if unknown := [key for key in value if key not in ours]:
        raise NotAnAnswer(f"point {number} has `{unknown[0]}`, which is not known: a point has {', '.join(ours)}")
    if "month" not in value:
        raise NotAnAnswer(f"point {number} has no `month`: say how many months since the shock began")
    try:
        return Point(**{key: _number(ours[key], one) for key, one in value.items()})
    except NotAnAnswer as refusal:
        raise NotAnAnswer(f"point {number}: {refusal}") from refusal


def _shown(value: Any) -> str:
    told = "true" if value is True else "false" if value is False else "nothing" if value is None else repr(value)
    return told if len(told) <= 40 else f"{told[:37]}..."


_READERS: Mapping[Answer, Callable[[Field, Any], Any]] = {
    Answer.NUMBER: _number,
    Answer.WHOLE: _whole,
    Answer.DAY: _day,
    Answer.WORDS: _words,
    Answer.CHOICE: _choice,
    Answer.CHOICES: _choices,
    Answer.YES_NO: _yes_no,
    Answer.POINTS: _points,
}
