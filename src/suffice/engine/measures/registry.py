"""Every measure, by its code, in the order in which pages list them."""

from __future__ import annotations

from collections.abc import Mapping

from suffice.engine.measures import (
    adoption,
    age,
    audits,
    ceasing,
    coming_back,
    deprivation,
    distance,
    figures,
    fostering,
    health,
    in_care,
    leavers,
    legal_status,
    missing,
    permanence,
    placement,
    placement_mix,
    reviews,
    same_carer,
    stability,
    starting,
    supported,
    surveys,
    unaccompanied,
    young_in_homes,
)
from suffice.engine.measures.model import Indicator
from suffice.engine.measures.need import assessing, disability, enquiring, plan_reviews, plans, referring, seen, visits
from suffice.engine.measures.workforce import absence, caseload, changes, movement, posts

_FILES = (
    in_care,
    starting,
    ceasing,
    coming_back,
    permanence,
    unaccompanied,
    age,
    reviews,
    missing,
    deprivation,
    legal_status,
    stability,
    same_carer,
    placement,
    placement_mix,
    fostering,
    supported,
    young_in_homes,
    distance,
    health,
    adoption,
    leavers,
    referring,
    assessing,
    enquiring,
    plans,
    plan_reviews,
    disability,
    visits,
    seen,
    changes,
    posts,
    caseload,
    movement,
    absence,
    audits,
    surveys,
    figures,
)

INDICATORS: Mapping[str, Indicator] = {one.code: one for file in _FILES for one in file.INDICATORS}
