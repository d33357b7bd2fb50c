"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, YoungAdviser

SEE = permissions.register(
    Permission("needs.see", "read how many children are in care, in totals", (*COUNCIL, YoungAdviser))
)
GROUPS = permissions.register(
    Permission("needs.groups", "read how many children are in care by group, however few", COUNCIL)
)
MAKE = permissions.register(Permission("needs.make", "have the local trends made again", (Analyst,)))
RECORD = permissions.register(
    Permission("needs.record_published", "write down a figure that was published", (Analyst, Commissioner))
)

MADE = events.register(
    Kind("needs.made", "Local trends made", "Worked out the local trends from the returns of {years}.")
)
RECORDED = events.register(
    Kind("needs.recorded", "Published figure written down", "Wrote down {number} published for {when} ({source}).")
)
WITHDRAWN = events.register(
    Kind("needs.withdrawn", "Published figure withdrawn", "Withdrew {number} published for {when} ({source}).")
)

navigation.register(
    Door(
        Section.ANALYSE,
        "Local trends",
        "How many children are in care, start and leave, year by year, and who they are.",
        "needs:trends",
        SEE.code,
        order=5,
    )
)
