"""The tables of this room."""

from __future__ import annotations

from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.review.reports.models import Edition, Meeting
from suffice.review.reports.models.sets import PROTECTIONS
from suffice.review.reports.queries.sets import Sight
from suffice.review.reports.schedule import Frequency


def _state(one: Sight) -> str:
    if one.late:
        return "Late"
    return "Nothing sent yet" if one.sent is None else "In time"


def _last(one: Sight) -> str | None:
    return f"{one.made.status}, figures to {one.made.on:%-d %B %Y}" if one.made and one.made.on else None


REPORTS = Register(
    name="reports",
    caption="Which board gets which report",
    noun=("report", "reports"),
    order="due",
    empty="No report is written down yet. Start from the library.",
    columns=(
        Column(
            key="title",
            heading="Report",
            value=lambda one: one.report_set.title,
            sort="",
            link=lambda one: here(one.report_set.authority, "reports:report", pk=one.report_set.pk),
        ),
        Column(key="board", heading="Board", value=lambda one: one.report_set.board, sort=""),
        Column(key="frequency", heading="How often", value=lambda one: one.report_set.get_frequency_display(), sort=""),
        Column(key="due", heading="Due next", value=lambda one: one.report_set.next_due, sort=""),
        Column(key="state", heading="State", value=_state, sort=""),
        Column(key="made", heading="Made last", value=_last),
        Column(key="sent", heading="Sent last", value=lambda one: one.sent.sent_at if one.sent else None, sort=""),
        Column(key="owner", heading="Who answers for it", value=lambda one: one.report_set.owner, sort=""),
    ),
    filters=(
        Filter(
            key="board",
            label="Board",
            apply=lambda rows, words: [one for one in rows if words.casefold() in one.report_set.board.casefold()],
        ),
        Filter(
            key="frequency",
            label="How often",
            apply=lambda rows, often: [one for one in rows if one.report_set.frequency == often],
            choices=Frequency.choices,
        ),
        Filter(
            key="late",
            label="State",
            apply=lambda rows, state: [one for one in rows if one.late is (state == "late")],
            choices=(("late", "Late"), ("not", "Not late")),
        ),
    ),
)


def _edition_link(one: Edition) -> str:
    return here(one.report_set.authority, "reports:edition", pk=one.pk)


EDITIONS = Register(
    name="editions",
    caption="Every edition",
    noun=("edition", "editions"),
    order="-asked_at",
    per_page=20,
    empty="No edition has been made yet.",
    columns=(
        Column(
            key="asked_at", heading="Asked for", value=lambda one: one.asked_at, sort="asked_at", link=_edition_link
        ),
        Column(key="on", heading="Figures to", value=lambda one: one.on, sort="on"),
        Column(key="due", heading="Due", value=lambda one: one.due, sort="due"),
        Column(key="status", heading="State", value=lambda one: str(one.status)),
        Column(
            key="protection", heading="Small numbers", value=lambda one: one.get_protection_display(), sort="protection"
        ),
        Column(
            key="signed",
            heading="Signed off by",
            value=lambda one: one.signed_by.name if one.signed_by else None,
            sort="signed_by__name",
        ),
        Column(key="sent", heading="Sent", value=lambda one: one.sent_at, sort="sent_at"),
        Column(key="to", heading="To", value=lambda one: one.sent_to or None, sort="sent_to"),
        Column(key="digest", heading="Document", value=lambda one: one.digest[:12] or None),
    ),
    filters=(
        Filter(
            key="protection",
            label="Small numbers",
            apply=lambda rows, rule: rows.filter(protection=rule),
            choices=PROTECTIONS,
        ),
    ),
)


def _decided(one: Meeting) -> int:
    return sum(1 for note in one.notes.all() if note.decision)


MEETINGS = Register(
    name="meetings",
    caption="Performance meetings",
    noun=("meeting", "meetings"),
    order="-on",
    per_page=20,
    empty="No meeting has been called yet.",
    columns=(
        Column(
            key="on",
            heading="Day",
            value=lambda one: one.on,
            sort="on",
            link=lambda one: here(one.authority, "reports:meeting", pk=one.pk),
        ),
        Column(key="board", heading="Meeting", value=lambda one: one.report_set.board, sort="report_set__board"),
        Column(key="chair", heading="Chaired by", value=lambda one: one.chair, sort="chair"),
        Column(key="decided", heading="Decisions", value=_decided, numeric=True),
        Column(key="state", heading="State", value=lambda one: "Closed" if one.closed_at else "Open", sort="closed_at"),
    ),
    filters=(
        Filter(
            key="board",
            label="Meeting",
            apply=lambda rows, words: rows.filter(report_set__board__icontains=words),
        ),
    ),
)
