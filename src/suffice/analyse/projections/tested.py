"""A backtest as pages, charts and downloads read it: the document of the engine, and what happened month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

YEAR = 12
AIM = 0.8
"""How often the range should hold."""

LAST, TREND = "naive_symmetric", "trend5"
"""The two forecasts that need no model and that a reader knows: as many as now, and the line of the last five years."""


@dataclass(frozen=True, slots=True)
class Score:
    """How good the forecasts of one number over one horizon were; the engine's `Accuracy` says what each field is."""

    months: int
    n: int
    worth: float
    n_percent: int
    mape: float | None
    bias_pct: float | None
    bias: float
    crps: float
    hits: int
    low: float
    high: float
    hits95: int
    pit: tuple[int, ...]
    skill: Mapping[str, float | None]

    @property
    def share(self) -> float:
        """How often the range held, as a share."""
        return self.hits / self.n


@dataclass(frozen=True, slots=True)
class Point:
    """What one past day said of one day ahead, and what happened."""

    months: int
    p10: int
    p50: int
    p90: int
    actual: int

    @property
    def held(self) -> bool:
        """Whether what happened lies inside the range, the ends included."""
        return self.p10 <= self.actual <= self.p90


@dataclass(frozen=True, slots=True)
class Path:
    """What one past day said of all children."""

    origin: date
    start: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """What one backtest found.

    Attributes:
        origins: the past days.
        method: as the engine tells it.
        horizons: how good the total was, shortest horizon first.
        cells: the same for each placement, each age and unaccompanied children, by name.
        baselines: the same for each forecast to beat, of the total.
        paths: what was said on each day of all children.
        actual: children in care at month ends, as the accepted returns give them.
        findings: what the engine has to say about it, as sentences.
    """

    origins: tuple[date, ...]
    method: str
    horizons: tuple[Score, ...]
    cells: Mapping[str, tuple[Score, ...]]
    baselines: Mapping[str, tuple[Score, ...]]
    paths: tuple[Path, ...]
    actual: Mapping[date, int]
    findings: tuple[str, ...]

    @classmethod
    def of(cls, document: Mapping[str, Any], facts: Mapping[str, Any]) -> Tested:
        """Return what a backtest's document and the facts beside it tell."""
        return cls(
            origins=tuple(date.fromisoformat(day) for day in document["origins"]),
            method=document["method"],
            horizons=_scores(document["horizons"]),
            cells={name: _scores(told) for name, told in document["cells"].items()},
            baselines={name: _scores(told) for name, told in document["baselines"].items()},
            paths=tuple(_path(one) for one in document["paths"]),
            actual={date.fromisoformat(day): count for day, count in facts["actual"].items()},
            findings=tuple(one["sentence"] for finding in document["findings"] for one in finding["examples"][:1]),
        )

    @property
    def told(self) -> Score:
        """The horizon that is told first: a year ahead, or the longest that there is below that."""
        return next((one for one in reversed(self.horizons) if one.months <= YEAR), self.horizons[0])

    def beside(self, baseline: str, months: int) -> Score | None:
        """Return how good a forecast to beat was over a horizon."""
        return next((one for one in self.baselines.get(baseline, ()) if one.months == months), None)


def _scores(told: Sequence[Mapping[str, Any]]) -> tuple[Score, ...]:
    return tuple(
        Score(
            **{name: one[name] for name in ("months", "n", "n_percent", "mape", "bias_pct", "bias", "crps")},
            worth=one["n_without_overlap"],
            hits=one["cover80_hits"],
            low=one["cover80_interval"][0] / 100,
            high=one["cover80_interval"][1] / 100,
            hits95=one["cover95_hits"],
            pit=tuple(one["pit"]),
            skill={name.removeprefix("skill_"): value for name, value in one.items() if name.startswith("skill_")},
        )
        for one in told
    )


def _path(told: Mapping[str, Any]) -> Path:
    names = ("months", "p10", "p50", "p90", "actual")
    points = tuple(Point(**{name: point[name] for name in names}) for point in told["points"])
    return Path(date.fromisoformat(told["origin"]), told["start"], points)
