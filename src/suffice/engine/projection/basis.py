"""What a projection stands on, and the ensembles made from it: the present, the rates, how far they may wander."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from suffice.engine.calendar import months_after
from suffice.engine.episodes import History, as_known_on, stock_on
from suffice.engine.findings import Finding, merged
from suffice.engine.projection.cells import AGES, DAYS_A_MONTH, LONGEST_ABSENCE, STATES, STREAMS, brackets
from suffice.engine.projection.change import Part, stacked
from suffice.engine.projection.observe import Window, observe
from suffice.engine.projection.rates import fitted
from suffice.engine.projection.remarks import remarks, remarks_on_years, words
from suffice.engine.projection.simulate import Ensemble, Progress, Run, Seeds, simulate
from suffice.engine.projection.spells import children_at, day_number, spells
from suffice.engine.projection.tables import Brackets, Children, Drift, Reals, Tables, Whole
from suffice.engine.projection.together import inflation, together_of
from suffice.engine.projection.uncertainty import Variants, drift, still, wanders_of, years_before

YEARS = (1, 20)
REPLICATES = (10, 10_000)
REFERENCE_MONTHS = (3, 120)
_LEAST_DAYS = 90
_SHORTEST_ABSENCE = 6


class CannotProject(ValueError):
    """What was asked cannot be answered from these returns; the message says why and what to do."""


class Include(StrEnum):
    """What the range of an ensemble holds."""

    CHANCE = "chance"
    """Chance alone: rates as fitted, no drift, levers exactly as they say."""
    RATES = "rates"
    """Chance, and rates drawn anew in each replicate."""
    ALL = "all"
    """Chance, uncertain rates, and drift after the origin."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that ensembles from one day are made of.

    Attributes:
        origin: the last day that is known.
        in_care: children in care on it, as `stock_on` counts them.
        reference: the day before the first and the last day of events that rates are learnt from.
        months: how many months ahead.
        dates: the origin and the end of each month after it.
        findings: what the reader must know, those of the history among them.
        brackets: how months become cells.
        children: of each stream, in care, or able to return, at the origin.
        tables: of each stream, the fitted rates.
        drift: how far rates may wander.
        starts: [stream], children expected to enter for the first time in a month.
        stock: [stream, state, age], children in care on the origin.
    """

    origin: date
    in_care: int
    reference: tuple[date, date]
    months: int
    dates: tuple[date, ...]
    findings: tuple[Finding, ...]
    brackets: Brackets
    children: tuple[Children, ...]
    tables: tuple[Tables, ...]
    drift: Drift
    starts: Reals
    stock: Whole


def prepare(
    history: History, *, origin: date, years: int, reference_months: int = 24, population: Variants | None = None
) -> Basis:
    """Read from a history what a projection from a day stands on.

    Every event dated after the origin is removed first, so that a past origin is an honest test.

    Args:
        history: what `assemble` returned.
        origin: the last day that is known; the returns must cover it and at least 90 days before it.
        years: how many years ahead, 1 to 20.
        reference_months: months before the origin that rates are learnt from, 3 to 120.
        population: paths that the number of children in the area may take; without, it strays as it has elsewhere.

    Raises:
        CannotProject: with a sentence that says what cannot be done and what to do.

    Source of the method: `docs/method/projection.md`.
    """
    _refuse(("years", years, YEARS), ("reference months", reference_months, REFERENCE_MONTHS))
    covered, asked = _covered(history, origin), months_after(origin, -reference_months)
    first = max(asked, covered - timedelta(days=1))
    known = as_known_on(history, origin)
    stock, found, window = stock_on(known, origin), spells(known), _window(first, origin, covered)
    ends = month_ends(origin, 12 * years)
    children = children_at(found, stock, np.array([day_number(day) for day in ends]), window.away_months)
    observed = tuple(observe(found.only(which), window) for which in range(len(STREAMS)))
    together = together_of(known)
    tables = fitted(observed, together)
    times, begun = inflation(together[0]), day_number(covered)
    wanders = wanders_of(years_before(found, begun, day_number(origin)), times)
    said = [*remarks(asked, first, stock, observed, window), *remarks_on_years(found, window, begun, times)]
    return Basis(
        origin=origin,
        in_care=stock.total,
        reference=(first, origin),
        months=12 * years,
        dates=tuple(ends),
        findings=merged([*history.findings, *said]),
        brackets=brackets(window.away_months),
        children=children,
        tables=tables,
        drift=drift(wanders, before=_whole_months(window), months=12 * years, population=population),
        starts=np.array([one.enter.rates.sum() for one in tables]),
        stock=_stock(children),
    )


def ensemble(
    basis: Basis,
    *,
    replicates: int,
    seed: int,
    monthly: bool = True,
    parts: Sequence[Part] = (),
    include: Include = Include.ALL,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """Simulate the children in care from the origin on, many times over.

    The same seed, replicate and child have the same luck in every ensemble from one basis, so scenarios can be compared
    replicate by replicate.

    Args:
        basis: what `prepare` returned.
        replicates: how many simulated futures, 10 to 10,000.
        seed: the same seed gives the same figures, whatever the executor.
        monthly: keep the count at the end of every month instead of every year.
        parts: what a scenario changes; none, and parts that change nothing, give the same figures to the bit.
        include: what the range holds.
        executor: any standard executor; threads on every core without one.
        progress: called with replicates done, replicates in all, and words.

    Raises:
        CannotProject: where replicates or seed are out of bounds.
        ValueError: where a part has not the shapes that `Part` promises.
    """
    asked = run_of(
        basis, replicates=replicates, seeds=Seeds(seed, seed, seed), monthly=monthly, parts=parts, include=include
    )
    return simulate(asked, executor=executor, progress=progress)


def run_of(
    basis: Basis,
    *,
    replicates: int,
    seeds: Seeds,
    monthly: bool = True,
    parts: Sequence[Part] = (),
    include: Include = Include.ALL,
) -> Run:
    """Return the run that `ensemble` makes, with a seed for each of chance, rates and drift."""
    _refuse(("replicates", replicates, REPLICATES))
    for seed in (seeds.chance, seeds.rates, seeds.drift):
        if not 0 <= seed < 2**63:
            raise CannotProject(f"The seed must be a whole number from 0 to {2**63 - 1}; {seed} was given.")
    step = 1 if monthly else 12
    return Run(
        tables=basis.tables,
        brackets=basis.brackets,
        children=basis.children,
        drift=basis.drift if include is Include.ALL else still(basis.months),
        changes=stacked(parts, basis.months),
        months=basis.months,
        kept=tuple(range(step, basis.months + 1, step)),
        replicates=replicates,
        seeds=seeds,
        uncertain=include is not Include.CHANCE,
    )


def month_ends(origin: date, months: int) -> list[date]:
    """Return the origin and the same day of each later month: from the last day of a month, the last day of each."""
    last = (origin + timedelta(days=1)).day == 1
    if not last:
        return [months_after(origin, month) for month in range(months + 1)]
    return [months_after(origin + timedelta(days=1), month) - timedelta(days=1) for month in range(months + 1)]


def _covered(history: History, origin: date) -> date:
    """Return the first day of the returns; refuse an origin that they cannot answer for."""
    if history.first_day is None or history.last_day is None:
        raise CannotProject("No return with dates was read, so there is nothing to project from: add a return.")
    if not history.first_day <= origin <= history.last_day:
        raise CannotProject(
            f"The returns cover {words(history.first_day)} to {words(history.last_day)}, so a projection cannot "
            f"start from {words(origin)}: choose a day that they cover, or add the missing return."
        )
    if (origin - history.first_day).days < _LEAST_DAYS - 1:
        raise CannotProject(
            f"The returns begin on {words(history.first_day)}, too short a time before {words(origin)} to learn "
            f"rates from: choose a day at least {_LEAST_DAYS} days later, or add an earlier return."
        )
    return history.first_day


def _refuse(*asked: tuple[str, int, tuple[int, int]]) -> None:
    for name, number, (least, most) in asked:
        if not least <= number <= most:
            raise CannotProject(f"The number of {name} must be from {least:,} to {most:,}; {number:,} was asked for.")


def _window(first: date, origin: date, covered: date) -> Window:
    """Coming back is told from entering as far back as the returns reach before the window."""
    reach = int((day_number(first) - day_number(covered)) / DAYS_A_MONTH)
    away = min(max(reach, _SHORTEST_ABSENCE), LONGEST_ABSENCE)
    return Window(day_number(first), day_number(origin), away)


def _whole_months(window: Window) -> int:
    return max(1, round((window.last - window.first) / DAYS_A_MONTH))


def _stock(children: Sequence[Children]) -> Whole:
    counted = np.zeros((len(STREAMS), len(STATES), len(AGES)), np.int32)
    for which, those in enumerate(children):
        here = those.cause < 0
        age = (those.steps[here] <= 0).sum(axis=1)
        np.add.at(counted[which], (those.state[here], age), 1)
    return counted
