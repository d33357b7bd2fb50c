"""What an authority is held against: its statistical neighbours, its region and England, each without itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf, isfinite
from typing import Any

from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.figures import Figure, Figures
from suffice.engine.comparison.intervals import Estimate, Interval, difference, ratio_of_rates
from suffice.engine.comparison.neighbours import Neighbour, mean
from suffice.engine.returns.population import find
from suffice.engine.words import listed, number


class Against(StrEnum):
    """What an authority is held against."""

    NEIGHBOURS = "neighbours"
    REGION = "region"
    ENGLAND = "england"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the authorities that make a comparator.

    Attributes:
        figure: its own.
        closeness: of a statistical neighbour; "" else.
    """

    figure: Figure
    closeness: str = ""

    def document(self) -> dict[str, Any]:
        """Return the member as JSON."""
        return self.figure.document() | ({"closeness": self.closeness} if self.closeness else {})


@dataclass(frozen=True, slots=True)
class Comparator:
    """A figure that an authority is held against.

    Attributes:
        kind: which.
        label: what a page calls it.
        value: None where no authority of it has a figure.
        estimate: the value with its interval; None where counts are not known.
        members: the authorities that make it, in order of closeness or code.
        itself: whether the authority is part of it, because only a printed figure is to be had.
        difference: the authority's figure less this; its interval has no ends where luck is not known.
        ratio: the authority's rate over that of the others, with its exact interval; None for what is no rate, and for
            the mean of neighbours, which is no rate of anybody's.
        sentence: in words.
    """

    kind: Against
    label: str
    value: float | None
    estimate: Estimate | None
    members: tuple[Member, ...]
    itself: bool
    difference: Estimate | None
    ratio: Estimate | None
    sentence: str

    @property
    def missing(self) -> tuple[Member, ...]:
        """The members without a figure."""
        return tuple(one for one in self.members if one.figure.value is None)

    def document(self, *, each: bool = False) -> dict[str, Any]:
        """Return the comparator as JSON, with its members where `each`."""
        interval = None if self.estimate is None else self.estimate.interval
        told: dict[str, Any] = {
            "kind": str(self.kind),
            "label": self.label,
            "value": None if self.value is None else round(self.value, 6),
            "low": None if interval is None else round(interval.low, 6),
            "high": None if interval is None else round(interval.high, 6),
            "authorities": len(self.members) - len(self.missing),
            "without_figure": [one.figure.name for one in self.missing],
            "includes_itself": self.itself,
            "difference": _told(self.difference),
            "ratio": _told(self.ratio),
            "sentence": self.sentence,
        }
        return told | ({"members": [one.document() for one in self.members]} if each else {})


def _told(apart: Estimate | None) -> dict[str, float | None] | None:
    if apart is None:
        return None
    low, high = (round(end, 6) if isfinite(end) else None for end in apart.interval)
    return {"value": round(apart.value, 6), "low": low, "high": high}


_NAMED = 10
_NEARLY_ALL = 0.99  # of a region's children, so that two tiny authorities whose count is withheld do not matter


def of_neighbours(own: Figure, figures: Figures, neighbours: Sequence[Neighbour]) -> Comparator:
    """Return the plain mean of the statistical neighbours' figures, as the published tool has it.

    Two authorities that make one return count once; an authority is never its own neighbour.
    """
    named: dict[str, Member] = {}
    for one in neighbours:
        found = figures.of(one.code, own.year) or _nothing(one.code, own)
        if found.code != own.code:
            named.setdefault(found.code, Member(found, one.closeness))
    told = tuple(named.values())
    values = [one.figure.value for one in told if one.figure.value is not None]
    known = [one.figure.estimate for one in told if one.figure.estimate is not None]
    estimate = mean(known) if known and len(known) == len(values) else None
    value = sum(values) / len(values) if values else None
    return _held(Against.NEIGHBOURS, "Mean of the statistical neighbours", own, told, value=value, estimate=estimate)


def of_region(own: Figure, figures: Figures) -> Comparator:
    """Return the figure of the other authorities of the region together."""
    others = [one for one in figures.authorities[own.year] if one.region == own.region]
    return _together(Against.REGION, own.region, own, others, figures)


def of_england(own: Figure, figures: Figures) -> Comparator:
    """Return the figure of all other authorities of England together."""
    return _together(Against.ENGLAND, "England", own, figures.authorities[own.year], figures)


def _together(kind: Against, name: str, own: Figure, among: Sequence[Figure], figures: Figures) -> Comparator:
    """Return the counts of the others added up.

    Where the files do not hold (nearly) all of them, what is published for the whole less the authority's own; where
    counts are not known at all, what is printed for the whole.
    """
    told = tuple(Member(one) for one in among if one.code != own.code)
    whole = figures.above[own.year].get(name)
    others = _others(own, whole, told)
    if others is not None:
        estimate = own.basis.estimate(*others)
        value = None if estimate is None else estimate.value
        made = _held(kind, f"{name} without {own.name}", own, told, value=value, estimate=estimate)
        return replace(made, ratio=_ratio(own, others))
    value = None if whole is None else whole.value
    return _held(kind, f"{name}, as published", own, told, value=value, estimate=None)


def _ratio(own: Figure, others: tuple[float, float]) -> Estimate | None:
    if own.basis is not Basis.RATE or own.counts is None or not own.counts[0] + others[0]:
        return None
    return ratio_of_rates(*own.counts, *others)


def _others(own: Figure, whole: Figure | None, told: Sequence[Member]) -> tuple[float, float] | None:
    """Return the count of the others, and out of how many; None where it is not to be had."""
    known = [one.figure.counts for one in told if one.figure.counts is not None]
    if own.counts is None or not known:
        return None
    above, below = sum(one for one, _ in known), sum(one for _, one in known)
    if whole is None or whole.counts is None or below + own.counts[1] >= _NEARLY_ALL * whole.counts[1]:
        return above, below
    return whole.counts[0] - own.counts[0], whole.counts[1] - own.counts[1]


def _held(
    kind: Against,
    label: str,
    own: Figure,
    told: tuple[Member, ...],
    *,
    value: float | None,
    estimate: Estimate | None,
) -> Comparator:
    apart = None
    if own.estimate is not None and estimate is not None:
        apart = difference(own.estimate, estimate)
    elif own.value is not None and value is not None:
        apart = Estimate(own.value - value, Interval(-inf, inf))
    itself = label.endswith("as published")
    sentence = f"{label}: {_beside(value, apart, own.basis)}{_without([one.figure for one in told])}"
    return Comparator(kind, label, value, estimate, told, itself, apart, None, sentence)


def _beside(value: float | None, apart: Estimate | None, basis: Basis) -> str:
    if value is None:
        return "no figure."
    if apart is None:
        return f"{number(value, 1)}."
    far = number(abs(apart.value), 1)
    points = " percentage points" if basis is Basis.SHARE else ""
    told = "as high" if far == "0.0" else f"{far}{points} {'higher' if apart.value > 0 else 'lower'}"
    low, high = apart.interval
    chance = ", which chance could explain" if low <= 0 <= high else ", more than chance would have it"
    return f"{number(value, 1)}; {told}{chance if isfinite(low) else ''}."


def _without(told: Sequence[Figure]) -> str:
    missing = [_marked(one) for one in told if one.value is None]
    if not missing:
        return ""
    return f" No figure of {listed(missing) if len(missing) <= _NAMED else f'{len(missing)} authorities'}."


def _marked(one: Figure) -> str:
    return f"{one.name} ({one.mark})" if one.mark else one.name


def _nothing(code: str, own: Figure) -> Figure:
    known = find(code)
    name, region = (known.name, known.region) if known else (code, "")
    return Figure(code, name, region, own.year, own.basis, None, None, None, "")
