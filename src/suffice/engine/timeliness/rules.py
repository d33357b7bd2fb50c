"""The rules on what must be done by when, read from `rules.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from suffice.engine.calendar import bank_holidays

_LOCAL = "local"
_UNITS = {"days": "d", "weeks": "w", "months": "mo", "years": "y"}
_DAYS = {"days": 1, "working days": 7 / 5, "weeks": 7, "months": 365.25 / 12, "years": 365.25}
_MOST = 36_525  # days in a hundred years


@dataclass(frozen=True, slots=True)
class Length:
    """How long something may take: `count` of `unit` (``days``, ``working days``, ``weeks``, ``months``, ``years``)."""

    count: int
    unit: str

    @classmethod
    def of(cls, words: str) -> Length:
        """Return the length that words say.

        Raises:
            ValueError: they say none, or one of more than a hundred years.
        """
        count, _, unit = words.partition(" ")
        unit = unit if unit.endswith("s") else f"{unit}s"
        if not count.isdecimal() or not int(count) or unit not in {*_UNITS, "working days"}:
            raise ValueError(f'"{words}" is no length: write "42 days", "10 working days", "6 months" or "2 years".')
        if int(count) > _MOST / _DAYS[unit]:
            raise ValueError(f'"{words}" is longer than a hundred years. Write how long it may take.')
        return cls(int(count), unit)

    @property
    def words(self) -> str:
        """42 days; 1 month."""
        return f"{self.count} {self.unit.removesuffix('s') if self.count == 1 else self.unit}"

    def after(self, day: pl.Expr) -> pl.Expr:
        """Return the last day on which something is in time, that long after `day`."""
        if self.unit == "working days":
            return day.dt.add_business_days(self.count, holidays=bank_holidays(), roll="backward")
        return day.dt.offset_by(f"{self.count}{_UNITS[self.unit]}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as one table tells it; see `rules.toml` for what each of these means."""

    code: str
    title: str
    noun: tuple[str, str]
    area: str
    table: str
    source: str
    start: tuple[str, ...] = ()
    late: str = "overdue"
    begun: bool = False
    last: str | None = None
    heading: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    done: str | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: Length | None = None
    second: Length | None = None
    again: Length | None = None
    from_age: int | None = None
    under_age: int | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether the rule is in force on `day`."""
        return (self.since or day) <= day <= (self.until or day)

    @property
    def local(self) -> bool:
        """Whether the length is a council's own standard, and no law's."""
        return self.source.startswith(_LOCAL)

    @property
    def of_open(self) -> bool:
        """Whether only what is still to be done is looked at: what was done is gone, in time or late."""
        return self.done is not None

    @property
    def words(self) -> str:
        """How long it may take, in words."""
        return told(self.first, self.again, self.second)


def told(first: Length | None, again: Length | None, second: Length | None = None) -> str:
    """Return lengths in words: 7 days from the start, then every 42 days."""
    words = [f"{first.words} from the start" if first else ""]
    words += [f"then {second.words}" if second else ""]
    words += [f"then every {again.words}" if again else ""]
    return ", ".join(one for one in words if one).removeprefix("then ")


@cache
def rules() -> tuple[Rule, ...]:
    """Return every entry, in the order in which pages list them."""
    declared = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
    return tuple(_rule(body) for body in declared["rule"])


def _rule(body: Mapping[str, Any]) -> Rule:
    lengths = {name: Length.of(body[name]) for name in ("first", "second", "again") if name in body}
    lists = {name: tuple(body[name]) for name in ("noun", "start", "heading", "ended") if name in body}
    values = {
        name: {column: tuple(cells) for column, cells in body[name].items()}
        for name in ("only", "unless")
        if name in body
    }
    return Rule(**{**body, **lists, **values, **lengths})
