"""What was published, beside what the returns give for the same day, and where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from suffice.analyse.needs.models import IN_CARE, PublishedFigure
from suffice.analyse.needs.trends import Trends
from suffice.core.models import Authority
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import counted, listed, number


@dataclass(frozen=True, slots=True)
class Beside:
    """A published figure and ours; `ours` is None where the returns do not cover the day, or are being counted."""

    figure: PublishedFigure
    ours: int | None

    @property
    def difference(self) -> int | None:
        """Ours less theirs."""
        return None if self.ours is None else self.ours - self.figure.number

    @property
    def words(self) -> str:
        """Whether the two agree."""
        if self.difference is None:
            return "Outside the returns"
        if not self.difference:
            return "The same"
        return f"The returns give {number(abs(self.difference))} {'more' if self.difference > 0 else 'fewer'}"


def standing(authority: Authority) -> Sequence[PublishedFigure]:
    """Return the published figures that stand, in the order of their days."""
    found = PublishedFigure.objects.filter(authority=authority, withdrawn_at__isnull=True)
    return list(found.select_related("authority", "recorded_by"))


def beside(trends: Trends, figures: Sequence[PublishedFigure]) -> Sequence[Beside]:
    """Put the figure of the returns beside each published one; for a whole month, that of its last day."""
    return [Beside(figure, _ours(trends, figure)) for figure in figures]


def disagreements(rows: Sequence[Beside]) -> Sequence[str]:
    """Return a sentence for each figure that differs from ours, and for each two that differ from one another."""
    told = [
        f"{number(row.figure.number)} was published for {row.figure.when} ({_about(row.figure)}), "
        f"and the returns give {number(row.ours)}."
        for row in rows
        if row.difference
    ]
    for (_measure, _on), several in groupby(rows, key=lambda row: (row.figure.measure, row.figure.on)):
        same = list(several)
        numbers = sorted({row.figure.number for row in same})
        if len(numbers) > 1:
            figures = listed([number(one) for one in numbers])
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


def _ours(trends: Trends, figure: PublishedFigure) -> int | None:
    point = trends.at(figure.on)
    if point is None:
        return None
    if figure.measure == IN_CARE:
        return point.total
    breakdown, group = figure.measure.split(".", 1)
    return point.groups[breakdown][group]


PUBLISHED = Register(
    name="published",
    caption="Published figures beside ours",
    noun=("published figure", "published figures"),
    order="on",
    columns=(
        Column(key="on", heading="When", value=lambda one: one.figure.on, shown=lambda one: one.figure.when, sort=""),
        Column(key="measure", heading="Figure", value=lambda one: one.figure.get_measure_display(), sort=""),
        Column(key="number", heading="Published", value=lambda one: one.figure.number, sort="", numeric=True),
        Column(key="ours", heading="From the returns", value=lambda one: one.ours, sort="", numeric=True),
        Column(key="words", heading="Do they agree", value=lambda one: one.words, sort=""),
        Column(key="source", heading="Where it was published", value=lambda one: one.figure.source, sort=""),
    ),
    filters=(
        Filter(
            key="agree",
            label="Do they agree",
            apply=lambda rows, which: [one for one in rows if _agrees(one) == which],
            choices=(("yes", "The same"), ("no", "Different"), ("unknown", "Outside the returns")),
        ),
    ),
)


def _agrees(row: Beside) -> str:
    if row.difference is None:
        return "unknown"
    return "no" if row.difference else "yes"
