"""What actions declare to the house: permissions, the door, the kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, ContractManager, Leader, PracticeLead

SEE = permissions.register(Permission("actions.see", "read the actions that people promised", COUNCIL))
WORK = permissions.register(
    Permission(
        "actions.work",
        "promise an action, tell how it gets on and close it",
        (Analyst, Commissioner, ContractManager, PracticeLead, Leader),
    )
)

RAISED = events.register(Kind("action.raised", "Action promised", "Promised: {title} ({owner}, by {due})."))
NOTED = events.register(Kind("action.noted", "Progress told", "Told how this gets on: {title}."))
COMPLETED = events.register(Kind("action.completed", "Action completed", "Completed: {title}. Evidence: {evidence}"))
WITHDRAWN = events.register(Kind("action.withdrawn", "Action withdrawn", "Withdrew: {title}. {reason}"))
MOVED = events.register(
    Kind("action.moved", "Action carried over", "Carried over from {before} to {due}: {title}. {reason}")
)

navigation.register(
    Door(
        Section.REVIEW,
        "Actions",
        "What people promised, who leads it and by when; what is late.",
        "core:actions",
        SEE.code,
        order=90,
    )
)
