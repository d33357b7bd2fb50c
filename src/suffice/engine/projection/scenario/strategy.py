"""The published strategy's own cases as scenarios, and where they lie in the range that is simulated.

The strategy adds so many starters, keeps three quarters of them, and takes a fixed number of tracked children away.
Here the same starters are put into the simulation, and the difference is told in two pieces that add up to it: how many
of the starters stay, and how many of the children who are here already leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from suffice.engine.calendar import months_after
from suffice.engine.projection.basis import Basis
from suffice.engine.projection.change import Part
from suffice.engine.projection.kernels import TURNED_18
from suffice.engine.projection.published import published_cases, strategy
from suffice.engine.projection.scenario.apply import parts
from suffice.engine.projection.scenario.expected import CELLS
from suffice.engine.projection.scenario.figures import Figures, figures_of
from suffice.engine.projection.scenario.model import Lever, Scenario, Shape, Shock, Starters
from suffice.engine.projection.scenario.pulls import ENTRY_CELLS, part
from suffice.engine.projection.scenario.runner import Runner
from suffice.engine.projection.scenario.shapes import covid_leaving, reading
from suffice.engine.projection.simulate import Ensemble, Progress
from suffice.engine.projection.tables import Reals

_YEAR = 11  # the place of the twelfth month among those kept
_SECOND_READING = "covid-fewer-leaving"
_WHY = "To hold what the strategy printed against the range that is simulated."


@dataclass(frozen=True, slots=True)
class Explained:
    """One published case beside the same starters simulated. All numbers are children, a year after the origin.

    Attributes:
        name: ``worst``, ``medium``, ``best``, ``covid``, or the second reading of COVID-19.
        scenario: the case as a scenario.
        starters: in the year.
        published: children in care by the strategy's arithmetic, from this council's own start.
        simulated: children in care; one figure, the twelfth month.
        at_or_below: share of simulated futures with no more children than the published number.
        starters_stay: of the year's starters, how many are in care at its end: as published, and simulated.
        leave: of the children here at the start, how many are gone, coming back counted: published, and simulated.
        turn_18: how many of those turn 18, simulated; the strategy does not say whether it counts them.
        apart: simulated less published, from starters and from leaving; they add up to the mean's difference.
    """

    name: str
    scenario: Scenario
    starters: int
    published: int
    simulated: Figures
    at_or_below: float
    starters_stay: tuple[float, float]
    leave: tuple[float, float]
    turn_18: float
    apart: tuple[float, float]

    def document(self) -> dict[str, Any]:
        """Return it as plain values."""
        pairs = ("published", "simulated")
        return {
            "name": self.name,
            "starters": self.starters,
            "published": self.published,
            "simulated": self.simulated.at(0),
            "share_of_futures_at_or_below": round(self.at_or_below, 4),
            "starters_still_in_care": dict(zip(pairs, self.starters_stay, strict=True)),
            "leaving_of_those_here": dict(zip(pairs, self.leave, strict=True)),
            "turning_18_of_those_here": self.turn_18,
            "difference": dict(zip(("starters", "leaving"), self.apart, strict=True)),
        }

    def sentence(self) -> str:
        """Say where the published number lies, and why."""
        at, (stay, stays), (leave, leaves) = self.simulated.at(0), self.starters_stay, self.leave
        return (
            f"{self.scenario.name} gives {self.published:,} by its own arithmetic; the same {self.starters:,} starters "
            f"simulated give {at['mean']:,.0f}, between {at['p10']:,.0f} and {at['p90']:,.0f} four times in five, and "
            f"{self.at_or_below:.0%} of futures are at or below the strategy's number. It keeps {stay:,.0f} of the "
            f"year's starters, the simulation {stays:,.0f}; it takes {leave:,.0f} of the children here now to leave, "
            f"the simulation {leaves:,.0f}, of whom {self.turn_18:,.0f} turn 18."
        )


def strategy_cases(begins: date) -> tuple[Scenario, ...]:
    """Return the strategy's worst, medium, best and COVID-19 cases as scenarios of one year.

    COVID-19 is there twice, once for each reading of its printed total: more starters, and fewer children leaving.

    Args:
        begins: the first day of the year.
    """
    return tuple(scenario for _, scenario in _cases(begins))


def tracked_here(in_care: int) -> int:
    """Return how many children would be tracked for leaving here, if the same share were as where it was published."""
    printed = strategy()
    return round(in_care * printed.tracked / printed.base)


def against_the_strategy(
    basis: Basis,
    *,
    tracked: int,
    replicates: int,
    seed: int,
    factors: Reals | None = None,
    base: Ensemble | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> tuple[Explained, ...]:
    """Put the strategy's cases into the simulation and say where its numbers lie in the range, and why.

    Args:
        basis: what the projection runs on; the strategy's year is the first one.
        tracked: children here who are tracked for leaving, as the strategy's arithmetic takes them.
        replicates: how many simulated futures of each case.
        seed: the same for all.
        factors: [replicate, month], what `reconcile` multiplies every number by. The pieces are told of the children
            followed one by one and then multiplied by it too.
        base: the base's own ensemble by month, with the same replicates and seed, where it is there already.
        executor: any standard executor; threads on every core without one.
        progress: told replicates done, replicates in all, and words.

    Raises:
        ImpossibleArithmetic: more children are tracked than are in care.
    """
    worked = {case.name: case.end for case in published_cases(start=basis.in_care, tracked=tracked).cases}
    cases = list(_cases(basis.origin + timedelta(days=1)))
    run = Runner(basis, replicates, seed, 1 + 2 * len(cases), executor, progress)
    if base is None:
        base = run()
    else:
        run.passed_over()
    at = _Year(run, base, np.ones(replicates) if factors is None else factors[:, _YEAR])
    return tuple(_explained(at, name, case, tracked, worked.get(name)) for name, case in cases)


class _Year:
    """The twelfth month under levers, with those who enter and without."""

    def __init__(self, run: Runner, base: Ensemble, scale: Reals) -> None:
        self._run, self._base, self._scale = run, base, scale
        self.basis = run.basis

    def end(self, levers: Sequence[Lever]) -> Reals:
        """[replicate], children in care."""
        return self._children(self._run(self._parts(levers)))

    def end_without_entries(self, levers: Sequence[Lever]) -> tuple[Reals, float]:
        """[replicate], those in care who were so at the start or had been before; and how many turn 18, on average."""
        made = self._run([_nobody_enters(self.basis), *self._parts(levers)])
        return self._children(made), float((made.flows[:, 0, TURNED_18] * self._scale).mean())

    def _parts(self, levers: Sequence[Lever]) -> tuple[Part, ...]:
        return parts(Scenario("", "", tuple(levers)), self.basis, self._base).parts

    def _children(self, made: Ensemble) -> Reals:
        return np.asarray(made.counts[:, _YEAR].sum(axis=(1, 2, 3)) * self._scale, np.float64)


def _explained(at: _Year, name: str, case: Scenario, tracked: int, worked: int | None) -> Explained:
    printed = strategy()
    (starters,), others = _split(case.levers)
    usual, fewer = covid_leaving()
    number = round(printed.months * starters.children_a_month)
    keeps = float(number * printed.stay)
    takes = float(tracked * printed.leave) * (fewer / usual if others else 1.0)
    published = worked if worked is not None else int(at.basis.in_care + keeps - takes + 0.5)
    total = at.end(case.levers)
    here, grown_up = at.end_without_entries(others)
    stays, leaves = float((total - here).mean()), at.basis.in_care - float(here.mean())
    return Explained(
        name=name,
        scenario=case,
        starters=number,
        published=published,
        simulated=figures_of(total[:, None]),
        at_or_below=float((total <= published).mean()),
        starters_stay=(keeps, stays),
        leave=(takes, leaves),
        turn_18=grown_up,
        apart=(stays - keeps, takes - leaves),
    )


def _cases(begins: date) -> Iterator[tuple[str, Scenario]]:
    printed = strategy()
    until = months_after(begins, printed.months) - timedelta(days=1)
    for pair in printed.pairs:
        note = f"{printed.source}: {pair.starters} starters a month, {pair.total} children in care at the end."
        lever = Starters(id="starters", begins=begins, until=until, children_a_month=pair.starters, note=note)
        yield pair.name, Scenario(_named(pair.label), _WHY, (lever,))
        if pair.name == "covid":
            yield _SECOND_READING, _fewer_leaving(begins, until)


def _fewer_leaving(begins: date, until: date) -> Scenario:
    worst = next(pair for pair in strategy().pairs if pair.name == "worst")
    starters = Starters(id="starters", begins=begins, until=until, children_a_month=worst.starters)
    shock = Shock(id="fewer-leaving", begins=begins, shape=Shape.COVID_19, note=reading(Shape.COVID_19))
    return Scenario(f"{_named('COVID-19')}, read as fewer children leaving", _WHY, (starters, shock))


def _named(label: str) -> str:
    return f"The strategy's {label if label.isupper() or '-' in label else label.lower()} case"


def _split(levers: Sequence[Lever]) -> tuple[list[Starters], list[Lever]]:
    return (
        [lever for lever in levers if isinstance(lever, Starters)],
        [lever for lever in levers if not isinstance(lever, Starters)],
    )


def _nobody_enters(basis: Basis) -> Part:
    return part("nobody enters", basis.months, enter=np.full((basis.months, CELLS[0], ENTRY_CELLS), -1.0))
