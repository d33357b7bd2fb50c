"""What was published, beside what the returns give for the same day, and where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from suffice.analyse.needs.assessment.figures import Assessment
from suffice.analyse.needs.models import IN_CARE, AssessmentResult, PublishedFigure, TrendsResult
from suffice.analyse.needs.models.published import ESTIMATE, HELPED, ITSELF, ONLY, PEOPLE, Unit
from suffice.analyse.needs.trends import Trends
from suffice.analyse.returns.queries.population import population_of
from suffice.core.models import Authority
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import NONE, counted, listed, number
from suffice.engine.needs import Tier
from suffice.engine.returns.population import Population

OUTSIDE = "Outside the returns"
NOT_THE_SAME = "Not the same count: an estimate for all children"
AHEAD = "A projection: nothing to hold against it"


@dataclass(frozen=True, slots=True)
class Beside:
    """A published figure and ours; `ours` is None where there is none to hold against it, and `why` says why."""

    figure: PublishedFigure
    ours: Decimal | None
    why: str = OUTSIDE

    @property
    def difference(self) -> Decimal | None:
        """Ours less theirs, in as many decimals as theirs has."""
        return None if self.ours is None else self.ours - self.figure.number

    @property
    def shown(self) -> str:
        """Ours, written as theirs."""
        return NONE if self.ours is None else number(self.ours, self.figure.places)

    @property
    def words(self) -> str:
        """Whether the two agree."""
        if self.difference is None:
            return self.why
        if not self.difference:
            return "The same"
        apart = number(abs(self.difference), self.figure.places)
        more, fewer = ("more", "fewer") if self.figure.unit is Unit.CHILDREN else ("above it", "below it")
        return f"The returns give {apart} {more if self.difference > 0 else fewer}"


@dataclass(frozen=True, slots=True)
class Ours:
    """What there is of ours: local trends, the needs assessment (None until they are made), and the population."""

    trends: Trends | None
    assessment: Assessment | None
    population: Population


def ours_of(authority: Authority, trends: TrendsResult | None) -> Ours:
    """Return what there is of ours, with the latest needs assessment."""
    made = AssessmentResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()
    return Ours(trends.trends if trends else None, made.assessment if made else None, population_of(authority))


def standing(authority: Authority) -> Sequence[PublishedFigure]:
    """Return the published figures that stand, in the order of their days."""
    found = PublishedFigure.objects.filter(authority=authority, withdrawn_at__isnull=True)
    return list(found.select_related("authority", "recorded_by"))


def beside(ours: Ours, figures: Sequence[PublishedFigure]) -> Sequence[Beside]:
    """Put the figure of the returns beside each published one; for a whole month, that of its last day."""
    return [_beside(ours, figure) for figure in figures]


def of_tiers(figure: PublishedFigure) -> bool:
    """Say whether a figure is of children at a tier, in care or below."""
    return figure.measure.split(".")[0] in {ITSELF, ONLY, IN_CARE, HELPED.split(".")[0]}


def disagreements(rows: Sequence[Beside]) -> Sequence[str]:
    """Return a sentence for each figure that differs from ours, and for each two that differ from one another."""
    told = [
        f"{row.figure.shown} was published for {row.figure.when} ({_about(row.figure)}), "
        f"and the returns give {row.shown}."
        for row in rows
        if row.difference
    ]
    for (_measure, _on), several in groupby(rows, key=lambda row: (row.figure.measure, row.figure.on)):
        same = list(several)
        numbers = {row.figure.number: row.figure.shown for row in same}
        if len(numbers) > 1:
            figures = listed([numbers[one] for one in sorted(numbers)])
            told.append(
                f"The published figures disagree with one another for {same[0].figure.when} "
                f"({_about(same[0].figure)}): {figures}."
            )
    return told


def agreement(rows: Sequence[Beside]) -> str:
    """Tell in a sentence how many published figures the returns repeat."""
    known = [row for row in rows if row.difference is not None]
    if not known:
        return "None of the published figures is for a day that the returns cover."
    same = sum(not row.difference for row in known)
    what = counted(len(known), "published figure")
    if same == len(known):
        return f"The returns give the same as {'the' if len(known) == 1 else 'all'} {what} that can be checked."
    return f"The returns give the same as {number(same)} of {what} that can be checked."


def _about(figure: PublishedFigure) -> str:
    words = figure.get_measure_display()
    return f"{words[0].lower()}{words[1:]}"


def _beside(ours: Ours, figure: PublishedFigure) -> Beside:
    if figure.measure.startswith(ESTIMATE):
        return Beside(figure, None, NOT_THE_SAME)
    if figure.measure == PEOPLE:
        return Beside(figure, None, AHEAD)
    count = _count(ours, figure)
    if count is None or figure.unit is Unit.CHILDREN:
        return Beside(figure, None if count is None else Decimal(count))
    people = ours.population.figure_for(figure.authority.code, figure.on)
    if people is None:
        return Beside(figure, None, "No population figure to divide by")
    return Beside(figure, Decimal(number(people.rate(count), figure.places).replace(",", "")))


def _count(ours: Ours, figure: PublishedFigure) -> int | None:
    """Return how many children the returns give; None where they do not cover the day."""
    measure = figure.measure.removesuffix(figure.unit)
    if ours.trends is not None and not measure.startswith((ITSELF, ONLY, HELPED)):
        return _in_care(ours.trends, figure, measure)
    found = ours.assessment.at(figure.on) if ours.assessment and of_tiers(figure) else None
    if found is None:
        return None
    if measure == HELPED:
        return found.helped
    which, tier = (ITSELF, IN_CARE) if measure == IN_CARE else measure.split(".", 1)
    level = found.level(Tier(tier))
    return level.highest if which == ONLY else level.itself


def _in_care(trends: Trends, figure: PublishedFigure, measure: str) -> int | None:
    point = trends.at(figure.on)
    if point is None:
        return None
    if measure == IN_CARE:
        return point.total
    breakdown, group = measure.split(".", 1)
    return point.groups[breakdown][group]


PUBLISHED = Register(
    name="published",
    caption="Published figures beside ours",
    noun=("published figure", "published figures"),
    order="on",
    columns=(
        Column(key="on", heading="When", value=lambda one: one.figure.on, shown=lambda one: one.figure.when, sort=""),
        Column(key="measure", heading="Figure", value=lambda one: one.figure.get_measure_display(), sort=""),
        Column(
            key="number",
            heading="Published",
            value=lambda one: _plain(one.figure.number),
            shown=lambda one: one.figure.shown,
            sort="",
            numeric=True,
        ),
        Column(
            key="ours",
            heading="From the returns",
            value=lambda one: _plain(one.ours),
            shown=lambda one: one.shown,
            sort="",
            numeric=True,
        ),
        Column(key="words", heading="Do they agree", value=lambda one: one.words, sort=""),
        Column(key="source", heading="Where it was published", value=lambda one: one.figure.source, sort=""),
    ),
    filters=(
        Filter(
            key="agree",
            label="Do they agree",
            apply=lambda rows, which: [one for one in rows if _agrees(one) == which],
            choices=(("yes", "The same"), ("no", "Different"), ("unknown", "Nothing to hold against it")),
        ),
    ),
)


def _agrees(row: Beside) -> str:
    if row.difference is None:
        return "unknown"
    return "no" if row.difference else "yes"


def _plain(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
