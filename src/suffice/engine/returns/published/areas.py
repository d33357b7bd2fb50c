"""Areas of published figures: codes of England and its regions, and authorities that became others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from suffice.engine.returns.population.authorities import every_authority

ENGLAND = "E92000001"


@dataclass(frozen=True, slots=True)
class Change:
    """A reorganisation of authorities.

    Attributes:
        name: what it is called here.
        before: three-figure codes of those that ended.
        after: three-figure codes of those that began.
        on: the day.
        sentence: who became whom.
    """

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    on: date
    sentence: str


@cache
def changes() -> tuple[Change, ...]:
    """Return the reorganisations since 2011, in the order of their days."""
    return tuple(
        Change(one["name"], tuple(one["before"]), tuple(one["after"]), one["on"], one["sentence"])
        for one in _declared()["changes"]
    )


def successors(code: str) -> tuple[str, ...]:
    """Return the authorities that an authority of this three-figure code became; none where it still is."""
    return next((one.after for one in changes() if code in one.before), ())


def predecessors(code: str) -> tuple[str, ...]:
    """Return the authorities that an authority of this three-figure code came out of; none where it always was."""
    return next((one.before for one in changes() if code in one.after), ())


def members(old_code: str) -> tuple[str, ...]:
    """Return the three-figure codes in a cell: two authorities that make one return are told as ``314 / 318``."""
    return tuple(re.findall(r"[0-9]{3}", old_code))


@cache
def region_codes() -> Mapping[str, str]:
    """Return the code of England and of each region by its name in small letters."""
    return {name.casefold(): code for name, code in _declared()["regions"].items()}


@cache
def region_names() -> Mapping[str, str]:
    """Return the name of England and of each region by its code."""
    told: dict[str, str] = _declared()["regions"]
    return {code: name for name, code in reversed(told.items())}


@cache
def codes_now() -> Mapping[str, str]:
    """Return the code of the Office for National Statistics by three-figure code, of authorities that are and were."""
    return {one.code: one.ons_code for one in every_authority()} | dict(_declared()["former"])


@cache
def same_area() -> Mapping[str, str]:
    """Return each older code of an authority with the newer that stands for the same one."""
    recoded: dict[str, str] = _declared()["recoded"]
    return recoded


def overlapping(years_of: Mapping[str, Iterable[int]]) -> tuple[tuple[Change, tuple[int, ...]], ...]:
    """Return the reorganisations of which those before and those after have figures of the same year, with the years.

    Args:
        years_of: the years of which each three-figure code has figures.
    """
    found = []
    for one in changes():
        before = {year for code in one.before for year in years_of.get(code, ())}
        after = {year for code in one.after for year in years_of.get(code, ())}
        if before & after:
            found.append((one, tuple(sorted(before & after))))
    return tuple(found)


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "areas.toml").read_text(encoding="utf-8"))
