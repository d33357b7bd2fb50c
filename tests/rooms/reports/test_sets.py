"""Which report goes to which board: added, changed, retired; when it is due; the library; the line of sight."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from suffice.core.models import Authority, Event, Person
from suffice.core.pages.home import waiting
from suffice.core.policies import NotNow, standing
from suffice.engine.disclosure import Protection
from suffice.engine.measures import INDICATORS
from suffice.review.reports import library, operations, sight
from suffice.review.reports.models import ReportSet
from suffice.review.reports.queries import sets
from suffice.review.reports.schedule import Frequency, next_after
from tests.rooms.reports.conftest import DUE


@pytest.mark.parametrize(
    ("frequency", "after"),
    [
        ("daily", date(2026, 2, 1)),
        ("weekly", date(2026, 2, 7)),
        ("monthly", date(2026, 2, 28)),
        ("two-monthly", date(2026, 3, 31)),
        ("quarterly", date(2026, 4, 30)),
        ("six-monthly", date(2026, 7, 31)),
        ("yearly", date(2027, 1, 31)),
        ("once", None),
        ("whenever", None),
    ],
)
def test_when_the_next_is_due(frequency: str, after: date | None) -> None:
    assert next_after(DUE, frequency) == after


def test_the_library_holds_every_report_of_the_calendar_with_indicators_that_exist() -> None:
    starters = list(library.starters().values())
    assert len(starters) == 27
    assert len({(one.title, one.board) for one in starters}) == 27
    for one in starters:
        assert one.frequency in Frequency.values
        assert one.protection in list(Protection)
        codes = [code for part in one.headings for code in part["codes"]]
        assert set(codes) <= set(INDICATORS), one.title
        assert len(codes) == len(set(codes)), one.title


def test_indicators_are_written_by_title_or_code_under_headings() -> None:
    lines = "Children in care:\nChildren in care per 10,000 children\nplacements_3plus\n\nHomes:\nMore homes\n"
    headings, unknown = library.understood(lines)
    assert headings == [{"heading": "Children in care", "codes": ["cla_rate", "placements_3plus"]}]
    assert unknown == ["More homes"]


def test_what_is_written_back_is_understood_the_same() -> None:
    for one in library.starters().values():
        assert library.understood(library.as_lines(one.headings)) == (one.headings, [])


def test_a_regular_report_needs_its_day(authority: Authority, analyst: Person, now: datetime) -> None:
    told = {"authority": authority, "title": "A", "board": "B", "owner": "C", "by": analyst, "at": now}
    with pytest.raises(NotNow, match="due next"):
        operations.add(frequency="monthly", next_due=None, **told)  # type: ignore[arg-type]
    assert operations.add(frequency="whenever", next_due=None, **told).next_due is None  # type: ignore[arg-type]


@pytest.mark.parametrize("due", [date(26, 3, 31), date(9999, 12, 31)])
def test_a_report_is_not_due_in_a_year_that_nobody_meant(
    report_set: ReportSet, analyst: Person, now: datetime, due: date
) -> None:
    told = {"authority": report_set.authority, "title": "A", "board": "B", "owner": "C", "by": analyst, "at": now}
    with pytest.raises(NotNow, match="Check the year"):
        operations.add(frequency="daily", next_due=due, **told)  # type: ignore[arg-type]
    with pytest.raises(NotNow, match="Check the year"):
        operations.change(report_set=report_set, next_due=due, by=analyst, at=now)


def test_the_same_report_is_not_added_twice_but_again_once_retired(
    report_set: ReportSet, analyst: Person, now: datetime
) -> None:
    told = {
        name: getattr(report_set, name) for name in ("authority", "title", "board", "owner", "frequency", "next_due")
    }
    with pytest.raises(NotNow, match="already"):
        operations.add(**told, by=analyst, at=now)
    operations.retire(report_set=report_set, by=analyst, at=now)
    operations.add(**told, by=analyst, at=now)
    with pytest.raises(NotNow, match="retired"):
        operations.change(report_set=report_set, by=analyst, at=now, title="Another")
    kinds = list(Event.objects.filter(kind__startswith="reports.").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["reports.added", "reports.retired", "reports.added"]


def test_a_change_says_what_changed(report_set: ReportSet, analyst: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="Nothing was changed"):
        operations.change(report_set=report_set, by=analyst, at=now, title=report_set.title)
    operations.change(report_set=report_set, by=analyst, at=now, owner="Head of data", frequency="monthly")
    assert Event.objects.latest("pk").words.endswith("who answers for it and how often it goes out.")


@pytest.mark.parametrize("broken", [{"title": ""}, {"board": ""}, {"owner": ""}, {"retired_at": datetime(2026, 1, 1)}])
def test_the_database_refuses_half_a_report(report_set: ReportSet, broken: dict[str, object], now: datetime) -> None:
    whole = {name: now if name == "retired_at" else value for name, value in broken.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportSet.objects.filter(pk=report_set.pk).update(**whole)


def test_the_line_of_sight_says_what_is_late_and_what_comes(
    report_set: ReportSet, authority: Authority, analyst: Person, now: datetime
) -> None:
    operations.add(
        authority=authority,
        title="Daily update",
        board="Director",
        owner="Head of data",
        frequency="weekly",
        next_due=date(2026, 2, 4),
        by=analyst,
        at=now,
    )
    today = date(2026, 2, 2)
    found = sets.sights(authority, today)
    assert sight.answer(found, today) == (
        "2 reports go to 2 boards. 1 is late. The next, Daily update, is due on 4 February 2026."
    )
    rows = {row.report_set.title: row.months for row in sight.timeline(found, today)}
    assert rows["Daily update"][:2] == ("Every week from 4", "so on")
    assert rows[report_set.title] == ("Late since 31 January 2026", "", "30", "", "", "30")[:6]
    assert sight.months(today)[0] == "February 2026"


def test_what_is_late_or_due_wants_those_who_make_reports(
    report_set: ReportSet, authority: Authority, analyst: Person, board_member: Person
) -> None:
    told = [(one.words, one.due) for one in waiting(standing(analyst, authority))]
    assert ("Late: Children's services performance for Corporate Parenting Board", date(2026, 1, 31)) in told
    assert not [one for one in waiting(standing(board_member, authority)) if "Late" in one.words]
