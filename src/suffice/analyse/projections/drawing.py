"""Which charts are drawn with a run, each with its finding."""

from __future__ import annotations

from datetime import datetime

from suffice.analyse.projections import declarations, sentences
from suffice.analyse.projections.charts import Mark, drawings
from suffice.analyse.projections.models import ProjectionRun, RunPurpose
from suffice.analyse.projections.outcome import Outcome
from suffice.analyse.projections.queries import runs
from suffice.analyse.projections.queries.strategy import worked
from suffice.analyse.projections.simulating import Progress
from suffice.core import charts


def draw(outcome: Outcome, run: ProjectionRun, *, at: datetime, progress: Progress) -> dict[str, str]:
    """Draw every chart of a run, and return their hashes by name."""
    made = drawings(outcome, marks_of(run))
    drawn = {}
    for done, (name, maker) in enumerate(made.items()):
        progress(done, len(made), "Drawing the charts")
        drawn[name] = charts.draw(
            maker,
            title=_title(name, outcome, run),
            authority=run.authority,
            permission=(declarations.SEE if name == "fan" else declarations.GROUPS).code,
            at=at,
        ).digest
    return drawn


def marks_of(run: ProjectionRun) -> list[Mark]:
    """Return the strategy's cases for the run that stands beside it; none for others."""
    arithmetic = runs.arithmetic(run.authority) if run.purpose == RunPurpose.BESIDE else None
    if arithmetic is None:
        return []
    return [Mark(case.label, arithmetic.ends, case.end) for case in worked(arithmetic).cases]


def _title(name: str, outcome: Outcome, run: ProjectionRun) -> str:
    """Return the finding that a chart shows, as a sentence."""
    if name == "fan":
        return sentences.path(outcome)
    if name == "split":
        return sentences.split(outcome)
    if name == "cohorts":
        return sentences.cohort_ahead(outcome)
    if name.startswith("months-"):
        return f"Month by month. {sentences.group_ahead(name.removeprefix('months-'), outcome)}"
    if name == "beside":
        arithmetic = runs.arithmetic(run.authority)
        horizon = outcome.about(arithmetic.ends) if arithmetic else None
        return sentences.beside(horizon, worked(arithmetic).cases) if arithmetic and horizon else ""
    return sentences.group_ahead(name, outcome)
