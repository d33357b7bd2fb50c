"""What this room declares to the house: its permissions, its doors, its kinds of event."""

from __future__ import annotations

from suffice.core import events, permissions
from suffice.core.events import Kind
from suffice.core.pages import navigation
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.roles import (
    COUNCIL,
    Analyst,
    BoardMember,
    Commissioner,
    ContractManager,
    Leader,
    PracticeLead,
    YoungAdviser,
)

SEE = permissions.register(Permission("reports.see", "read which report goes to which board, and those sent", COUNCIL))
DRAFTS = permissions.register(
    Permission(
        "reports.drafts",
        "read reports that are not signed off yet",
        (Analyst, Commissioner, PracticeLead, Leader),
    )
)
ARRANGE = permissions.register(
    Permission("reports.arrange", "say which report goes to which board", (Analyst, Commissioner, Leader))
)
MAKE = permissions.register(Permission("reports.make", "have a report made", (Analyst, Commissioner, Leader)))
SIGN = permissions.register(Permission("reports.sign", "sign off a report", (Leader,)))
SEND = permissions.register(
    Permission("reports.send", "write down that a report went to its board", (Analyst, Commissioner, Leader))
)
MEET = permissions.register(
    Permission(
        "reports.meet",
        "call a performance meeting and keep its notes",
        (Analyst, Commissioner, PracticeLead, Leader),
    )
)

PLAIN = permissions.register(
    Permission("reports.plain", "read the reports for children and young people", (*COUNCIL, YoungAdviser))
)

ASK = permissions.register(
    Permission(
        "reports.ask",
        "ask about a report that is signed off",
        (Analyst, Commissioner, ContractManager, PracticeLead, Leader, BoardMember),
    )
)
ANSWER = permissions.register(
    Permission("reports.answer", "answer what is asked of a report", (Analyst, Commissioner, PracticeLead, Leader))
)

ADDED = events.register(Kind("reports.added", "Board report added", "Added {title} for {board}, {frequency}."))
CHANGED = events.register(Kind("reports.changed", "Board report changed", "Changed {title} for {board}: {what}."))
RETIRED = events.register(Kind("reports.retired", "Board report retired", "Retired {title} for {board}."))
ASKED = events.register(
    Kind("reports.asked", "Board report asked for", "Asked for {title} for {board}, figures to {on}: {protection}.")
)
MADE = events.register(
    Kind("reports.made", "Board report made", "Made {title} for {board}, figures to {on}: {protection}, {digest}.")
)
SIGNED = events.register(
    Kind("reports.signed", "Board report signed off", "Signed off {title} for {board}, figures to {on}, {digest}.")
)
SENT = events.register(Kind("reports.sent", "Board report sent", "Sent {title} to {to}: {protection}. {elsewhere}"))
QUESTIONED = events.register(Kind("reports.questioned", "Question asked of a report", "Asked of {report}: {words}"))
ANSWERED = events.register(
    Kind("reports.answered", "Question answered", "Answered what was asked of {report}: {words}")
)
CALLED = events.register(Kind("reports.meeting_called", "Meeting called", "Called a meeting: {board}, {on}."))
NOTED = events.register(Kind("reports.meeting_noted", "Meeting noted", "Wrote down a {what}: {board}, {on}."))
CLOSED = events.register(
    Kind("reports.meeting_closed", "Meeting closed", "Closed the notes: {board}, {on}; {decisions} decided.")
)

navigation.register(
    Door(
        Section.REVIEW,
        "Reports to boards",
        "Which board gets which report and when; the reports, made of the figures as they stood.",
        "reports:reports",
        SEE.code,
        order=40,
    )
)
navigation.register(
    Door(
        Section.REVIEW,
        "How we are doing",
        "What the council tells children and young people about how well it looks after them.",
        "reports:plain",
        PLAIN.code,
        order=42,
    )
)
navigation.register(
    Door(
        Section.REVIEW,
        "Performance meetings",
        "The monthly meeting: its agenda, what was decided, and what people promised.",
        "reports:meetings",
        SEE.code,
        order=50,
    )
)
navigation.register(
    Door(
        Section.REVIEW,
        "Line of sight",
        "Who gets which report, when, what went out last, and what is late.",
        "reports:calendar",
        SEE.code,
        order=45,
    )
)
