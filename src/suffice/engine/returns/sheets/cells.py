"""One cell of a simple table from text to value, or the words for what is wrong with it."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from suffice.engine.returns.dates import parse_one
from suffice.engine.returns.sheets.layout import Column, Kind, plain

FORMULA = re.compile(r"^(?:[=+@]|-[^0-9.£])")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,10})?|[+-]?\.[0-9]{1,10}", re.ASCII)
_MONTH = re.compile(
    r"(?P<year>[0-9]{4})[-/](?P<number>[0-9]{1,2})|(?P<name>[a-z]{3,9})[ -](?P<after>[0-9]{4})", re.IGNORECASE
)
_YES = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}


class Unusable(ValueError):
    """A cell that cannot be used; the message completes "row 3 of x.csv ...: ...", and says what to write."""


def value_of(text: str, column: Column) -> Any:
    """Return what a cell that is not blank holds.

    Raises:
        Unusable: with what is wrong and what to write instead.
    """
    return _KINDS[column.kind](text, column)


def _text(text: str, column: Column) -> str:
    return text


def _whole(text: str, column: Column) -> int:
    number = _decimal(text, "a whole number", column)
    if number != number.to_integral_value():
        raise Unusable("it is not a whole number: write one")
    return int(number)


def _pounds(text: str, column: Column) -> Decimal:
    return _decimal(text.removeprefix("£").strip(), "a number of pounds, such as 1612.40", column)


def _number(text: str, column: Column) -> Decimal:
    return _decimal(text, "a number, such as 12 or 12.5", column)


def _share(text: str, column: Column) -> Decimal:
    """Return a share: 0.85 and 85% are the same."""
    asked = "a share, such as 0.85 or 85%"
    if not text.endswith("%"):
        return _decimal(text, asked, column)
    number = _decimal(text[:-1].strip(), asked, column, bounded=False) / 100
    return _bounded(number, column)


def _decimal(text: str, asked: str, column: Column, *, bounded: bool = True) -> Decimal:
    if FORMULA.match(text):
        raise Unusable(f"it is a formula, which is not worked out here: write {asked}")
    if not _NUMBER.fullmatch(text):
        raise Unusable(f"it is not a number: write {asked}")
    number = Decimal(text.replace(",", ""))
    return _bounded(number, column) if bounded else number


def _bounded(number: Decimal, column: Column) -> Decimal:
    if column.least is not None and number < column.least:
        raise Unusable(f"it is less than {column.least}, the least that can be: correct it")
    if column.most is not None and number > column.most:
        raise Unusable(f"it is more than {column.most}, the most that can be: correct it")
    return number


def _day(text: str, column: Column) -> date:
    day, _ = parse_one(text, today=date.max, future=True)
    if day is None:
        raise Unusable("it is not a date: write one such as 2026-04-01 or 01/04/2026")
    return day


def _month(text: str, column: Column) -> date:
    """Return the first day of the month that is written, by itself or as any of its days."""
    found = _MONTH.fullmatch(text)
    if found is None:
        return _day(text, column).replace(day=1)
    named = [name for name in month_name if found["name"] and name.casefold().startswith(found["name"].casefold())]
    number = list(month_name).index(named[0]) if len(named) == 1 else int(found["number"] or 0)
    try:
        return date(int(found["year"] or found["after"]), number, 1)
    except ValueError as wrong:
        raise Unusable("it is not a month: write one such as 2026-04 or April 2026") from wrong


def _choice(text: str, column: Column) -> str:
    found = column.choices.get(plain(text))
    if found is None:
        raise Unusable(f"it is not one of {', '.join(dict.fromkeys(column.choices.values()))}: write one of them")
    return found


def _yes(text: str, column: Column) -> bool:
    found = _YES.get(plain(text))
    if found is None:
        raise Unusable("it is neither yes nor no: write one of them")
    return found


_KINDS: Mapping[Kind, Callable[[str, Column], Any]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.SHARE: _share,
    Kind.POUNDS: _pounds,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.CHOICE: _choice,
    Kind.YES: _yes,
}
