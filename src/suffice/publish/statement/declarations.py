"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, Leader

SEE = permissions.register(Permission("statement.see", "read the sufficiency statements", COUNCIL))
MAKE = permissions.register(Permission("statement.make", "make a sufficiency statement", (Analyst, Commissioner)))
WRITE = permissions.register(
    Permission("statement.write", "write the council's own part of the statement", (Commissioner, Leader))
)
PUBLISH = permissions.register(Permission("statement.publish", "publish a sufficiency statement", (Leader,)))

ASKED = events.register(
    Kind("statement.asked", "Statement asked for", "Asked for a sufficiency statement from {origin}, {audience}.")
)
MADE = events.register(
    Kind("statement.made", "Statement made", "Made the sufficiency statement from {origin}, {audience}, {digest}.")
)
WORDED = events.register(
    Kind("statement.worded", "Statement's words written", "Wrote the council's own part of the statement: {parts}.")
)
PUBLISHED = events.register(
    Kind("statement.published", "Statement published", "Published the sufficiency statement from {origin}, {digest}.")
)

navigation.register(
    Door(
        Section.PUBLISH,
        "Sufficiency statement",
        "Needs, homes, the years ahead and what they cost, as a document in which every figure has its source.",
        "statement:statements",
        SEE.code,
        order=10,
    )
)
