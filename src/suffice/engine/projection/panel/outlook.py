"""What the public panel says of one authority's number, month by month, from what was known on that day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from suffice.engine.findings import Finding, note
from suffice.engine.projection.panel.constants import REGIONS, WIDTHS
from suffice.engine.projection.panel.learning import DRIFT
from suffice.engine.projection.panel.model import Reals

LONGEST = 120
"""Months ahead beyond which nothing is said; from 61 on it is drawn on from the years before."""

_LEARNT_MONTHS = 60
_MARCH = (3, 31)


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Where one authority's number may go, as the changes of many authorities tell it.

    Attributes:
        number: children in care on the day.
        on: the day.
        learnt_until: the year up to whose 31 March outcomes were used.
        centre: [month] the middle of the log number; month 0 is the day itself.
        spread: [month] s, the width of the log number.
        luck: [month, point] standardised errors at the points `luck_at` of absolute size.
        luck_at: [point] shares of past errors.
        findings: where the constants had to be stretched.
    """

    number: int
    on: date
    learnt_until: int
    centre: Reals
    spread: Reals
    luck: Reals
    luck_at: Reals
    findings: tuple[Finding, ...]

    def quantiles(self, probabilities: Sequence[float] | Reals) -> Reals:
        """Return children at each probability, [month, probability]."""
        chance = np.asarray(probabilities, np.float64)
        size = np.abs(2.0 * chance - 1.0)
        luck = np.array([np.interp(size, self.luck_at, one) for one in self.luck]) * np.sign(chance - 0.5)
        return np.asarray(np.exp(self.centre[:, None] + self.spread[:, None] * luck), np.float64)

    def document(self) -> dict[str, Any]:
        """Return the outlook as plain values: each whole year's range, and what it rests on."""
        chances = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
        told = self.quantiles(list(chances.values()))
        return {
            "number": self.number,
            "on": self.on.isoformat(),
            "learnt_until": self.learnt_until,
            "months": [
                {"month": month} | {name: round(float(told[month, at]), 1) for at, name in enumerate(chances)}
                for month in range(0, len(self.centre), 12)
            ],
            "findings": [one.document() for one in self.findings],
        }


def outlook(number: int, on: date, *, months: int, rate_gap: float | None = None) -> Outlook:
    """Return the panel's outlook for an authority with `number` children in care on the day `on`.

    Yearly constants are joined month by month: variance, drift and closing in straight lines from 0 at the day itself.
    Beyond five years the variance goes on as from the fourth to the fifth year and the gap goes on closing at the same
    yearly rate; a finding says so. The method and its tested accuracy: docs/method/panel.md.

    Args:
        number: children in care, above 0.
        on: the day. Constants come from outcomes dated no later; before 31 March 2016 from the earliest there are.
        months: how many months ahead, 1 to 120.
        rate_gap: log rate less the mean log rate of the region, from `rate_gap`; None where it is not known, which
            gives a wider range without an expected move towards the region.

    Raises:
        ValueError: the number is not above 0, or the months are not 1 to 120.
    """
    if number <= 0:
        raise ValueError(f"An outlook is of children in care: {number} has no change in per cent.")
    if not 1 <= months <= LONGEST:
        raise ValueError(f"An outlook reaches 1 to {LONGEST} months ahead, not {months}.")
    year, constants = _constants(on, "without_gap" if rate_gap is None else "with_gap")
    at = np.arange(months + 1) / 12.0
    years = np.array([0.0, *constants["years"]])
    drift = _joined(years, [0.0, *constants["drift"]], at)
    closing = _closing(years, [0.0, *constants["closing"]], at)
    widths = zip(constants["floor"], constants["by_size"], strict=True)
    variance = _joined(years, [0.0, *(floor + by_size / number for floor, by_size in widths)], at)
    luck = np.array(constants["luck"])
    points = [np.interp(at, years[1:], column) for column in luck.T]
    return Outlook(
        number=number,
        on=on,
        learnt_until=year,
        centre=np.log(number) + DRIFT * drift - closing * (rate_gap or 0.0),
        spread=np.sqrt(np.maximum.accumulate(variance)),
        luck=np.array(points).T,
        luck_at=np.array(_read(WIDTHS)["luck_at"]),
        findings=_stretched(on, year, months),
    )


def rate_gap(number: int, population: int, region: str | None, on: date) -> float | None:
    """Return log rate less the mean log rate of the region on the last 31 March up to `on`; None without a region.

    Args:
        number: children in care on the day, above 0.
        population: children aged 0 to 17 who live there.
        region: as the published files name it, London as Inner London and Outer London.
        on: the day.
    """
    means = _read(REGIONS).get(region or "")
    if means is None or number <= 0 or population <= 0:
        return None
    years = sorted(int(year) for year in means if year != "authorities")
    year = max((one for one in years if one <= _last_march(on)), default=years[0])
    return float(np.log(number / population) - means[str(year)])


def _joined(years: Reals, values: Sequence[float], at: Reals) -> Reals:
    """Straight lines between the years, the last one drawn on."""
    told = np.asarray(values)
    slope = (told[-1] - told[-2]) / (years[-1] - years[-2])
    return np.asarray(np.interp(at, years, told) + slope * np.maximum(at - years[-1], 0.0), np.float64)


def _closing(years: Reals, values: Sequence[float], at: Reals) -> Reals:
    """The share of a gap that has closed: straight lines between the years, then at the same yearly rate."""
    still_open = 1.0 - values[-1]
    later = 1.0 - np.maximum(still_open, 0.0) ** (np.maximum(at, years[-1]) / years[-1])
    return np.asarray(np.where(at <= years[-1], np.interp(at, years, np.asarray(values)), later), np.float64)


def _constants(on: date, kind: str) -> tuple[int, Mapping[str, Any]]:
    tables = _read(WIDTHS)
    years = sorted(int(year) for year in tables if year != "luck_at")
    year = max((one for one in years if one <= _last_march(on)), default=years[0])
    return year, tables[str(year)][kind]


def _last_march(on: date) -> int:
    return on.year if (on.month, on.day) >= _MARCH else on.year - 1


def _stretched(on: date, year: int, months: int) -> tuple[Finding, ...]:
    told = []
    if _last_march(on) < year:
        told.append(
            note(
                "outlook-hindsight",
                f"The public panel teaches nothing before 31 March {year}: its width here was learnt from outcomes up "
                f"to that day, which lies after {on.day} {on:%B %Y}.",
            )
        )
    if months > _LEARNT_MONTHS:
        told.append(
            note(
                "outlook-drawn-on",
                f"Beyond five years the public panel has nothing to learn from: months 61 to {months} of its outlook "
                "are drawn on from the years before and have never been tested.",
            )
        )
    return tuple(told)


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
