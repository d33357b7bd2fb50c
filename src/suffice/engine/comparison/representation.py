"""Which groups of children are in care, or anywhere else, more or less than their share of all children.

The index is a group's share there over its share of the children who live here: 1 is as many as one would expect. Its
interval is Wilson's of the first share; the population is taken as known. Those whose group is not known are left out
of both shares, and said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from suffice.engine.comparison.intervals import Estimate, Interval, ratio_of_rates, wilson
from suffice.engine.words import number


class Representation(StrEnum):
    """Whether a group is there more or less than its share, beyond chance."""

    OVER = "over"
    UNDER = "under"
    EVEN = "even"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "over": "Over-represented",
            "under": "Under-represented",
            "even": "No more apart from its share than chance would have it",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Group:
    """One group.

    Attributes:
        name: of the group.
        count: how many of those counted belong to it.
        of: all counted whose group is known.
        share: `count` of `of`, in per cent, with its interval.
        expected: its share of the population, in per cent.
        index: share over expected share, with its interval; None where nobody of the group lives here.
        against: its rate over that of the group of comparison, with its interval; None without one.
        verdict: over, under or even.
        sentence: in words.
    """

    name: str
    count: int
    of: int
    share: Estimate
    expected: float
    index: Estimate | None
    against: Estimate | None
    verdict: Representation
    sentence: str

    def document(self) -> dict[str, Any]:
        """Return the group as JSON."""
        return {
            "group": self.name,
            "count": self.count,
            "of": self.of,
            "percent": round(self.share.value, 6),
            "low": round(self.share.interval.low, 6),
            "high": round(self.share.interval.high, 6),
            "population_percent": round(self.expected, 6),
            "index": _told(self.index),
            "rate_ratio": _told(self.against),
            "verdict": str(self.verdict),
            "sentence": self.sentence,
        }


def representation(
    counts: Mapping[str, int], population: Mapping[str, float], *, among: str, compared_with: str | None = None
) -> tuple[Group, ...]:
    """Return each group's representation, in the order of the population.

    Args:
        counts: how many of those counted belong to each group; groups that the population does not tell, such as "not
            known", are left out.
        population: children who live here, by group: numbers, or shares that come to the same.
        among: who was counted, such as "children in care", for sentences.
        compared_with: the group that rates are held against, such as "White".

    Raises:
        ValueError: nobody was counted or nobody lives here.
    """
    of, everyone = sum(counts.get(name, 0) for name in population), sum(population.values())
    if not of or not everyone:
        raise ValueError("Shares need at least one child whose group is known, and a population by the same groups.")
    told = []
    for name, living in population.items():
        count = counts.get(name, 0)
        interval = wilson(count, of)
        share, expected = Estimate(100 * count / of, interval.times(100)), living / everyone
        index = Estimate(count / of / expected, interval.times(1 / expected)) if living else None
        against = _against(name, compared_with, counts, population)
        verdict = _verdict(index)
        here = f"{name}: {number(share.value, 1)}% of {among} ({count:,} of {of:,})"
        sentence = here + _beside(index, 100 * expected, verdict)
        told.append(Group(name, count, of, share, 100 * expected, index, against, verdict, sentence))
    return tuple(told)


def _against(
    name: str, other: str | None, counts: Mapping[str, int], population: Mapping[str, float]
) -> Estimate | None:
    if other is None or name == other or not population[name] or not population.get(other):
        return None
    count, others = counts.get(name, 0), counts.get(other, 0)
    return ratio_of_rates(count, population[name], others, population[other]) if others else None


def _verdict(index: Estimate | None) -> Representation:
    if index is None or index.interval.low <= 1 <= index.interval.high:
        return Representation.EVEN
    return Representation.OVER if index.interval.low > 1 else Representation.UNDER


def _beside(index: Estimate | None, expected: float, verdict: Representation) -> str:
    if index is None:
        return "; none live here by the population given."
    low, high = (number(one, 1) for one in index.interval)
    times = f"{number(index.value, 1)} times their share ({low} to {high})"
    return f" and {number(expected, 1)}% of the population: {times}. {verdict.label}."


def _told(one: Estimate | None) -> dict[str, float | None] | None:
    if one is None:
        return None
    interval: Interval = one.interval
    high = None if interval.high == float("inf") else round(interval.high, 6)
    return {"value": round(one.value, 6), "low": round(interval.low, 6), "high": high}
