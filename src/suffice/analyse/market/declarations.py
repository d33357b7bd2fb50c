"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, ContractManager, Provider

SEE = permissions.register(Permission("market.see", "read about homes, places, providers and prices", COUNCIL))
WRITE = permissions.register(
    Permission(
        "market.write", "write down homes, places, providers and prices", (ContractManager, Commissioner, Analyst)
    )
)
READ_RECORD = permissions.register(
    Permission("market.read_record", "read what is written down about a home or a provider", (*COUNCIL, Provider))
)
SEE_OWN = permissions.register(
    Permission("market.see_own", "read what the council has written down about your own homes", (Provider,))
)

ADDED = events.register(Kind("market.added", "Market: written down", "Wrote down the {noun} {name}: {details}"))
CHANGED = events.register(Kind("market.changed", "Market: changed", "Changed the {noun} {name}: {changes}"))
ENDED = events.register(
    Kind("market.ended", "Market: ended", "Ended the {noun} {name}, as from {until}: {reason}"),
)
IN_USE = events.register(
    Kind("market.in_use", "Market: places in use", "{number} in use in {name} on {on}, from {file}.")
)
BROUGHT = events.register(
    Kind("market.brought", "Market: file brought", "Brought {name} ({label}): it would change {changes}.")
)
ACCEPTED = events.register(
    Kind("market.accepted", "Market: file accepted", "Accepted {name} ({label}): {changes} written down.")
)
REFUSED = events.register(Kind("market.refused", "Market: file refused", "Refused {name} ({label}); nothing changed."))
CLEARED = events.register(
    Kind(
        "market.cleared", "Market: originals cleared", "Cleared {files} about single children brought before {before}."
    )
)

navigation.register(
    Door(
        Section.ANALYSE,
        "Market",
        "Which homes and places there are, who runs them, how good they are and what they cost.",
        "market:board",
        SEE.code,
        order=30,
    )
)
navigation.register(
    Door(
        Section.ANALYSE,
        "Your homes",
        "What the council has written down about your organisation's homes.",
        "market:own",
        SEE_OWN.code,
        order=30,
    )
)
