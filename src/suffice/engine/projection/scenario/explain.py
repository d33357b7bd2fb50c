"""Which lever did what: switched on one after another, each alone, and what that leaves over."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from suffice.engine.projection.basis import Basis
from suffice.engine.projection.scenario.apply import parts
from suffice.engine.projection.scenario.figures import Figures, Numbers, Table, numbers
from suffice.engine.projection.scenario.model import FosterHomes, Lever, Places, Scenario
from suffice.engine.projection.scenario.runner import Runner
from suffice.engine.projection.scenario.words import told
from suffice.engine.projection.simulate import Ensemble, Progress
from suffice.engine.projection.tables import Reals

_HARDLY = 0.5  # children


@dataclass(frozen=True, slots=True)
class Step:
    """One lever switched on after those before it.

    Attributes:
        lever: the lever.
        words: what it does.
        added: what it changes once those before it work.
        alone: what it changes with no other lever.
    """

    lever: Lever
    words: str
    added: Table
    alone: Table


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A scenario's difference to the base, lever by lever in the order of their first days.

    Attributes:
        name: of the scenario.
        dates: the end of each month kept.
        replicates: how many simulated futures of each step.
        seed: of the random numbers.
        steps: one for each lever; their means add up to the mean of `whole`.
        whole: the scenario less the base.
        together: `whole` less all levers alone: what they do together that they do not do apart.
    """

    name: str
    dates: tuple[date, ...]
    replicates: int
    seed: int
    steps: tuple[Step, ...]
    whole: Table
    together: Table

    def shown(self, month: int, *, placement: str | None = None) -> tuple[tuple[Step, float], ...]:
        """Return each step with its mean to one decimal, such that they add up to the whole to one decimal.

        Args:
            month: which of the months kept.
            placement: one placement state instead of the total.
        """
        reached, before, told = 0.0, 0.0, []
        for step in self.steps:
            reached += float(_one(step.added, placement).mean[month])
            shown = round(round(reached, 9), 1)
            told.append((step, round(shown - before, 1)))
            before = shown
        return tuple(told)

    def interaction(self, month: int) -> str:
        """Return in a sentence what the levers do together that they do not do apart."""
        return _interaction(float(self.whole.total.mean[month]), float(self.together.total.mean[month]))

    def document(self) -> dict[str, Any]:
        """Return the waterfall at the end of each year as plain values."""
        return {
            "scenario": self.name,
            "order": "levers switched on one after another by their first day",
            "replicates": self.replicates,
            "seed": self.seed,
            "years": [self._year(at, on) for at, on in enumerate(self.dates) if at % 12 == 11],
        }

    def _year(self, at: int, on: date) -> dict[str, Any]:
        return {
            "date": on.isoformat(),
            "steps": [
                {
                    "lever": step.lever.id,
                    "words": step.words,
                    "added": _document(step.added, at),
                    "alone": _document(step.alone, at),
                }
                for step in self.steps
            ],
            "whole": _document(self.whole, at),
            "together_less_apart": _document(self.together, at),
            "interaction": self.interaction(at),
        }


def waterfall(
    basis: Basis,
    scenario: Scenario,
    *,
    replicates: int,
    seed: int,
    factors: Reals | None = None,
    base: Ensemble | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Waterfall:
    """Switch the levers of a scenario on one after another, by their first day, and each alone.

    The order matters where levers work on the same children: the later one finds what the earlier ones left. A lever
    that changes places only moves no child, and takes no simulation.

    Args:
        basis: what the projection runs on.
        scenario: its levers.
        replicates: how many simulated futures of each step.
        seed: the same for all.
        factors: [replicate, month], what `reconcile` multiplies every number by; the same for all.
        base: the base's own ensemble by month, with the same replicates and seed, where it is there already.
        executor: any standard executor; threads on every core without one.
        progress: told replicates done, replicates in all, and words.

    Source of the method: `docs/method/scenarios.md`.
    """
    run = Runner(basis, replicates, seed, 1 + 2 * len(scenario.levers), executor, progress)
    if base is None:
        base = run()
    else:
        run.passed_over()
    stages = _Stages(run, scenario, base, factors)
    ordered = sorted(scenario.levers, key=lambda lever: lever.begins)
    without = before = stages.under(())
    apart, steps = without.less(without), []
    for count, lever in enumerate(ordered, start=1):
        after = stages.under(ordered[:count])
        alone = stages.under([lever]).less(without)
        steps.append(Step(lever, told(lever), after.less(before).differences(), alone.differences()))
        before, apart = after, apart.plus(alone)
    whole = before.less(without)
    return Waterfall(
        name=scenario.name,
        dates=tuple(basis.dates[month] for month in base.kept),
        replicates=replicates,
        seed=seed,
        steps=tuple(steps),
        whole=whole.differences(),
        together=whole.less(apart).differences(),
    )


class _Stages:
    """Scenarios with some of the levers; what was made last is kept, since the next one is often the same."""

    def __init__(self, run: Runner, scenario: Scenario, base: Ensemble, factors: Reals | None) -> None:
        self._run, self._scenario, self._base, self._factors = run, scenario, base, factors
        self._without = numbers(base, factors)
        self._last: list[tuple[frozenset[str], Numbers]] = []

    def under(self, levers: Sequence[Lever]) -> Numbers:
        """Return the numbers under these levers, taken in the order of the scenario."""
        working = frozenset(lever.id for lever in levers if not isinstance(lever, FosterHomes | Places))
        for known, made in self._last:
            if known == working:
                if levers:
                    self._run.passed_over()
                return made
        self._last = [*self._last[-1:], (working, self._made(working))]
        return self._last[-1][1]

    def _made(self, working: frozenset[str]) -> Numbers:
        some = tuple(lever for lever in self._scenario.levers if lever.id in working)
        applied = parts(replace(self._scenario, levers=some), self._run.basis, self._base)
        if not applied.parts:
            if some:
                self._run.passed_over()
            return self._without
        return numbers(self._run(applied.parts), self._factors)


def _interaction(together: float, apart_from_it: float) -> str:
    """Say what `together` is beside the sum of all alone, which is `together` less `apart_from_it`."""
    apart = together - apart_from_it
    if abs(apart_from_it) < _HARDLY:
        return "Together the levers do what they do apart."
    if together * apart <= 0:
        return f"Apart the levers would come to {apart:+.0f} children, together to {together:+.0f}."
    way = "less" if abs(together) < abs(apart) else "more"
    return f"Together the levers do {abs(apart_from_it):.0f} {way} than apart."


def _one(table: Table, placement: str | None) -> Figures:
    return table.total if placement is None else table.by_placement[placement]


def _document(table: Table, month: int) -> dict[str, Any]:
    """The total and the placements: what a lever moves between ages or streams is left to the comparison."""
    return {name: one for name, one in table.at(month).items() if name in {"total", "by_placement"}}
