"""The line of sight in words and as a timeline: what is due in each of the months ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from suffice.core.pages.words import counted, day, number
from suffice.engine.calendar import months_after
from suffice.engine.words import prose
from suffice.review.reports.models import Edition, ReportSet
from suffice.review.reports.queries.sets import Sight
from suffice.review.reports.schedule import days_until, often

_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A report along the months: in words, on which days of each it is due."""

    report_set: ReportSet
    months: tuple[str, ...]
    late: bool


def answer(found: Sequence[Sight], today: date) -> str:
    """26 reports go to 19 boards. 2 are late. The next is due on 30 June 2026."""
    if not found:
        return "No report is written down yet, so nobody can see which board gets what."
    boards = len({one.report_set.board for one in found})
    late = sum(one.late for one in found)
    ahead = [one for one in found if one.report_set.next_due is not None and not one.late]
    told = [f"{counted(len(found), 'report')} {'goes' if len(found) == 1 else 'go'} to {counted(boards, 'board')}."]
    told.append(f"{number(late)} {'is' if late == 1 else 'are'} late." if late else "None is late.")
    if ahead:
        soonest = min(ahead, key=lambda one: one.report_set.next_due or today)
        told.append(f"The next, {soonest.report_set.title}, is due on {day(soonest.report_set.next_due)}.")
    return " ".join(told)


def of_one(report_set: ReportSet, sent: Edition | None, today: date) -> str:
    """It was due on 30 June 2026 and is late; it last went out on 31 March 2026."""
    went = f"it last went out on {day(sent.sent_at)}" if sent else "it has not gone out yet"
    if report_set.retired_at is not None:
        return f"This report goes out no more; {went}."
    if report_set.next_due is None:
        return f"It is sent {report_set.get_frequency_display().lower()}; {went}."
    if report_set.late(today):
        return f"It was due on {day(report_set.next_due)} and is late; {went}."
    return f"It is due on {day(report_set.next_due)}; {went}."


def months(today: date) -> list[str]:
    """Return the months of the timeline, this one first."""
    return [f"{months_after(today.replace(day=1), at):%B %Y}" for at in range(_MONTHS)]


def timeline(found: Sequence[Sight], today: date) -> Sequence[Row]:
    """Return each report with a known next day, along the months ahead, the soonest due first."""
    first = today.replace(day=1)
    edges = [months_after(first, at) for at in range(_MONTHS + 1)]
    return [_row(one, edges) for one in found if one.report_set.next_due is not None]


def _row(one: Sight, edges: Sequence[date]) -> Row:
    report_set, due = one.report_set, one.report_set.next_due
    days = days_until(due, report_set.frequency, edges[-1])
    cells = []
    for begins, ends in pairwise(edges):
        here = [on for on in days if begins <= on < ends]
        if here and often(report_set.frequency):
            cells.append(f"{report_set.get_frequency_display()} from {here[0].day}" if due in here else "so on")
        else:
            cells.append(", ".join(str(on.day) for on in here))
    late = f"Late since {prose(due)}" if one.late and due is not None else ""
    cells[0] = "; ".join(filter(None, [late, "" if due in days and one.late else cells[0]]))
    return Row(report_set, tuple(cells), one.late)
