"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, YoungAdviser

SEE = permissions.register(
    Permission("projections.see", "read how many children may be in care ahead", (*COUNCIL, YoungAdviser))
)
GROUPS = permissions.register(
    Permission("projections.groups", "read how many children may be in care by group, however few", COUNCIL)
)
MAKE = permissions.register(Permission("projections.make", "make a projection", (Analyst, Commissioner)))
ARITHMETIC = permissions.register(
    Permission("projections.arithmetic", "write down the arithmetic of a strategy", (Analyst, Commissioner))
)

ASKED = events.register(
    Kind(
        "projections.asked",
        "Projection asked for",
        "Asked for a projection from {origin}: {years} years, {replicates} futures, "
        "rates of {reference_months} months, seed {seed}.",
    )
)
MADE = events.register(
    Kind("projections.made", "Projection made", "Made the projection from {origin}, {years} years ahead.")
)
TEST_ASKED = events.register(
    Kind(
        "projections.test_asked",
        "Test of the projection asked for",
        "Asked for a test of the projection against the past: {replicates} futures, rates of {reference_months} "
        "months, seed {seed}.",
    )
)
TESTED = events.register(
    Kind(
        "projections.tested",
        "Projection tested",
        "Tested the projection from {days} past days: the range held in {hits} of {of}.",
    )
)
WRITTEN = events.register(
    Kind(
        "projections.arithmetic",
        "Strategy's arithmetic written down",
        "Wrote down the arithmetic of {title}: {start} in care, {tracked} tracked, starters a month {starters}.",
    )
)

navigation.register(
    Door(
        Section.ANALYSE,
        "Projections",
        "How many children there may be in care, with the range, beside the strategy's own arithmetic.",
        "projections:projections",
        SEE.code,
        order=7,
    )
)
