from __future__ import annotations

from decimal import Decimal

from suffice.analyse.needs.models.published import Unit, unit_of
from suffice.core.policies import NotNow


def check_number(measure: str, number: Decimal) -> None:
    """Refuse a number that cannot be what it is said to be: half a child, or more than all."""
    unit = unit_of(measure)
    if unit is Unit.CHILDREN and number != int(number):
        raise NotNow("Give a whole number of children. For a rate or a share, choose one under “What was counted”.")
    if unit is Unit.SHARE and number > 100:
        raise NotNow("A share cannot be more than 100%. Nothing was changed.")
    if unit is Unit.RATE and number > 10_000:
        raise NotNow("A rate cannot be more than 10,000 in every 10,000. Nothing was changed.")
