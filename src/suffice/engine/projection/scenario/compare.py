"""The base and up to six scenarios side by side, with the same luck in each, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from typing import Any

from suffice.engine.findings import Finding, merged
from suffice.engine.projection.basis import Basis, CannotProject
from suffice.engine.projection.scenario.apply import Applied, parts
from suffice.engine.projection.scenario.figures import Numbers, Table, numbers
from suffice.engine.projection.scenario.model import MOST_SCENARIOS, Scenario
from suffice.engine.projection.scenario.runner import Runner
from suffice.engine.projection.simulate import Ensemble, Progress
from suffice.engine.projection.summarise import YearOfFlows, years_of_flows
from suffice.engine.projection.tables import Reals


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one future gives.

    Attributes:
        scenario: its levers; None for the base.
        applied: what they change; None for the base.
        figures: children in care at the end of each month.
        flows: who comes and goes in each year.
        difference: to the base, replicate by replicate with the same luck; None for the base.
        ensemble: the replicates themselves, where they were asked to be kept.
    """

    scenario: Scenario | None
    applied: Applied | None
    figures: Table
    flows: tuple[YearOfFlows, ...]
    difference: Table | None
    ensemble: Ensemble | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return "Base" if self.scenario is None else self.scenario.name

    def document(self, dates: Sequence[date]) -> dict[str, Any]:
        """Return it as plain values; `dates` are the month ends kept."""
        told: dict[str, Any] = {"name": self.name}
        if self.scenario is not None and self.applied is not None:
            told["scenario"] = self.scenario.document()
            told["findings"] = [finding.document() for finding in self.applied.findings]
            told["capacity_changes"] = [
                {
                    "lever": change.name,
                    "placement": str(change.placement),
                    "holding": str(change.holding),
                    "places": change.places,
                    "on": change.on.isoformat(),
                }
                for change in self.applied.capacity_changes
            ]
        told["months"] = [self._month(at, on) for at, on in enumerate(dates)]
        told["years"] = [_flows(year) for year in self.flows]
        return told

    def _month(self, at: int, on: date) -> dict[str, Any]:
        told = {"date": on.isoformat(), **self.figures.at(at)}
        return told if self.difference is None else told | {"difference": self.difference.at(at)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Futures side by side.

    Attributes:
        origin: the last day that is known.
        in_care: children in care on it.
        dates: the end of each month kept.
        replicates: how many simulated futures of each.
        seed: of the random numbers; the same for all.
        base: the future without a scenario.
        scenarios: the others, in the order given.
        findings: of the returns and of the scenarios.
    """

    origin: date
    in_care: int
    dates: tuple[date, ...]
    replicates: int
    seed: int
    base: Outcome
    scenarios: tuple[Outcome, ...]
    findings: tuple[Finding, ...]

    def document(self) -> dict[str, Any]:
        """Return the shape that ``suffice scenario --json`` promises."""
        return {
            "origin": self.origin.isoformat(),
            "in_care_at_origin": self.in_care,
            "replicates": self.replicates,
            "seed": self.seed,
            "findings": [finding.document() for finding in self.findings],
            "base": self.base.document(self.dates),
            "scenarios": [outcome.document(self.dates) for outcome in self.scenarios],
        }


def compare(
    basis: Basis,
    scenarios: Sequence[Scenario],
    *,
    replicates: int,
    seed: int,
    factors: Reals | None = None,
    base: Ensemble | None = None,
    keep: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Simulate the base and each scenario, and take their differences replicate by replicate.

    Args:
        basis: what the projection runs on.
        scenarios: up to six.
        replicates: how many simulated futures of each.
        seed: the same for all, so a child whom two futures have in common meets the same luck in both.
        factors: [replicate, month], what `reconcile` multiplies every number by; the same for all.
        base: the base's own ensemble by month, with the same replicates and seed, where it is there already.
        keep: keep the ensembles in the outcomes, for capacity and cost.
        executor: any standard executor; threads on every core without one.
        progress: told replicates done, replicates in all, and words.

    Raises:
        CannotProject: there are more than six.

    Source of the method: `docs/method/scenarios.md`.
    """
    if len(scenarios) > MOST_SCENARIOS:
        raise CannotProject(f"{len(scenarios)} scenarios were given: compare up to {MOST_SCENARIOS} at once.")
    run = Runner(basis, replicates, seed, 1 + len(scenarios), executor, progress)
    if base is None:
        without = run()
    else:
        without = base
        run.passed_over()
    known = numbers(without, factors)
    made = [_outcome(run, scenario, without, known, factors, keep=keep) for scenario in scenarios]
    told = [finding for outcome in made if outcome.applied is not None for finding in outcome.applied.findings]
    return Comparison(
        origin=basis.origin,
        in_care=basis.in_care,
        dates=tuple(basis.dates[month] for month in without.kept),
        replicates=replicates,
        seed=seed,
        base=Outcome(None, None, known.figures(), _years(basis, without), None, without if keep else None),
        scenarios=tuple(made),
        findings=merged([*basis.findings, *told]),
    )


def _outcome(
    run: Runner, scenario: Scenario, base: Ensemble, without: Numbers, factors: Reals | None, *, keep: bool
) -> Outcome:
    applied = parts(scenario, run.basis, base)
    if applied.parts:
        made = run(applied.parts)
    else:
        made = base
        run.passed_over()
    under = numbers(made, factors)
    return Outcome(
        scenario,
        applied,
        under.figures(),
        _years(run.basis, made),
        under.less(without).differences(),
        made if keep else None,
    )


def _years(basis: Basis, made: Ensemble) -> tuple[YearOfFlows, ...]:
    return years_of_flows(made, basis.dates[::12])


def _flows(year: YearOfFlows) -> dict[str, Any]:
    named = ("started", "returned", "left", "turned_18")
    return {
        "from": year.first.isoformat(),
        "to": year.last.isoformat(),
        **{name: getattr(year, name).document() for name in named},
    }
