"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, Leader, PracticeLead

SEE = permissions.register(
    Permission("timeliness.see", "read what is overdue and what is to be put right, in totals", COUNCIL)
)
TEAMS = permissions.register(
    Permission("timeliness.teams", "read what is overdue team by team", (Analyst, PracticeLead, Leader, Commissioner))
)
WORKERS = permissions.register(
    Permission("timeliness.workers", "read what is overdue worker by worker", (PracticeLead, Analyst))
)
MAKE = permissions.register(
    Permission("timeliness.make", "have drift and delay worked out as at a day", (Analyst, PracticeLead))
)
GIVE_REASON = permissions.register(
    Permission("timeliness.give_reason", "record why a team is behind", (PracticeLead, Analyst, Leader))
)
SET_LENGTH = permissions.register(
    Permission("timeliness.set_length", "set the council's own length of a standard that no law sets", (PracticeLead,))
)

MADE = events.register(
    Kind("timeliness.made", "Drift and delay worked out", "Worked out what was overdue on {day}, from {returns}.")
)
QUALITY_MADE = events.register(
    Kind("timeliness.quality_made", "Data quality worked out", "Counted what the records lack, from {returns}.")
)
REASON_GIVEN = events.register(
    Kind("timeliness.reason_given", "Reason for delay recorded", "Recorded why {team} was behind on {day}: {why}")
)
REASON_WITHDRAWN = events.register(
    Kind("timeliness.reason_withdrawn", "Reason for delay withdrawn", "Withdrew why {team} was behind on {day}: {why}")
)
LENGTH_SET = events.register(
    Kind("timeliness.length_set", "Length of a standard set", "Set “{rule}” to {length} from {day} on: {why}")
)
LENGTH_PUT_BACK = events.register(
    Kind(
        "timeliness.length_put_back",
        "Length of a standard put back",
        "Put “{rule}” back to the usual {length} from {day} on: {why}",
    )
)

navigation.register(
    Door(
        Section.REVIEW,
        "Drift and delay",
        "What is overdue or about to be: visits, reviews, assessments, plans, health, education.",
        "timeliness:board",
        SEE.code,
        order=10,
    )
)
navigation.register(
    Door(
        Section.REVIEW,
        "Data quality",
        "What the records lack or contradict, team by team, and whether it gets better.",
        "timeliness:quality",
        SEE.code,
        order=20,
    )
)
