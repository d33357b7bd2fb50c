"""What the page of one measure shows, out of its one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from suffice.core.charts import by_name
from suffice.core.models import Authority, Chart
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import day, number, per_cent
from suffice.engine.comparison.charts import Rule
from suffice.engine.measures import INDICATORS, Indicator, Tally
from suffice.engine.measures.splitting import SPLITS
from suffice.review.performance import sentences
from suffice.review.performance.aiming import Aim, aim, target_on
from suffice.review.performance.figures import Figure, Group, Point, Told
from suffice.review.performance.models import MeasureFigures, MeasuresResult, Target
from suffice.review.performance.queries import keeping
from suffice.review.performance.summary import before

TEAM, WORKER = "team", "worker"
_NUMBERS = (Tally.RATE, Tally.NUMBER, Tally.SUM)
LEVELS = ("service", "locality", TEAM, WORKER)


@dataclass(frozen=True)
class View:
    """One measure as its page reads it.

    Attributes:
        row: where it is kept.
        indicator: the definition.
        told: its figures.
        profile: the targets that stand.
    """

    row: MeasureFigures
    indicator: Indicator
    told: Told
    profile: Sequence[Target]

    @property
    def now(self) -> Point | None:
        """The latest figure."""
        return self.told.now

    @property
    def target(self) -> Target | None:
        """What is aimed at on the day of the latest figure."""
        return target_on(self.profile, self.now.on) if self.now else None

    @property
    def aim(self) -> Aim | None:
        """How the latest figure stands to it."""
        return aim(self.now, self.target.value, self.indicator.polarity) if self.now and self.target else None

    @property
    def answer(self) -> str:
        """What the measure says, in sentences."""
        if self.now is None:
            return self.told.lacking
        words = sentences.answer(self.indicator, self.now, before(self.told))
        if self.target is None or self.aim is None:
            return words
        return f"{words} {sentences.aimed(self.indicator, self.target.value, self.aim)}"

    @property
    def otherwise(self) -> str:
        """What the latest figure would be by the published definition; "" where it is counted so."""
        return sentences.otherwise(self.indicator, self.told.published) if self.told.published else ""

    @property
    def run(self) -> dict[str, Any]:
        """The run chart as a document, or why there is none."""
        run: dict[str, Any] = self.row.run
        return run

    @property
    def signals(self) -> list[str]:
        """The signs in the run chart, the latest first, in words."""
        return [one["sentence"] for one in reversed(self.run.get("signals", []))]

    @property
    def run_table(self) -> list[tuple[str, ...]]:
        """The points of the run chart as the rows of a table, the latest first."""
        return [
            (one["label"], *(number(one[name], 1) for name in ("value", "mean", "low", "high")), _sign(one["rules"]))
            for one in reversed(self.run.get("points", []))
        ]

    def words(self, value: float) -> str:
        """Return a value in the measure's unit."""
        return sentences.value_words(self.indicator, value)


def _sign(rules: Sequence[str]) -> str:
    return "; ".join(Rule(one).label for one in rules)


@dataclass(frozen=True, slots=True)
class Named:
    """The figure of one group, and by what it is one."""

    by: str
    label: str
    figure: Figure


def view(result: MeasuresResult, code: str) -> View | None:
    """Return one measure; None when there is no such measure, or the result does not know it."""
    found = MeasureFigures.objects.filter(result=result, code=code).first()
    indicator = INDICATORS.get(code)
    if found is None or indicator is None:
        return None
    return View(found, indicator, found.told, list(keeping.targets(result.authority, code)))


def charts(authority: Authority, row: MeasureFigures) -> dict[str, Chart]:
    """Return the pictures of a measure by their name."""
    return by_name(authority, row.charts)


def levels(one: View, *, teams: bool, workers: bool) -> list[Named]:
    """Return the figure of the whole, and of each locality, team and worker, as far as a reader may see them."""
    if one.now is None:
        return []
    hidden = {name for name, may in ((TEAM, teams), (WORKER, workers)) if not may}
    seen = [named for split in LEVELS if split not in hidden for named in _named(one, split)]
    return [Named("Whole authority", "All", one.now), *seen]


def groups(one: View) -> list[Named]:
    """Return the figure of each group of children: ethnicity, sex, age and what else the returns tell."""
    return [named for split in SPLITS if split not in LEVELS for named in _named(one, split)]


def _named(one: View, split: str) -> list[Named]:
    found: Sequence[Group] = one.told.groups.get(split, ())
    return [Named(SPLITS[split].title, group.label, group) for group in found]


def _figure_columns(indicator: Indicator) -> tuple[Column, ...]:
    """Return the columns that tell a figure; a row holds it as `figure`, or is one."""
    return (
        Column(
            key="value",
            heading=_heading(indicator),
            value=lambda one: None if one.figure.value is None else round(one.figure.value, 2),
            shown=lambda one: sentences.value_words(indicator, one.figure.value),
            sort="",
            numeric=True,
        ),
        Column(
            key="numerator", heading="Counted", value=lambda one: _whole(one.figure.numerator), sort="", numeric=True
        ),
        Column(
            key="denominator", heading="Out of", value=lambda one: _whole(one.figure.denominator), sort="", numeric=True
        ),
        Column(key="low", heading="From", value=lambda one: _round(one.figure.low), numeric=True),
        Column(key="high", heading="To (95 times in 100)", value=lambda one: _round(one.figure.high), numeric=True),
    )


def _counted_columns(found: Sequence[Named]) -> tuple[Column, ...]:
    """Return the columns of what has no figure for a part of the children: how many, and their share of the whole."""
    whole: dict[str, float] = defaultdict(float)
    for one in found:
        whole[one.by] += one.figure.numerator or 0

    def share(one: Named) -> float | None:
        return None if not whole[one.by] else (one.figure.numerator or 0) / whole[one.by]

    return (
        Column(
            key="numerator", heading="Counted", value=lambda one: _whole(one.figure.numerator), sort="", numeric=True
        ),
        Column(
            key="share",
            heading="Share of all",
            value=share,
            shown=lambda one: per_cent(share(one)),
            sort="",
            numeric=True,
        ),
    )


def _heading(indicator: Indicator) -> str:
    return {"%": "Per cent", "per 10,000": "Per 10,000 children", "number": "Number", "days": "Days"}.get(
        str(indicator.unit), "Average"
    )


def _whole(value: float | None) -> float | int | None:
    return value if value is None else int(value) if float(value).is_integer() else round(value, 2)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


@dataclass(frozen=True, slots=True)
class Dated:
    """The figure of one day."""

    on: date
    figure: Figure


def series(indicator: Indicator) -> Register:
    """Return the register of a measure over time."""
    return Register(
        name=f"{indicator.code}-series",
        caption="Every day that has a figure",
        noun=("day", "days"),
        order="-on",
        alone=False,
        per_page=24,
        columns=(Column(key="on", heading="As at", value=lambda one: one.on, sort=""), *_figure_columns(indicator)),
    )


def grouped(indicator: Indicator, name: str, caption: str, found: Sequence[Named]) -> Register:
    """Return the register of a measure by levels or by groups."""
    kinds = list(dict.fromkeys(one.by for one in found))
    return Register(
        name=f"{indicator.code}-{name}",
        caption=caption,
        noun=("group", "groups"),
        alone=False,
        columns=(
            Column(key="by", heading="By", value=lambda one: one.by, sort=""),
            Column(key="label", heading="Group", value=lambda one: one.label, sort=""),
            *(_counted_columns(found) if indicator.counted_as in _NUMBERS else _figure_columns(indicator)),
        ),
        filters=(
            Filter(
                key="by",
                label="By",
                apply=lambda rows, by: [one for one in rows if one.by == by],
                choices=[(one, one) for one in kinds],
            ),
        ),
    )


def made_of(result: MeasuresResult) -> str:
    """Say when the figures were made."""
    used = [one["accepted"] for one in result.inputs["returns"] if one["accepted"]]
    last = f"; the last return was accepted on {day(max(map(datetime.fromisoformat, used)))}" if used else ""
    return f"Figures of {day(result.first_day)} to {day(result.last_day)}{last}."
