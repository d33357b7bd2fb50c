"""The tables of a test against the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suffice.analyse.projections.how_good.sentences import ahead, label_of
from suffice.analyse.projections.tested import LAST, TREND, Point, Score, Tested
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import number, per_cent
from suffice.engine.projection.backtest.numbers import step

_TOTAL = "All children in care"


@dataclass(frozen=True, slots=True)
class Row:
    """How good the forecasts of one number were over one horizon."""

    label: str
    score: Score
    last: Score | None
    trend: Score | None

    @property
    def held(self) -> str:
        """80%, 4 of 5."""
        return per_cent(self.score.share, self.score.hits, self.score.n)

    @property
    def could_be(self) -> str:
        """The range of the share."""
        return f"{per_cent(self.score.low)} to {per_cent(self.score.high)}"


@dataclass(frozen=True, slots=True)
class Said:
    """What one past day said of one day ahead."""

    origin: date
    on: date
    point: Point

    @property
    def inside(self) -> str:
        """Whether what happened lies inside the range."""
        return "inside" if self.point.held else "outside"


def totals(tested: Tested) -> Sequence[Row]:
    """Return how good the total was, a row for each horizon."""
    return [
        Row(_TOTAL, one, tested.beside(LAST, one.months), tested.beside(TREND, one.months)) for one in tested.horizons
    ]


def cells(tested: Tested) -> Sequence[Row]:
    """Return how good every placement, age and unaccompanied children were, a row for each horizon."""
    return [Row(label_of(name), one, None, None) for name, scores in tested.cells.items() for one in scores]


def days(tested: Tested) -> Sequence[Said]:
    """Return what was said on each past day of every day ahead, and what happened."""
    return [Said(path.origin, step(path.origin, point.months), point) for path in tested.paths for point in path.points]


def _one(value: float | None, *, sign: bool = False) -> str:
    if value is None:
        return "too few children"
    return f"{'+' if sign and value > 0 else ''}{number(value, 1)}%"


def _how_far() -> tuple[Column, ...]:
    return (
        Column(key="months", heading="Months ahead", value=lambda one: one.score.months, sort="", numeric=True),
        Column(key="held", heading="Range held", value=lambda one: one.held),
        Column(key="could_be", heading="Over many more, 95% sure", value=lambda one: one.could_be),
        Column(
            key="off",
            heading="Middle off by",
            value=lambda one: one.score.mape,
            shown=lambda one: _one(one.score.mape),
            sort="",
            numeric=True,
        ),
        Column(
            key="bias",
            heading="Too high (+) or low on balance",
            value=lambda one: one.score.bias_pct,
            shown=lambda one: _one(one.score.bias_pct, sign=True),
            sort="",
            numeric=True,
        ),
        Column(
            key="bias_children",
            heading="In children",
            value=lambda one: one.score.bias,
            shown=lambda one: f"{'+' if one.score.bias > 0 else ''}{number(one.score.bias, 1)}",
            sort="",
            numeric=True,
        ),
    )


def _beside(key: str, heading: str) -> Column:
    return Column(
        key=key,
        heading=heading,
        value=lambda one: getattr(one, key).mape if getattr(one, key) else None,
        shown=lambda one: _one(getattr(one, key).mape if getattr(one, key) else None),
        sort="",
        numeric=True,
    )


TOTALS = Register(
    name="held",
    caption="How often the range of all children held, and how far off its middle was",
    noun=("distance ahead", "distances ahead"),
    order="months",
    alone=False,
    columns=(
        *_how_far(),
        _beside("last", "As many as now off by"),
        _beside("trend", "Five-year line off by"),
        Column(
            key="skill_last",
            heading="Closer than as many as now",
            value=lambda one: one.score.skill.get(LAST),
            shown=lambda one: _skill(one.score, LAST),
            sort="",
            numeric=True,
        ),
        Column(
            key="skill_trend",
            heading="Closer than the five-year line",
            value=lambda one: one.score.skill.get(TREND),
            shown=lambda one: _skill(one.score, TREND),
            sort="",
            numeric=True,
        ),
    ),
)

CELLS = Register(
    name="groups",
    caption="How often the range of each placement and age held",
    noun=("row", "rows"),
    per_page=15,
    alone=False,
    columns=(Column(key="label", heading="Children", value=lambda one: one.label, sort=""), *_how_far()),
    filters=(
        Filter(
            key="months",
            label="Months ahead",
            apply=lambda rows, months: [one for one in rows if str(one.score.months) == months],
            choices=[(str(months), ahead(months)) for months in (3, 6, 12, 24, 36, 60)],
        ),
    ),
)

DAYS = Register(
    name="days",
    caption="What was said on each past day, and what happened",
    noun=("row", "rows"),
    order="origin",
    per_page=12,
    alone=False,
    columns=(
        Column(key="origin", heading="Said on", value=lambda one: one.origin, sort=""),
        Column(key="on", heading="Of", value=lambda one: one.on, sort=""),
        Column(key="low", heading="One in ten below", value=lambda one: one.point.p10, sort="", numeric=True),
        Column(key="middle", heading="Middle", value=lambda one: one.point.p50, sort="", numeric=True),
        Column(key="high", heading="One in ten above", value=lambda one: one.point.p90, sort="", numeric=True),
        Column(key="happened", heading="What happened", value=lambda one: one.point.actual, sort="", numeric=True),
        Column(key="inside", heading="Inside the range", value=lambda one: one.inside, sort=""),
    ),
)


def _skill(score: Score, baseline: str) -> str:
    skill = score.skill.get(baseline)
    return "not known" if skill is None else per_cent(skill)
