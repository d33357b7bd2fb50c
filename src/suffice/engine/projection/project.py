"""Children in care ahead of a day, with the range: from a history to a projection, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from suffice.engine.episodes import History, as_known_on
from suffice.engine.findings import Finding, merged
from suffice.engine.projection.basis import Basis, CannotProject, Include, ensemble, prepare
from suffice.engine.projection.change import Part
from suffice.engine.projection.cohorts import CohortAhead, cohorts
from suffice.engine.projection.place import NOWHERE, Place
from suffice.engine.projection.reconcile import Own, Reconciled, reconcile
from suffice.engine.projection.simulate import Ensemble, Progress
from suffice.engine.projection.split import Split, split_of
from suffice.engine.projection.summarise import Horizon, YearOfFlows, horizons, years_of_flows
from suffice.engine.projection.uncertainty import Variants

__all__ = ["METHOD", "CannotProject", "Projection", "one_total", "project"]

METHOD = (
    "Children followed from event to event, version 2: rates of entering, moving, leaving and coming back by age, "
    "placement and time, learnt from the reference months; 18th birthdays from dates of birth; unaccompanied children "
    "apart; brothers and sisters entering together. "
)

HOLDS = {
    Include.CHANCE: "The range holds chance alone, not uncertain rates and not drift.",
    Include.RATES: "The range holds chance and uncertain rates, not drift: a change in need, policy or practice is "
    "outside it.",
    Include.ALL: "The range holds chance, uncertain rates, and drift as large as it has been elsewhere and here: what "
    "need, policy and practice usually do to the number who enter, move and leave. Its total is half this council's "
    "children followed one by one, half what the totals of councils have done before; where these two differ by more "
    "than their ranges, it is the children's alone.",
}


@dataclass(frozen=True, slots=True)
class Projection:
    """Children in care ahead of a day.

    Attributes:
        origin: the last day that is known.
        in_care_at_origin: children in care on it, as `stock_on` counts them.
        reference: the day before the first and the last day of events that rates are learnt from.
        replicates: how many simulated futures.
        seed: of the random numbers; the same seed gives the same figures to the bit.
        method: name, version and what the range includes.
        findings: what the reader must know, those of the history among them.
        horizons: the figures at each date ahead.
        flows: entries and exits of each projected year, of the children followed one by one.
        outlook: both totals, and whether they were too far apart to be made one; None where the range holds less than
            drift, which is never held against what totals have done.
        cohorts: groups that need a plan of their own.
        split: of each horizon, how the range of the children followed one by one splits into chance, uncertain rates
            and drift; None where it was not asked for.
    """

    origin: date
    in_care_at_origin: int
    reference: tuple[date, date]
    replicates: int
    seed: int
    method: str
    findings: tuple[Finding, ...]
    horizons: tuple[Horizon, ...]
    flows: tuple[YearOfFlows, ...]
    outlook: Reconciled | None
    cohorts: tuple[CohortAhead, ...]
    split: tuple[Split, ...] | None = None

    def document(self) -> dict[str, Any]:
        """Return the shape that ``suffice project --json`` promises."""
        return {
            "origin": self.origin.isoformat(),
            "in_care_at_origin": self.in_care_at_origin,
            "reference": [day.isoformat() for day in self.reference],
            "replicates": self.replicates,
            "seed": self.seed,
            "method": self.method,
            "findings": [finding.document() for finding in self.findings],
            "horizons": [horizon.document() for horizon in self.horizons],
            "outlook": self.outlook.document([one.on for one in self.horizons]) if self.outlook else None,
            "cohorts": [cohort.document() for cohort in self.cohorts],
            "split": [one.document() for one in self.split] if self.split else None,
        }


def project(
    history: History,
    *,
    origin: date,
    years: int,
    replicates: int = 1000,
    seed: int = 1,
    reference_months: int = 24,
    monthly: bool = False,
    parts: Sequence[Part] = (),
    include: Include = Include.ALL,
    population: Variants | None = None,
    place: Place = NOWHERE,
    own: Own | None = None,
    split: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Projection:
    """Project the children in care from a day on.

    Every event dated after the origin is removed first, so that a past origin is an honest test.

    Args:
        history: what `assemble` returned.
        origin: the last day that is known; the returns must cover it and at least 90 days before it.
        years: how many years ahead, 1 to 20.
        replicates: how many simulated futures, 10 to 10,000.
        seed: the same seed gives the same figures, whatever the executor.
        reference_months: months before the origin that rates are learnt from, 3 to 120.
        monthly: a horizon at the end of every month instead of every year.
        parts: what a scenario changes.
        include: what the range holds.
        population: paths that the number of children in the area may take; without, it strays as it has elsewhere.
        place: where the children live, for what the public panel says of the total; nothing is known without it.
        own: what the authority's own past says of the width, where it was tested.
        split: say too how the range splits into chance, uncertain rates and drift, if it holds all three.
        executor: any standard executor; threads on every core without one.
        progress: called with replicates done, replicates in all, and words.

    Raises:
        CannotProject: with a sentence that says what cannot be done and what to do.

    Source of the method: `docs/method/projection.md`.
    """
    basis = prepare(history, origin=origin, years=years, reference_months=reference_months, population=population)
    simulate = partial(ensemble, basis, replicates=replicates, seed=seed, monthly=monthly)
    made = simulate(parts=parts, include=include, executor=executor, progress=progress)
    joined = None
    if include is Include.ALL:
        joined = one_total(basis, simulate() if parts else made, place=place, own=own)
    told = _told(history, basis, made, joined, asked=(replicates, seed, include))
    if not split or include is not Include.ALL:
        return told
    return replace(told, split=split_of(basis, made, seed=seed, parts=parts, executor=executor, progress=progress))


def one_total(basis: Basis, made: Ensemble, *, place: Place = NOWHERE, own: Own | None = None) -> Reconciled:
    """Return the factors that make one total of children followed one by one and of what totals have done before.

    Args:
        basis: what the ensemble was made from.
        made: the ensemble, without a scenario: what one changes keeps its relative size under the same factors.
        place: where the children live.
        own: what the authority's own past says of the width.
    """
    said = place.outlook(basis.in_care, basis.origin, made.kept[-1])
    return reconcile(made.counts.sum(axis=(2, 3, 4)), kept=made.kept, in_care=basis.in_care, outlook=said, own=own)


def _told(
    history: History, basis: Basis, made: Ensemble, joined: Reconciled | None, *, asked: tuple[int, int, Include]
) -> Projection:
    replicates, seed, include = asked
    dates = [basis.dates[month] for month in made.kept]
    factors = joined.factors if joined else None
    scaled = made.counts if factors is None else made.counts * factors[:, :, None, None, None]
    return Projection(
        origin=basis.origin,
        in_care_at_origin=basis.in_care,
        reference=basis.reference,
        replicates=replicates,
        seed=seed,
        method=METHOD + HOLDS[include],
        findings=merged([*basis.findings, *(joined.findings if joined else ())]),
        horizons=horizons(made, dates, factors=factors),
        flows=years_of_flows(made, basis.dates[::12]),
        outlook=joined,
        cohorts=cohorts(
            as_known_on(history, basis.origin),
            reference=basis.reference,
            counts=scaled,
            months=made.kept,
            dates=dates,
            seed=seed,
        ),
    )
