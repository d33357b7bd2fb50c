"""One past day: what the method would have said on it, knowing nothing later, and what then happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from suffice.engine.episodes import History
from suffice.engine.projection.backtest.baselines import TREND_MONTHS, Baseline, baselines
from suffice.engine.projection.backtest.numbers import step, told
from suffice.engine.projection.backtest.own import PastError
from suffice.engine.projection.basis import Basis, ensemble, prepare
from suffice.engine.projection.place import Place
from suffice.engine.projection.reconcile import reconcile
from suffice.engine.projection.tables import Reals

_LEAST = 0.5  # stands for nobody where a logarithm is taken
_NARROWEST = 1e-3  # of a range in which every future is the same


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every past day.

    Attributes:
        months: months ahead, rising.
        replicates: simulated futures.
        seed: of the random numbers.
        reference_months: months that rates are learnt from.
        place: where the children live, for the public panel; None to test the child-level method alone.
    """

    months: tuple[int, ...]
    replicates: int
    seed: int
    reference_months: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What was said on one past day, and what came of it.

    Attributes:
        origin: the day; nothing after it was known.
        months: months ahead whose outcome the returns hold.
        start: [number], as the returns give it on the origin, in the order of `numbers.NUMBERS`.
        futures: [month, replicate, number], as the method gives them with the width as it stands.
        actual: [month, number], what happened.
        baselines: for each baseline, by month: [future, number].
        apart: by that day the child-level total and the panel's were too far apart to be averaged.
    """

    origin: date
    months: tuple[int, ...]
    start: Reals
    futures: Reals
    actual: Reals
    baselines: dict[Baseline, tuple[Reals, ...]]
    apart: bool

    @property
    def errors(self) -> list[PastError]:
        """The standardised error of the total over each horizon."""
        logs = np.log(np.maximum(self.futures[:, :, 0], _LEAST))
        happened = np.log(np.maximum(self.actual[:, 0], _LEAST))
        off = (happened - np.median(logs, axis=1)) / np.maximum(logs.std(axis=1), _NARROWEST)
        return [PastError(self.origin, month, float(one)) for month, one in zip(self.months, off, strict=True)]

    def widened(self, widths: Reals) -> Reals:
        """Return the futures with the width of the total changed by a factor at each month, its middle kept."""
        totals = np.maximum(self.futures[:, :, :1], _LEAST)
        middle = np.median(totals, axis=1, keepdims=True)
        return np.asarray(self.futures * (totals / middle) ** (widths[:, None, None] - 1.0), np.float64)


class InLine(Executor):
    """An executor that does each piece of work at once: for what runs inside another executor's work already."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do the work, and return it done."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def days_of(history: History, origin: date, asked: Asked) -> tuple[list[date], list[date]]:
    """Return the month ends up to an origin that the baselines may look at, and the days ahead with an outcome.

    Args:
        history: what `assemble` returned.
        origin: the day.
        asked: what to ask.
    """
    first, last = history.first_day or origin, history.last_day or origin
    back = [day for month in range(2 * TREND_MONTHS, 0, -1) if (day := step(origin, -month)) >= first]
    ahead = [day for month in asked.months if (day := step(origin, month)) <= last]
    return [*back, origin], ahead


def trial(history: History, origin: date, asked: Asked, numbers: Mapping[date, Reals]) -> Trial:
    """Make the forecast of one past day, and put beside it what happened.

    Args:
        history: what `assemble` returned; only what lies before the origin reaches the method.
        origin: the day.
        asked: what to ask.
        numbers: what `counted` gives on the days of `days_of`; only those up to the origin reach the baselines.
    """
    back, ahead = days_of(history, origin, asked)
    months = asked.months[: len(ahead)]
    basis = prepare(history, origin=origin, years=-(-months[-1] // 12), reference_months=asked.reference_months)
    futures, apart = _said(basis, months, asked)
    series = np.array([numbers[day] for day in back])
    made = [baselines(series, month) for month in months]
    return Trial(
        origin=origin,
        months=months,
        start=series[-1],
        futures=futures,
        actual=np.array([numbers[day] for day in ahead]),
        baselines={name: tuple(one[name] for one in made) for name in Baseline},
        apart=apart,
    )


def _said(basis: Basis, months: tuple[int, ...], asked: Asked) -> tuple[Reals, bool]:
    """The futures [month, replicate, number], and whether the two totals were apart."""
    made = ensemble(basis, replicates=asked.replicates, seed=asked.seed, monthly=True, executor=InLine())
    outlook = None if asked.place is None else asked.place.outlook(basis.in_care, basis.origin, made.kept[-1])
    totals = made.counts.sum(axis=(2, 3, 4))
    joined = reconcile(totals, kept=made.kept, in_care=basis.in_care, outlook=outlook)
    at = [made.kept.index(month) for month in months]
    futures = told(made.counts[:, at]) * joined.factors[:, at, None]
    return np.ascontiguousarray(futures.transpose(1, 0, 2)), joined.apart
