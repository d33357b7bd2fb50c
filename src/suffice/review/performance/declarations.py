"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import COUNCIL, Analyst, Commissioner, Leader, PracticeLead

SEE = permissions.register(Permission("performance.see", "read every measure, in totals", COUNCIL))
TEAMS = permissions.register(
    Permission("performance.teams", "read measures by team", (Analyst, PracticeLead, Leader, Commissioner))
)
WORKERS = permissions.register(Permission("performance.workers", "read measures by worker", (PracticeLead, Analyst)))
MAKE = permissions.register(Permission("performance.make", "have the measures made again", (Analyst,)))
ASK = permissions.register(
    Permission("performance.ask_day", "have the measures of another day worked out", (Analyst, PracticeLead, Leader))
)
TARGET = permissions.register(Permission("performance.set_target", "set what a measure aims at", (Leader, Analyst)))
REBASE = permissions.register(
    Permission("performance.rebase", "say where a run chart begins anew", (Analyst, PracticeLead))
)
DEFINE = permissions.register(
    Permission(
        "performance.define", "choose how a measure counts where its official definition is not settled", (Analyst,)
    )
)
COMMENT = permissions.register(
    Permission("performance.comment", "write a commentary on a measure", (Analyst, PracticeLead))
)
SIGN = permissions.register(Permission("performance.sign", "sign a commentary off", (Leader,)))
SAVE_VIEW = permissions.register(Permission("performance.save_view", "save a view of the measures", COUNCIL))

MADE = events.register(Kind("performance.made", "Measures made", "Worked out {measures} measures on {days} days."))
DAY_ASKED = events.register(Kind("performance.day_asked", "Day asked for", "Asked for the measures of {when}."))
TARGET_SET = events.register(
    Kind("performance.target_set", "Target set", "Set the target of “{title}” to {value} {period}: {why}")
)
TARGET_WITHDRAWN = events.register(
    Kind("performance.target_withdrawn", "Target withdrawn", "Withdrew the target of {value} {period} for “{title}”.")
)
REBASED = events.register(
    Kind("performance.rebased", "Run chart begun anew", "Began the run chart of “{title}” anew in {when}: {reason}")
)
REBASE_WITHDRAWN = events.register(
    Kind(
        "performance.rebase_withdrawn",
        "New beginning withdrawn",
        "Took back that the run chart of “{title}” begins anew in {when}.",
    )
)
CHOSEN = events.register(
    Kind("performance.chosen", "Definition chosen", "Chose how “{title}” counts: {what} Why: {reason}")
)
PUT_BACK = events.register(Kind("performance.put_back", "Definition put back", "Put back how “{title}” counts: {what}"))
COMMENTED = events.register(Kind("performance.commented", "Commentary written", "Wrote on “{title}”, {when}."))
REVISED = events.register(Kind("performance.revised", "Commentary changed", "Changed what was written on “{title}”."))
SIGNED = events.register(
    Kind("performance.signed", "Commentary signed", "Signed what {writer} wrote on “{title}”, {when}.")
)
VIEW_SAVED = events.register(Kind("performance.view_saved", "View saved", "Saved the view “{name}”{shared}."))
VIEW_DELETED = events.register(Kind("performance.view_deleted", "View deleted", "Deleted the view “{name}”."))

navigation.register(
    Door(
        Section.REVIEW,
        "Performance",
        "Every measure by service area, with its target, its trend and what stands beside it.",
        "performance:board",
        SEE.code,
        order=20,
    )
)
