"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Administrator, Analyst, PracticeLead

SEE = permissions.register(Permission("returns.see", "read which returns are here and what was found in them", COUNCIL))
BRING = permissions.register(Permission("returns.bring", "bring in a return", (Analyst,)))
DECIDE = permissions.register(Permission("returns.decide", "accept, refuse or withdraw a return", (Analyst,)))
SEE_CHILDREN = permissions.register(
    Permission("returns.see_children", "see rows about single children", (Analyst, PracticeLead))
)
SET_POPULATION = permissions.register(Permission("returns.set_population", "bring population figures", (Analyst,)))
CLEAR = permissions.register(
    Permission("returns.clear", "clear child-level rows that have been kept long enough", (Administrator,))
)

BROUGHT = events.register(Kind("returns.brought", "Files brought", "Brought {files}."))
READ = events.register(Kind("returns.read", "Files read", "Read {files}: {answer}"))
UNREADABLE = events.register(Kind("returns.unreadable", "Files could not be read", "Could not read {files}: {why}"))
ACCEPTED = events.register(Kind("returns.accepted", "Return accepted", "Accepted {what} ({name})."))
REFUSED = events.register(Kind("returns.refused", "Return refused", "Refused {what} ({name}): {reason}"))
SUPERSEDED = events.register(
    Kind("returns.superseded", "Return superseded", "Another took the place of {what} ({name}).")
)
WITHDRAWN = events.register(Kind("returns.withdrawn", "Return withdrawn", "Withdrew {what} ({name}): {reason}"))
CLEARED = events.register(
    Kind(
        "returns.cleared",
        "Child-level rows cleared",
        "Cleared the child-level rows and original files of {uploads} brought before {before}.",
    )
)
MAPPED = events.register(
    Kind("returns.mapped", "Words of a workbook explained", "Said {what}, of the workbook in {files}.")
)
UNMAPPED = events.register(
    Kind("returns.unmapped", "Explanation let go", "What was said of the {what} holds no more: {reason}")
)
READ_AGAIN = events.register(Kind("returns.read_again", "Files read again", "Had {files} read again."))
HELD_AGAINST = events.register(
    Kind("returns.held_against", "Returns held against each other", "Held the returns against each other: {told}.")
)
POPULATION = events.register(
    Kind("returns.population", "Population figure brought", "{number} children on 30 June {year}, from {source}.")
)

navigation.register(
    Door(
        Section.ANALYSE,
        "Returns",
        "Which years are here, what was found in them, and bringing more.",
        "returns:register",
        SEE.code,
        order=10,
    )
)
navigation.register(
    Door(
        Section.ANALYSE,
        "What has been brought",
        "How fresh each return is, what is missing, and what cannot be told without it.",
        "returns:here",
        SEE.code,
        order=15,
    )
)
navigation.register(
    Door(
        Section.ANALYSE,
        "Population",
        "How many children live in the area, year by year: what every rate divides by.",
        "returns:population",
        SEE.code,
        order=20,
    )
)
navigation.register(
    Door(
        Section.ANALYSE,
        "Find a child",
        "What the accepted returns say about one child. Each look is recorded.",
        "returns:child",
        SEE_CHILDREN.code,
        order=40,
    )
)
