"""What a backtest found, in one shape for the command line, the pages and the width of the next projection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from suffice.engine.findings import Finding
from suffice.engine.projection.backtest.baselines import Baseline
from suffice.engine.projection.backtest.numbers import NUMBERS, TOTAL
from suffice.engine.projection.backtest.origins import Every
from suffice.engine.projection.backtest.scoring import Accuracy, quantiles
from suffice.engine.projection.backtest.trials import Trial
from suffice.engine.projection.reconcile import Own
from suffice.engine.projection.tables import Reals

METHOD = (
    "The projection run again from past days, knowing nothing later, and held against what then happened, version 1."
)


class Point(NamedTuple):
    """One horizon of a past fan.

    Attributes:
        months: how far ahead.
        p10: one in ten futures was at or below it.
        p50: the middle.
        p90: nine in ten futures were at or below it.
        actual: what happened.
        off: how far off that was, as `PastError` says.
    """

    months: int
    p10: int
    p50: int
    p90: int
    actual: int
    off: float


@dataclass(frozen=True, slots=True)
class Path:
    """What was said on one past day of all children, and what happened: a past fan.

    Attributes:
        origin: the day.
        start: children in care on it.
        points: over each horizon, what was said and what happened.
        apart: the child-level total and the panel's were too far apart that day to be averaged.
    """

    origin: date
    start: int
    points: tuple[Point, ...]
    apart: bool

    def document(self) -> dict[str, Any]:
        """Return the path as plain values."""
        points = [point._asdict() for point in self.points]
        return {"origin": self.origin.isoformat(), "start": self.start, "apart": self.apart, "points": points}


@dataclass(frozen=True, slots=True)
class Backtest:
    """How good the method was from past days of the council's own returns.

    Attributes:
        origins: the past days.
        every: how often one was taken.
        replicates: simulated futures of each.
        seed: of the random numbers.
        accuracy: by number and then by horizon, shortest first.
        baselines: the same for each baseline.
        paths: what was said of all children on each day.
        own: what these days say of the width, for a projection from after the last of their outcomes.
        findings: what the reader must know.
    """

    origins: tuple[date, ...]
    every: Every
    replicates: int
    seed: int
    accuracy: Mapping[str, tuple[Accuracy, ...]]
    baselines: Mapping[Baseline, Mapping[str, tuple[Accuracy, ...]]]
    paths: tuple[Path, ...]
    own: Own
    findings: tuple[Finding, ...]

    @property
    def horizons(self) -> tuple[Accuracy, ...]:
        """The accuracy of the total."""
        return self.accuracy[TOTAL]

    def skill(self, number: str, baseline: Baseline) -> tuple[float | None, ...]:
        """Return by horizon 1 less CRPS over the baseline's: 0 is no better, 0.1 a tenth better."""
        pairs = zip(self.accuracy[number], self.baselines[baseline][number], strict=True)
        return tuple(1 - mine.crps / theirs.crps if theirs.crps > 0 else None for mine, theirs in pairs)

    def document(self) -> dict[str, Any]:
        """Return the shape that ``suffice backtest --json`` promises, with every tested number beside the total."""
        return {
            "method": METHOD,
            "every": str(self.every),
            "origins": [day.isoformat() for day in self.origins],
            "replicates": self.replicates,
            "seed": self.seed,
            "horizons": self._told(TOTAL),
            "baselines": {
                str(name): [one.document() for one in found[TOTAL]] for name, found in self.baselines.items()
            },
            "cells": {number: self._told(number) for number in NUMBERS if number != TOTAL},
            "paths": [path.document() for path in self.paths],
            "width": [
                {"months": month, "mean_square": round(self.own.squared[month], 4), "n_without_overlap": round(n, 2)}
                for month, n in self.own.origins.items()
            ],
            "findings": [finding.document() for finding in self.findings],
        }

    def _told(self, number: str) -> list[dict[str, Any]]:
        skills = {f"skill_{name}": self.skill(number, name) for name in Baseline}
        return [
            one.document() | {name: _rounded(by_horizon[at]) for name, by_horizon in skills.items()}
            for at, one in enumerate(self.accuracy[number])
        ]


def path_of(one: Trial, futures: Reals) -> Path:
    """Return what was said of all children on one day.

    Args:
        one: the day.
        futures: [month, replicate, number].
    """
    points = tuple(
        Point(error.months, int(low), int(middle), int(high), int(happened), round(error.off, 6))
        for error, (_, low, middle, high, _), happened in zip(
            one.errors, map(quantiles, futures[:, :, 0]), one.actual[:, 0], strict=True
        )
    )
    return Path(one.origin, int(one.start[0]), points, one.apart)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
