"""Shares, rates and means: worked out from numbers as they may be shown, or not told where they rest on a small one."""

from __future__ import annotations

from dataclasses import dataclass

from suffice.engine.disclosure.rules import Rule
from suffice.engine.disclosure.tables import line

HIDDEN = "c"
"""What stands in the place of a number that is not shown, as the department's own statistics mark it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it may leave the council.

    Attributes:
        value: the figure; None where it may not be shown.
        numerator: what stands above the line, as it may be shown.
        denominator: what stands below it, as it may be shown.
    """

    value: float | None
    numerator: int | None
    denominator: int | None


def share(hits: int, of: int, rule: Rule, *, scale: float = 100) -> Shown:
    """Return a share that tells nothing of a few: neither of those who are in it nor of those who are not.

    Args:
        hits: how many are in it, from 0 to `of`.
        of: out of how many.
        rule: how small numbers are protected.
        scale: 100 for per cent.

    Raises:
        ValueError: there are more hits than there are to be hit.
    """
    told = line((hits, of - hits), rule)
    above, below = told.cells[0], told.total
    value = None if above is None or not below else min(above, below) * scale / below
    return Shown(value, above, below)


def rate(count: int, population: int, rule: Rule, *, scale: float = 10_000) -> Shown:
    """Return a rate of a population, which is published anyway and so needs no protection.

    Args:
        count: how many were counted.
        population: out of how many.
        rule: how small numbers are protected.
        scale: what the rate is for.
    """
    above = rule.shown(count)
    value = None if above is None or not population else above * scale / population
    return Shown(value, above, population)


def mean(value: float, count: int, rule: Rule) -> Shown:
    """Return a mean over some children, such as days: not of a few of them, and without its sum.

    Args:
        value: the mean.
        count: over how many.
        rule: how small numbers are protected.
    """
    below = rule.shown(count)
    return Shown(None if below is None else value, None, below)
