"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, Leader, PracticeLead

SEE = permissions.register(Permission("workforce.see", "read about the workforce, in totals", COUNCIL))
TEAMS = permissions.register(
    Permission(
        "workforce.teams",
        "read the workforce by team and locality, five workers or more",
        (Analyst, PracticeLead, Leader, Commissioner),
    )
)
WORKERS = permissions.register(
    Permission(
        "workforce.workers",
        "see the cases of single social workers by their reference, and groups of fewer than five",
        (Analyst, PracticeLead),
    )
)
MAKE = permissions.register(Permission("workforce.make", "have the workforce figures made again", (Analyst,)))

MADE = events.register(
    Kind("workforce.made", "Workforce figures made", "Worked out the workforce from the returns of {years}.")
)

navigation.register(
    Door(
        Section.REVIEW,
        "Workforce",
        "How many cases social workers hold, who comes and goes, which posts are vacant, and training.",
        "workforce:board",
        SEE.code,
        order=40,
    )
)
