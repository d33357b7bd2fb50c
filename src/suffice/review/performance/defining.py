"""The definition of a measure, as its page tells it."""

from __future__ import annotations

from collections.abc import Iterator

from suffice.engine.measures import Indicator

_OF_CHILDREN = ("ssda903", "cin", "annex_a")


def of_children(indicator: Indicator) -> bool:
    """Say whether rows about single children stand behind a measure."""
    return any(one.partition(":")[0] in _OF_CHILDREN for one in indicator.source)


def facts(indicator: Indicator) -> list[tuple[str, str]]:
    """Return what the definition says: heading and words."""
    return list(_facts(indicator))


def _facts(indicator: Indicator) -> Iterator[tuple[str, str]]:
    yield "Counted", indicator.numerator
    if indicator.denominator:
        yield "Out of", indicator.denominator
    yield "Who counts", indicator.who_counts
    yield "Which way is better", indicator.polarity.label
    if indicator.incomplete_counts:
        yield "Cannot be judged", "Those of whom something is missing stay in the denominator."
    yield "Definition", f"{indicator.reference}; version {indicator.version}"
