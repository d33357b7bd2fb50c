"""The projection from past days: run, scored, and held against forecasts that need no model."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta

import numpy as np

from suffice.engine.episodes import History
from suffice.engine.findings import Finding, note
from suffice.engine.projection.backtest.baselines import Baseline
from suffice.engine.projection.backtest.model import Backtest, path_of
from suffice.engine.projection.backtest.numbers import NUMBERS, counted, step
from suffice.engine.projection.backtest.origins import GOOD_MONTHS, HORIZONS, Every, effective, past_days
from suffice.engine.projection.backtest.own import own_of
from suffice.engine.projection.backtest.scoring import Accuracy, accuracy
from suffice.engine.projection.backtest.trials import Asked, Trial, days_of, trial
from suffice.engine.projection.basis import CannotProject
from suffice.engine.projection.place import NOWHERE, Place
from suffice.engine.projection.simulate import Progress
from suffice.engine.projection.tables import Reals


def backtest(
    history: History,
    *,
    origins: Sequence[date] | Every = Every.YEAR,
    months: Sequence[int] = HORIZONS,
    replicates: int = 400,
    seed: int = 1,
    reference_months: int = 24,
    place: Place | None = NOWHERE,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Backtest:
    """Run the projection from past days of the returns, and hold each against what then happened.

    Rates are fitted anew at each day from what was known on it. The width of the total is corrected by the errors of
    earlier days whose outcome was known by then, as a projection's is.

    Args:
        history: what `assemble` returned.
        origins: every 31 March or every month end with 12 months of returns before it, or days of your own.
        months: how far ahead to look, as far as the returns go.
        replicates: simulated futures of each day.
        seed: the same seed gives the same figures, whatever the executor.
        reference_months: months before each day that rates are learnt from.
        place: where the children live, for what the public panel would have said on each day; None to test the
            child-level method alone.
        executor: any standard executor, which is handed whole days; threads on every core without one.
        progress: called with days done, days in all, and words.

    Raises:
        CannotProject: no past day has 12 months of returns before it and an outcome after it.

    Source of the method: `docs/method/backtest.md`.
    """
    ahead = tuple(sorted(set(months)))
    every, days = _days(history, origins, ahead)
    asked = Asked(ahead, replicates, seed, reference_months, place)
    trials = _run(history, days, asked, executor, progress)
    errors = [error for one in trials for error in one.errors]
    said = [one.widened(own_of(errors, known_on=one.origin).width(one.months)) for one in trials]
    mine, theirs = _scored(trials, said, ahead)
    return Backtest(
        origins=days,
        every=every,
        replicates=replicates,
        seed=seed,
        accuracy=mine,
        baselines=theirs,
        paths=tuple(path_of(*each) for each in zip(trials, said, strict=True)),
        own=own_of(errors),
        findings=_remarks(history, days, trials),
    )


def _days(history: History, origins: Sequence[date] | Every, ahead: tuple[int, ...]) -> tuple[Every, tuple[date, ...]]:
    if not ahead or ahead[0] < 1:
        raise CannotProject("A backtest looks ahead by at least one month: name the months, such as 3, 6 and 12.")
    every = origins if isinstance(origins, Every) else Every.YEAR
    days = past_days(history, every, shortest=ahead[0])
    if not isinstance(origins, Every):
        months = past_days(history, Every.MONTH, shortest=ahead[0])
        days = tuple(sorted(day for day in set(origins) if months and months[0] <= day <= months[-1]))
    if not days:
        raise CannotProject(
            "A backtest needs a past day with at least 12 months of returns before it and "
            f"{ahead[0]} months after it, and these returns hold none: add earlier returns."
        )
    return every, days


def _run(
    history: History, days: tuple[date, ...], asked: Asked, executor: Executor | None, progress: Progress | None
) -> list[Trial]:
    workers: AbstractContextManager[Executor] = (
        ThreadPoolExecutor(os.cpu_count() or 1) if executor is None else nullcontext(executor)
    )
    with workers as pool:
        looked_at = [days_of(history, day, asked) for day in days]
        numbers = counted(history, (day for pair in looked_at for part in pair for day in part))
        futures = [
            pool.submit(trial, history, day, asked, {one: numbers[one] for part in pair for one in part})
            for day, pair in zip(days, looked_at, strict=True)
        ]
        for done, _ in enumerate(as_completed(futures), start=1):
            if progress is not None:
                progress(done, len(days), "Projecting from past days")
        return [future.result() for future in futures]


def _scored(
    trials: Sequence[Trial], said: Sequence[Reals], ahead: tuple[int, ...]
) -> tuple[dict[str, tuple[Accuracy, ...]], dict[Baseline, dict[str, tuple[Accuracy, ...]]]]:
    """Every number over every horizon that some past day reaches: the method's, and each baseline's."""
    mine: dict[str, list[Accuracy]] = {name: [] for name in NUMBERS}
    theirs: dict[Baseline, dict[str, list[Accuracy]]] = {one: {name: [] for name in NUMBERS} for one in Baseline}
    for month in ahead:
        here = [
            (one, futures, one.months.index(month))
            for one, futures in zip(trials, said, strict=True)
            if month in one.months
        ]
        if not here:
            continue
        worth = effective([one.origin for one, _, _ in here], month)
        for number, name in enumerate(NUMBERS):
            actual = np.array([one.actual[at, number] for one, _, at in here])
            mine[name].append(
                accuracy([futures[at, :, number] for _, futures, at in here], actual, months=month, worth=worth)
            )
            for baseline in Baseline:
                told = [one.baselines[baseline][at][:, number] for one, _, at in here]
                theirs[baseline][name].append(accuracy(told, actual, months=month, worth=worth))
    return _frozen(mine), {one: _frozen(found) for one, found in theirs.items()}


def _frozen(found: dict[str, list[Accuracy]]) -> dict[str, tuple[Accuracy, ...]]:
    return {name: tuple(scores) for name, scores in found.items()}


def _remarks(history: History, days: tuple[date, ...], trials: Sequence[Trial]) -> tuple[Finding, ...]:
    found = []
    first = history.first_day or days[0]
    early = sum(step(first - timedelta(days=1), GOOD_MONTHS) > day for day in days)
    if early:
        found.append(
            note(
                "little-before-the-past-day",
                f"{early} of the {len(days)} past days have less than {GOOD_MONTHS} months of returns before them, so "
                "the projection from them knew less than one from today would.",
                count=early,
            )
        )
    apart = sum(one.apart for one in trials)
    if apart:
        found.append(
            note(
                "past-totals-apart",
                f"On {apart} of the {len(days)} past days the child-level total and the panel's differed by more than "
                "their ranges, so they were not averaged there.",
                count=apart,
            )
        )
    return tuple(found)
