"""What the needs assessment declares to the house: its door and its kind of event; permissions are the room's own."""

from __future__ import annotations

from suffice.analyse.needs.declarations import SEE
from suffice.core import events
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section

MADE = events.register(Kind("needs.assessed", "Needs assessment made", "Worked out the needs assessment up to {on}."))

navigation.register(
    Door(
        Section.ANALYSE,
        "Needs assessment",
        "Children with early help, in need, on plans and in care, how they come to the council and why.",
        "needs:assessment",
        SEE.code,
        order=4,
    )
)
