"""The tables of a run, and the register of runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections.models import ProjectionRun, RunPurpose
from suffice.analyse.projections.outcome import Horizon, Outcome, Range
from suffice.analyse.projections.sentences import to
from suffice.core.models.work import WorkState
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import day, number


@dataclass(frozen=True, slots=True)
class Ahead:
    """One day ahead: the range of all children or of one group, and what then happened where the returns reach."""

    on: date
    group: str
    held: Range
    was: int | None
    happened: int | None

    @property
    def inside(self) -> str:
        """Whether what happened lies inside the range."""
        if self.happened is None:
            return ""
        return "inside" if self.held.holds(self.happened) else "outside"


def totals(outcome: Outcome) -> Sequence[Ahead]:
    """Return the range of all children month by month."""
    return [Ahead(one.on, "", one.total, outcome.in_care, outcome.actual.get(one.on)) for one in outcome.horizons]


def groups(outcome: Outcome, code: str) -> Sequence[Ahead]:
    """Return the range of every group of a breakdown, year by year."""
    return [
        Ahead(one.on, label, _ranges(one, code)[group], outcome.at_origin[code][group], None)
        for one in outcome.yearly
        for group, label in BREAKDOWNS[code].groups.items()
    ]


def _ranges(horizon: Horizon, code: str) -> Any:
    return horizon.by_placement if code == "placement" else horizon.by_age


def range_columns() -> tuple[Column, ...]:
    """Return the columns of a range."""
    return (
        Column(key="low", heading="One in ten below", value=lambda one: one.held.p10, sort="", numeric=True),
        Column(key="middle", heading="Middle", value=lambda one: one.held.p50, sort="", numeric=True),
        Column(key="high", heading="One in ten above", value=lambda one: one.held.p90, sort="", numeric=True),
        Column(
            key="mean",
            heading="Mean",
            value=lambda one: one.held.mean,
            shown=lambda one: number(one.held.mean, 1),
            sort="",
            numeric=True,
        ),
    )


def totals_register(outcome: Outcome) -> Register:
    """Return the register of all children, month by month."""
    happened = (
        Column(key="happened", heading="What happened", value=lambda one: one.happened, sort="", numeric=True),
        Column(key="inside", heading="Inside the range", value=lambda one: one.inside, sort=""),
    )
    return Register(
        name="months",
        caption="Children in care month by month",
        noun=("month", "months"),
        order="on",
        per_page=12,
        alone=False,
        columns=(
            Column(key="on", heading="On", value=lambda one: one.on, sort=""),
            *range_columns(),
            *(happened if outcome.known else ()),
        ),
    )


def groups_register(outcome: Outcome, code: str) -> Register:
    """Return the register of one breakdown, year by year."""
    breakdown = BREAKDOWNS[code]
    return Register(
        name=f"ahead-{code}",
        caption=f"Children in care {breakdown.title.lower()}, year by year",
        noun=("row", "rows"),
        order="on",
        alone=False,
        columns=(
            Column(key="on", heading="On", value=lambda one: one.on, sort=""),
            Column(key="group", heading=breakdown.heading, value=lambda one: one.group, sort=""),
            Column(key="was", heading=f"On {day(outcome.origin)}", value=lambda one: one.was, sort="", numeric=True),
            *range_columns(),
        ),
        filters=(
            Filter(
                key="group",
                label=breakdown.heading,
                apply=lambda rows, label: [one for one in rows if one.group == label],
                choices=[(label, label) for label in breakdown.groups.values()],
            ),
        ),
    )


def _state(run: ProjectionRun) -> str:
    if run.made_at is not None:
        return "Made"
    return WorkState(run.work.state).label if run.work else "Waiting to start"


def _came_out(run: ProjectionRun) -> str | None:
    if run.made_at is None:
        return None
    last = run.outcome.last
    return f"{to(last.total)} on {day(last.on)}"


def _by_state(rows: QuerySet[ProjectionRun], state: str) -> QuerySet[ProjectionRun]:
    return rows.filter(made_at__isnull=state != "made")


RUNS = Register(
    name="projections",
    caption="Every projection",
    noun=("projection", "projections"),
    order="-asked_at",
    per_page=20,
    empty="No projection has been made yet.",
    columns=(
        Column(
            key="origin",
            heading="From",
            value=lambda one: one.origin,
            sort="origin",
            link=lambda one: here(one.authority, "projections:run", pk=one.pk),
        ),
        Column(key="purpose", heading="Why", value=lambda one: one.get_purpose_display(), sort="purpose"),
        Column(key="years", heading="Years", value=lambda one: one.years, sort="years", numeric=True),
        Column(key="replicates", heading="Futures", value=lambda one: one.replicates, sort="replicates", numeric=True),
        Column(
            key="reference_months",
            heading="Months learnt from",
            value=lambda one: one.reference_months,
            sort="reference_months",
            numeric=True,
        ),
        Column(key="seed", heading="Seed", value=lambda one: one.seed, sort="seed", numeric=True),
        Column(key="came_out", heading="Four times in five", value=_came_out),
        Column(key="asked_at", heading="Asked for", value=lambda one: one.asked_at, sort="asked_at"),
        Column(
            key="asked_by",
            heading="By",
            value=lambda one: one.asked_by.name if one.asked_by else "Suffice",
            sort="asked_by__name",
        ),
        Column(key="state", heading="State", value=_state, sort="made_at"),
    ),
    filters=(
        Filter(
            key="purpose",
            label="Why",
            apply=lambda rows, purpose: rows.filter(purpose=purpose),
            choices=RunPurpose.choices,
        ),
        Filter(key="state", label="State", apply=_by_state, choices=(("made", "Made"), ("not", "Not made"))),
    ),
)
