"""What the pages of over-representation declare to the house: permissions, a door, kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, PracticeLead, YoungAdviser

SEE = permissions.register(
    Permission(
        "needs.equality", "read which groups of children are over-represented, five or more", (*COUNCIL, YoungAdviser)
    )
)
FEW = permissions.register(
    Permission(
        "needs.equality_few", "read over-representation of groups of fewer than five children", (Analyst, PracticeLead)
    )
)
RECORD = permissions.register(
    Permission("needs.record_groups", "write down how many children of each group live here", (Analyst, Commissioner))
)
MADE = events.register(
    Kind("needs.equality_made", "Over-representation worked out", "Worked out who is over-represented on {on}.")
)
RECORDED = events.register(
    Kind(
        "needs.groups_recorded",
        "Children by group written down",
        "Wrote down children by {grouping} of {year} ({source}).",
    )
)
WITHDRAWN = events.register(
    Kind(
        "needs.groups_withdrawn", "Children by group withdrawn", "Withdrew children by {grouping} of {year} ({source})."
    )
)

navigation.register(
    Door(
        Section.ANALYSE,
        "Who is over-represented",
        "Which groups of children are in need, on plans or in care more or less often than their share.",
        "needs:equality",
        SEE.code,
        order=8,
    )
)
