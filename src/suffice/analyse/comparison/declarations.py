"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, YoungAdviser

SEE = permissions.register(
    Permission("comparison.see", "read how the council compares with others", (*COUNCIL, YoungAdviser))
)
DETAIL = permissions.register(
    Permission("comparison.detail", "read every comparison with its place, limits and neighbours", COUNCIL)
)
MAKE = permissions.register(Permission("comparison.make", "have the comparisons made again", (Analyst,)))
CHOOSE = permissions.register(
    Permission("comparison.choose", "choose which authorities the council is held against", (Analyst, Commissioner))
)

MADE = events.register(
    Kind("comparison.made", "Comparisons made", "Held {measures} against other authorities, {years}.")
)
WRITTEN = events.register(
    Kind("comparison.written", "Published figures of others written down", "Wrote down {figures} of others ({source}).")
)
CHOSEN = events.register(
    Kind("comparison.chosen", "Neighbours chosen", "Chose {number} to be held against: {names} ({source}).")
)
LEFT = events.register(
    Kind("comparison.left", "Own choice of neighbours ended", "Went back to the published neighbours.")
)

navigation.register(
    Door(
        Section.ANALYSE,
        "How we compare",
        "Published figures of the council beside its neighbours, its region and England, and how sure a place is.",
        "comparison:measures",
        SEE.code,
        order=15,
    )
)
