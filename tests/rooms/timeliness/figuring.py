"""Figures of drift and delay, made from a few numbers."""

from __future__ import annotations

from datetime import date

from suffice.review.timeliness.figures import Figures, Followed, Tally

ON = date(2025, 12, 31)
VISIT = Followed(
    code="visit_in_care",
    title="Visit to a child in care",
    one="visit to a child in care",
    many="visits to children in care",
    late="overdue",
    area="In care",
    length="every 42 days",
    source="regulation 28",
    table="List8",
    local=False,
    of_open=False,
)


def tally(
    overdue: int, due_soon: int = 0, in_time: int = 0, unknown: int = 0, *, team: str = "", longest: int = 9
) -> Tally:
    """Count items of the visits to children in care."""
    items = overdue + due_soon + in_time + unknown
    return Tally(VISIT.code, items, overdue, due_soon, in_time, unknown, longest if overdue else None, team=team)


def figures(*teams: Tally, on: date = ON, whole: Tally | None = None) -> Figures:
    """Return the figures of one day and one rule; the whole is the first team when it is not given."""
    told = whole or (teams[0] if teams else None)
    return Figures(
        on=on,
        workbook=on,
        soon=14,
        rules={VISIT.code: VISIT},
        by_rule=[told] if told else [],
        by_team=list(teams),
        not_told=[],
        faults=[],
        aged="",
    )
