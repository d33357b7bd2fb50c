"""Every measure, by its code, in the order in which pages list them."""

from __future__ import annotations

from collections.abc import Mapping

from suffice.engine.measures import (
    age,
    ceasing,
    coming_back,
    fostering,
    in_care,
    legal_status,
    permanence,
    placement,
    stability,
    starting,
    supported,
    unaccompanied,
    young_in_homes,
)
from suffice.engine.measures.model import Indicator

_FILES = (
    in_care,
    starting,
    ceasing,
    coming_back,
    permanence,
    unaccompanied,
    age,
    placement,
    fostering,
    supported,
    young_in_homes,
    stability,
    legal_status,
)

INDICATORS: Mapping[str, Indicator] = {one.code: one for file in _FILES for one in file.INDICATORS}
