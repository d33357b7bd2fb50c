"""What can be told of one month alone, so that months can be held against one another.

A measure of a year looks back twelve months from its day, so the figures of two month ends share eleven of them. They
say how things stand; whether something changed is seen in the months themselves.
"""

from __future__ import annotations

from suffice.engine.measures.computing import another_day
from suffice.engine.measures.model import Count, Indicator
from suffice.engine.measures.order import Turns, turns_of
from suffice.engine.measures.registry import INDICATORS
from suffice.engine.measures.scene import Scene
from suffice.engine.measures.tallying import tally

_OF_EVENTS = (
    "cla_start_rate",
    "cla_cease_rate",
    "reentry_12_months",
    "left_care_adopted_sgo",
    "left_care_adopted",
    "left_care_sgo",
    "lac_reviews_held_on_time",
    "lac_review_participation",
    "missing_incidents",
    "dols_started",
    "referral_rate",
    "rereferral",
    "referral_nfa",
    "assessment_45",
    "assessment_rate",
    "s47_rate",
    "s47_icpc",
    "icpc_15",
    "cpp_repeat",
    "cpp_2years_ended",
)
_BEGINNINGS = ("factor_", "audits_", "dip_samples_", "evaluations_", "survey_")

FLOWS = frozenset(code for code in INDICATORS if code in _OF_EVENTS or code.startswith(_BEGINNINGS))
"""Measures of what happened in a time: each event is in one month and in no other."""


def month_of(seen: Scene) -> Scene:
    """Return the scene of the month that ends on the day, for measures of `FLOWS`."""
    return another_day(seen, seen.on, since=seen.on.replace(day=1))


def month_alone(indicator: Indicator, month: Scene) -> Count:
    """Return what was counted in one month: `month` is a scene of `month_of`, on a day of which there is a figure.

    Raises:
        ValueError: the measure cannot be told of a month.
    """
    return month_in_turn(indicator, month)[0]


def month_in_turn(indicator: Indicator, month: Scene) -> tuple[Count, Turns | None]:
    """Return the same, and in which order those judged came; None where their days are not told.

    Raises:
        ValueError: the measure cannot be told of a month.
    """
    if indicator.code not in FLOWS:
        raise ValueError(f"{indicator.title}: this cannot be told of a month alone.")
    judgement = indicator.judge(month)
    return tally(indicator, judgement, scene=month), turns_of(indicator, judgement, month)
