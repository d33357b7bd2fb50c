"""The published totals that the story of the demonstration meets."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

ASSESSED_IN = ((0, 0), (1, 10), (11, 20), (21, 30), (31, 40), (41, 45), (46, 50), (51, 60), (61, 95))
"""The published bands of working days that an assessment takes; the last one has no end, and 95 is ours."""


@dataclass(frozen=True, slots=True)
class Year:
    """What was published of one year to 31 March; see `totals.toml`."""

    referrals: int
    again: int
    no_action: int
    not_in_need: int
    in_need: int
    waiting: int
    assessments: tuple[int, ...]
    enquiries: int
    conferences: tuple[int, ...]
    plans_started: int
    plans_again: int
    plans: int
    with_factors: int
    factors: Mapping[str, int]

    @property
    def days(self) -> float:
        """The working days that an assessment takes, on average, as far as the bands tell."""
        counted = zip(ASSESSED_IN, self.assessments, strict=True)
        return sum((low + high) / 2 * count for (low, high), count in counted) / sum(self.assessments)


@dataclass(frozen=True, slots=True)
class August:
    """What the strategy says of August 2020: children on protection plans, and others with a plan of help."""

    day: date
    plans: int
    help: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything published: the stocks before the first year, each year, and August 2020."""

    in_need: int
    plans: int
    august: August
    years: Mapping[int, Year]


@cache
def totals() -> Totals:
    """Return the published totals."""
    told = tomllib.loads(resources.files("suffice.demo.story").joinpath("totals.toml").read_text(encoding="utf-8"))
    years = {int(year): _year(one) for year, one in told["years"].items()}
    return Totals(**told["start"], august=August(**told["august_2020"]), years=years)


def _year(told: Mapping[str, object]) -> Year:
    listed = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return Year(**listed)  # type: ignore[arg-type]
