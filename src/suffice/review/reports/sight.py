"""The line of sight in words and as a timeline: what is due in each of the months ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suffice.core.pages.words import counted, day, number
from suffice.engine.calendar import months_after
from suffice.review.reports.models import Edition, ReportSet
from suffice.review.reports.queries.sets import Sight
from suffice.review.reports.schedule import days_until

_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Due:
    """A report on the day that it is due."""

    on: date
    report_set: ReportSet
    late: bool


@dataclass(frozen=True, slots=True)
class Month:
    """What is due in a month; the first holds what is late, too."""

    name: str
    due: tuple[Due, ...]


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


def timeline(found: Sequence[Sight], today: date) -> Sequence[Month]:
    """Return what is due month by month, half a year ahead; a daily report stands once, on its next day."""
    first = today.replace(day=1)
    last = months_after(first, _MONTHS)
    every = sorted(
        (
            Due(on, one.report_set, on < today)
            for one in found
            for on in days_until(one.report_set.next_due, one.report_set.frequency, last)
            if on < last
        ),
        key=lambda due: (due.on, due.report_set.title),
    )
    months = []
    for at in range(_MONTHS):
        begins, ends = months_after(first, at), months_after(first, at + 1)
        due = tuple(one for one in every if (one.on < ends if at == 0 else begins <= one.on < ends))
        months.append(Month(f"{begins:%B %Y}", due))
    return months
