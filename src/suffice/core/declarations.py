"""What the house itself declares: its permissions, its doors, its kinds of event. Each room has a file like this."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import Administrator

PEOPLE = permissions.register(
    Permission("people.manage", "say who may come in and as what", roles=(Administrator,)),
)
SETTINGS = permissions.register(Permission("settings.change", "change the settings", roles=(Administrator,)))
RECORD = permissions.register(Permission("record.read", "read the record of events", roles=(Administrator,)))
LOOKS = permissions.register(
    Permission("looks.read", "see who looked at children's rows", roles=(Administrator,)),
)

PERSON_ADDED = events.register(Kind("person.added", "Person added", "Added {name} ({email})."))
ROLE_GRANTED = events.register(Kind("role.granted", "Role given", "Gave {name} the role of {role}."))
ROLE_ENDED = events.register(Kind("role.ended", "Role ended", "Ended {name}'s role of {role}."))
LINK_MADE = events.register(
    Kind("person.link_made", "Sign-in link made", "Made a link with which {name} can set a password.")
)
PERSON_BARRED = events.register(Kind("person.barred", "Person barred", "Barred {name} from signing in."))
PERSON_LET_IN = events.register(Kind("person.let_in", "Person let in again", "Let {name} sign in again."))
PASSWORD_CHANGED = events.register(Kind("person.password", "Password changed", "{name} set a new password."))
SECOND_STEP_CHANGED = events.register(
    Kind("person.second_step", "Second step changed", "{name} changed the second step of signing in.")
)
AUTHORITY_OPENED = events.register(
    Kind("authority.opened", "Authority opened", "Opened the house for {authority_name} ({code}).")
)
SETTINGS_CHANGED = events.register(
    Kind(
        "settings.changed",
        "Settings changed",
        "Rows about single children: kept {rows_before} years, now {rows_now}. "
        "Looks at them: kept {looks_before} months, now {looks_now}.",
    )
)
LOOKS_CLEARED = events.register(
    Kind("looks.cleared", "Looks cleared", "Cleared {count} looks that were to be kept until {until} or earlier.")
)

navigation.register(
    Door(
        Section.HOUSE,
        "People and their roles",
        "Who may come in, and as what.",
        "core:people",
        PEOPLE.code,
        order=10,
    )
)
navigation.register(
    Door(
        Section.HOUSE,
        "Settings",
        "How long rows about single children, and looks at them, are kept.",
        "core:settings",
        SETTINGS.code,
        order=20,
    )
)
navigation.register(
    Door(
        Section.HOUSE,
        "The record of events",
        "What was done here, by whom and when. It cannot be edited.",
        "core:events",
        RECORD.code,
        order=30,
    )
)
navigation.register(
    Door(
        Section.HOUSE,
        "Looks at children's rows",
        "Who looked at rows about single children, when and why.",
        "core:looks",
        LOOKS.code,
        order=40,
    )
)
