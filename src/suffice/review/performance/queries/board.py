"""The board: every measure as one row, read from what was kept with it; targets are held against it as they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from suffice.analyse.comparison.queries import beside
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import NONE, counted
from suffice.engine.comparison.charts import Meaning
from suffice.engine.measures import INDICATORS, Area, Indicator
from suffice.review.performance import plan, sentences
from suffice.review.performance.aiming import Aim, aim, target_on
from suffice.review.performance.figures import Point
from suffice.review.performance.models import MeasureFigures, MeasuresResult, Target
from suffice.review.performance.queries import keeping


class Attention(StrEnum):
    """How much a measure asks for: the board can be read from the top."""

    MISSED = "missed"
    WORSE = "worse"
    CHANGED = "changed"
    QUIET = "quiet"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "missed": "Target missed by more than chance",
            "worse": "A change for the worse",
            "changed": "Another change",
            "quiet": "Nothing that asks for attention",
            "none": "No figure",
        }[self.value]


@dataclass(frozen=True)
class Row:
    """One measure on the board.

    Attributes:
        indicator: the definition.
        now, before: the latest figure and the one it is held against.
        lacking: why there is no figure.
        variation: what the latest point of the run chart is a sign of; "" without a run chart.
        target: what is aimed at on the day of the latest figure.
        published: what was last published of others.
        as_published: the latest figure by the published definition, where the council counts otherwise.
        address: the measure's page.
    """

    indicator: Indicator
    now: Point | None
    before: Point | None
    lacking: str
    variation: str
    target: Target | None
    published: beside.Beside | None
    as_published: Point | None
    address: str

    @cached_property
    def aim(self) -> Aim | None:
        """How the latest figure stands to the target."""
        if self.now is None or self.target is None:
            return None
        return aim(self.now, self.target.value, self.indicator.polarity)

    @cached_property
    def attention(self) -> Attention:
        """How much the measure asks for."""
        if self.now is None:
            return Attention.NONE
        if self.aim is Aim.MISSED:
            return Attention.MISSED
        if self.variation == Meaning.CONCERN:
            return Attention.WORSE
        return Attention.CHANGED if self.variation not in ("", Meaning.NONE) else Attention.QUIET

    @property
    def signal(self) -> str:
        """What the run chart says last."""
        if self.now is None:
            return ""
        return Meaning(self.variation).label.partition(":")[0] if self.variation else "None drawn"


_PLACE = {area: at for at, area in enumerate(Area)}


def rows(result: MeasuresResult, codes: Collection[str] | None = None) -> list[Row]:
    """Return a row for each measure, by service area; of `codes` alone where they are given."""
    found = MeasureFigures.objects.filter(result=result)
    told = dict((found if codes is None else found.filter(code__in=codes)).values_list("code", "summary"))
    profiles: dict[str, list[Target]] = defaultdict(list)
    for one in keeping.targets(result.authority):
        profiles[one.code].append(one)
    published = beside.every(result.authority, None if codes is None else list(codes))
    address = here(result.authority, "performance:board") + "of/"
    return [
        _row(one, told[code], profiles[code], published.get(code), f"{address}{code}/")
        for code, one in sorted(INDICATORS.items(), key=lambda pair: _PLACE[pair[1].area])
        if code in told
    ]


def _row(
    indicator: Indicator,
    summary: dict[str, Any],
    profile: list[Target],
    published: beside.Beside | None,
    address: str,
) -> Row:
    now, was, alike = (Point.of(found) if (found := summary.get(name)) else None for name in _POINTS)
    target = target_on(profile, now.on) if now else None
    return Row(indicator, now, was, summary["lacking"], summary["variation"], target, published, alike, address)


_POINTS = ("now", "before", "published")


def told(found: Sequence[Row]) -> str:
    """152 of 219 measures have a figure. 3 of the 8 measures with a target miss it by more than chance."""
    have = [one for one in found if one.now is not None]
    worse = sum(1 for one in have if one.variation == Meaning.CONCERN)
    return _said(len(found), len(have), [one.aim for one in have if one.aim is not None], worse)


def brief(result: MeasuresResult) -> str:
    """Return the same sentences, for a page that shows no more of it: the rows of measures with a target alone."""
    found = MeasureFigures.objects.filter(result=result)
    have = found.exclude(summary__now=None)
    aimed = {one.code for one in keeping.targets(result.authority)}
    aims = [one.aim for one in rows(result, aimed) if one.aim is not None] if aimed else []
    return _said(found.count(), have.count(), aims, have.filter(summary__variation=str(Meaning.CONCERN)).count())


def _said(every: int, have: int, aims: Sequence[Aim], worse: int) -> str:
    words = [f"{have} of {every} measures have a figure."]
    if aims:
        missed = sum(1 for one in aims if one is Aim.MISSED)
        among = counted(len(aims), "measure")
        words.append(f"{missed} of the {among} with a target {_miss(missed)} it by more than chance.")
    if worse:
        words.append(f"{counted(worse, 'run chart shows', 'run charts show')} a change for the worse.")
    return " ".join(words)


def _miss(number: int) -> str:
    return "misses" if number == 1 else "miss"


def areas(found: Iterable[Row]) -> list[tuple[Area, int, int, int]]:
    """Return each service area with how many measures it has, how many have a figure, how many ask for attention."""
    of = defaultdict(list)
    for one in found:
        of[one.indicator.area].append(one)
    asks = (Attention.MISSED, Attention.WORSE)
    return [
        (
            area,
            len(of[area]),
            sum(1 for one in of[area] if one.now is not None),
            sum(1 for one in of[area] if one.attention in asks),
        )
        for area in Area
        if of[area]
    ]


def _value(row: Row, point: Point | None) -> float | None:
    return None if point is None or point.value is None else round(point.value, 2)


def _published(row: Row) -> tuple[str, float] | None:
    """Return whom a figure is held against first: the neighbours' mean, else England."""
    if row.published is None or row.published.unit != str(row.indicator.unit):
        return None
    for name, one in (("neighbours", row.published.neighbours), ("England", row.published.england)):
        if one is not None:
            return name, one.value
    return None


def _published_words(row: Row) -> str:
    found = _published(row)
    if found is None or row.published is None:
        return ""
    told = f"{sentences.value_words(row.indicator, found[1])} ({found[0]}, {row.published.year})"
    if row.as_published is None:
        return told
    return f"{told}; ours by the same definition {sentences.value_words(row.indicator, row.as_published.value)}"


def _now_words(row: Row) -> str:
    return NONE if row.now is None else sentences.with_counts(row.indicator, row.now)


def _aim_words(row: Row) -> str:
    if row.target is None:
        return ""
    told = sentences.value_words(row.indicator, row.target.value)
    return f"{told}: {row.aim.label.lower()}" if row.aim else told


def _short(on: date) -> str:
    return f"{on.day} {on:%b %Y}"


BOARD = Register(
    name="measures",
    caption="Measures",
    noun=("measure", "measures"),
    per_page=60,
    columns=(
        Column(key="area", heading="Area", value=lambda one: str(one.indicator.area), sort=""),
        Column(
            key="title",
            heading="Measure",
            value=lambda one: one.indicator.title,
            sort="",
            link=lambda one: one.address,
        ),
        Column(
            key="now",
            heading="Latest",
            value=lambda one: _value(one, one.now),
            shown=_now_words,
            sort="",
            numeric=True,
        ),
        Column(
            key="interval",
            heading="Range by chance",
            value=lambda one: sentences.interval(one.indicator, one.now) if one.now else "",
        ),
        Column(
            key="before",
            heading="Before",
            value=lambda one: _value(one, one.before),
            shown=lambda one: sentences.value_words(one.indicator, one.before.value) if one.before else "",
            sort="",
            numeric=True,
        ),
        Column(key="target", heading="Target", value=_aim_words, sort=""),
        Column(key="beside", heading="Others", value=_published_words),
        Column(key="signal", heading="Run chart", value=lambda one: one.signal, sort=""),
        Column(
            key="on",
            heading="As at",
            value=lambda one: one.now.on if one.now else None,
            shown=lambda one: _short(one.now.on) if one.now else "",
            sort="",
        ),
    ),
    also=(
        Column(key="counted", heading="Counted", value=lambda one: one.now and one.now.numerator),
        Column(key="out_of", heading="Out of", value=lambda one: one.now and one.now.denominator),
        Column(key="unit", heading="Unit", value=lambda one: str(one.indicator.unit)),
        Column(key="code", heading="Code", value=lambda one: one.indicator.code),
    ),
    filters=(
        Filter(
            key="area",
            label="Service area",
            apply=lambda rows, area: [one for one in rows if one.indicator.area == area],
            choices=[(str(one), str(one)) for one in Area],
        ),
        Filter(
            key="attention",
            label="Attention",
            apply=lambda rows, level: [one for one in rows if one.attention == level],
            choices=[(str(one), one.label) for one in Attention],
        ),
        Filter(
            key="told",
            label="Figure",
            apply=lambda rows, told: [one for one in rows if (one.now is not None) is (told == "yes")],
            choices=(("yes", "Has a figure"), ("no", "Has none")),
        ),
        Filter(
            key="plan",
            label="Service plan",
            apply=lambda rows, _: [one for one in rows if one.indicator.code in plan.codes()],
            choices=(("yes", "In the plan's table"),),
        ),
        Filter(
            key="words",
            label="Words in the title",
            apply=lambda rows, words: [one for one in rows if words.casefold() in one.indicator.title.casefold()],
        ),
    ),
)
