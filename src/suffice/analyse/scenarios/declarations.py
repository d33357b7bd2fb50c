"""What this room declares to the house: its permissions, its door, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, YoungAdviser

SEE = permissions.register(
    Permission("scenarios.see", "read what would change if something were done", (*COUNCIL, YoungAdviser))
)
READ = permissions.register(Permission("scenarios.read", "read scenarios and how they compare, by group", COUNCIL))
MAKE = permissions.register(
    Permission("scenarios.make", "build, change and compare scenarios", (Analyst, Commissioner))
)

SAVED = events.register(
    Kind("scenarios.saved", "Scenario saved", "Saved the scenario “{name}”, version {version}: {change}.")
)
RETIRED = events.register(Kind("scenarios.retired", "Scenario retired", "Retired the scenario “{name}”."))
ASKED = events.register(
    Kind(
        "scenarios.asked",
        "Comparison asked for",
        "Asked to compare {scenarios} from {origin}: {years} years, {replicates} futures, seed {seed}.",
    )
)
COMPARED = events.register(
    Kind("scenarios.compared", "Scenarios compared", "Compared {scenarios} from {origin}, {years} years ahead.")
)

navigation.register(
    Door(
        Section.ANALYSE,
        "Scenarios",
        "What would change if something were done, or happened: each step with its date, side by side.",
        "scenarios:scenarios",
        SEE.code,
        order=8,
    )
)
