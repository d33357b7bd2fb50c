"""Whether a target is met, and whether chance alone could say otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from suffice.engine.measures import Polarity
from suffice.review.performance.figures import Figure
from suffice.review.performance.models import Target


class Aim(StrEnum):
    """How a figure stands to its target."""

    MET = "met"
    MET_BY_CHANCE = "met_by_chance"
    MISSED_BY_CHANCE = "missed_by_chance"
    MISSED = "missed"
    NEAR = "near"
    ABOVE = "above"
    BELOW = "below"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "met": "Met",
            "met_by_chance": "Met, within chance",
            "missed_by_chance": "Missed, within chance",
            "missed": "Missed",
            "near": "Near the target",
            "above": "Above the target",
            "below": "Below the target",
        }[self.value]


def aim(now: Figure, target: float, polarity: Polarity) -> Aim:
    """Return how a figure stands to a target; where its interval holds the target, chance could have it otherwise."""
    value = now.value or 0.0
    reached = now.low is not None and now.high is not None and now.low <= target <= now.high
    if polarity is Polarity.CONTEXT:
        return Aim.NEAR if reached or value == target else Aim.ABOVE if value > target else Aim.BELOW
    met = value >= target if polarity is Polarity.HIGH else value <= target
    if met:
        return Aim.MET_BY_CHANCE if reached and value != target else Aim.MET
    return Aim.MISSED_BY_CHANCE if reached else Aim.MISSED


def target_on(profile: Iterable[Target], on: date) -> Target | None:
    """Return the target of a day: of those that hold then, the one that began last, or was set last."""
    holding = [one for one in profile if one.holds(on)]
    return max(holding, key=lambda one: (one.first_day, one.pk), default=None)
