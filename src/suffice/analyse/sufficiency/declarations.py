"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, YoungAdviser

SEE = permissions.register(
    Permission("sufficiency.see", "read whether there will be enough homes", (*COUNCIL, YoungAdviser))
)
PLACES = permissions.register(
    Permission("sufficiency.places", "read need against places by type and age, however few", COUNCIL)
)
COST = permissions.register(Permission("sufficiency.cost", "read what placements may cost", COUNCIL))
MAKE = permissions.register(
    Permission("sufficiency.make", "have need held against places again", (Analyst, Commissioner))
)

MADE = events.register(
    Kind("sufficiency.made", "Need held against places", "Held need against places and prices from {origin}.")
)

navigation.register(
    Door(
        Section.ANALYSE,
        "Sufficiency",
        "Whether there are enough places of each type, when a gap opens, and what would close it.",
        "sufficiency:board",
        SEE.code,
        order=32,
    )
)
navigation.register(
    Door(
        Section.ANALYSE,
        "Cost",
        "What placements may cost by type, provider and financial year, and block against spot.",
        "sufficiency:cost",
        COST.code,
        order=34,
    )
)
