"""How measures count where their official definition is not settled: what stands, who chose it, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suffice.core.models import Authority
from suffice.engine.measures import INDICATORS, Indicator, Option
from suffice.review.performance.models import Choice
from suffice.review.performance.queries import keeping


@dataclass(frozen=True, slots=True)
class Settled:
    """One point that a definition leaves open, and how it stands.

    Attributes:
        option: what is left open.
        choice: what was chosen; None while it counts as published figures do.
        shared: the titles of the other measures that count by the same choice.
        further: whether there is another way still to choose.
    """

    option: Option
    choice: Choice | None
    shared: tuple[str, ...]
    further: bool

    @property
    def words(self) -> str:
        """How it counts, as a sentence."""
        return self.option.choices[self.choice.choice if self.choice else self.option.default]


def options() -> Mapping[str, Option]:
    """Return every point that a definition leaves open, by its name."""
    return {option.name: option for one in INDICATORS.values() for option in one.options}


def sharing(option: Option) -> Sequence[Indicator]:
    """Return the measures whose definition leaves this open."""
    return [one for one in INDICATORS.values() if option in one.options]


def chosen(authority: Authority) -> dict[str, str]:
    """Return what was chosen, by the name of the option; only what a definition still leaves open so."""
    known = options()
    return {
        one.option: one.choice
        for one in keeping.choices(authority)
        if one.option in known and one.choice in known[one.option].choices
    }


def settled(authority: Authority, indicator: Indicator) -> list[Settled]:
    """Return how each point stands that the definition of a measure leaves open."""
    if not indicator.options:
        return []
    standing = {one.option: one for one in keeping.choices(authority)}
    return [_settled(option, standing.get(option.name), indicator) for option in indicator.options]


def _settled(option: Option, choice: Choice | None, indicator: Indicator) -> Settled:
    found = choice if choice is not None and choice.choice in option.choices else None
    shared = tuple(one.title for one in sharing(option) if one is not indicator)
    further = set(option.choices) - {option.default, found.choice if found else option.default}
    return Settled(option, found, shared, bool(further))
