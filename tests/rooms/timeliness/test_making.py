"""How drift and delay are made: for the days that returns tell of, again when returns change, with no child kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from suffice.analyse.returns import operations as returns
from suffice.analyse.returns.models import ReturnRecord
from suffice.core import work
from suffice.core.models import Authority, Event, Person, Work
from suffice.core.policies import NotNow
from suffice.review.timeliness import operations
from suffice.review.timeliness.drawing import points
from suffice.review.timeliness.figures import Figures, Tally
from suffice.review.timeliness.models import DriftResult
from suffice.review.timeliness.queries import results
from tests.rooms.timeliness.conftest import BEFORE, DAY, bring


def counted(one: Tally | None) -> tuple[int, ...]:
    assert one is not None
    return (one.items, one.overdue, one.due_soon, one.in_time, one.unknown)


def test_a_workbook_that_is_brought_and_accepted_is_followed(
    authority: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        bring(DAY, authority=authority, by=analyst, at=now)
    work.run_waiting(results.KIND)
    found = results.latest(authority)
    assert found is not None
    assert counted(Figures.of(found.figures).rule("visit_in_care")) == (3, 1, 1, 1, 0)


def test_there_is_a_result_of_the_day_of_every_workbook(made: Sequence[DriftResult]) -> None:
    assert [one.on for one in made] == [BEFORE, DAY]


def test_the_counts_are_those_written_out(made: Sequence[DriftResult]) -> None:
    figures = Figures.of(made[-1].figures)
    assert counted(figures.rule("visit_in_care")) == (3, 1, 1, 1, 0)
    assert counted(figures.rule("first_seen")) == (1, 1, 0, 0, 0)
    assert counted(figures.rule("visit_in_need")) == (1, 0, 1, 0, 0)
    assert counted(figures.rule("review_in_care")) == (3, 0, 0, 3, 0)
    assert figures.rule("visit_on_plan") is None
    teams = {one.team: (one.overdue, one.items) for one in figures.teams("visit_in_care")}
    assert teams == {"East": (1, 2), "West": (0, 1)}
    late = [(one["worker"], one["overdue"]) for one in made[-1].workers if one["rule"] == "visit_in_care"]
    assert late == [("Ann", 1), ("Bob", 0), ("Cat", 0)]


def test_a_result_keeps_no_child(made: Sequence[DriftResult]) -> None:
    kept = json.dumps([made[-1].figures, made[-1].workers])
    for child in "ABCD":
        assert f'"{child}"' not in kept


def test_what_is_to_be_put_right_is_counted_by_team(made: Sequence[DriftResult]) -> None:
    faults = {(one.check, one.team): one.count for one in Figures.of(made[-1].figures).faults}
    assert faults == {("ethnicity_missing", "West"): 1, ("not_seen", "West"): 1, ("unallocated", "West"): 1}


def test_a_day_is_not_made_again_of_the_same_returns(
    made: Sequence[DriftResult], analyst: Person, now: datetime
) -> None:
    operations.ask(authority=made[0].authority, by=analyst, at=now)
    work.run_waiting(results.KIND)
    assert DriftResult.objects.count() == 2


def test_a_further_day_is_made_when_a_person_asks_and_kept(
    made: Sequence[DriftResult], analyst: Person, now: datetime
) -> None:
    operations.ask(authority=made[0].authority, by=analyst, at=now, on=date(2026, 1, 14))
    (done,) = work.run_waiting(results.KIND)
    assert done.result_address == "/336/drift/?on=2026-01-14"
    asked = results.latest(made[0].authority, date(2026, 1, 14))
    assert asked is not None
    assert asked.asked
    figures = Figures.of(asked.figures)
    assert counted(figures.rule("visit_in_care"))[1] == 2  # B's visit was due on 12 January
    assert "tells of 31 December 2025" in figures.aged
    newest = results.latest(made[0].authority)
    assert newest is not None
    assert newest.on == DAY, "the page opens on the day that returns tell of"


@pytest.mark.parametrize(
    ("on", "why"), [(date(2026, 1, 16), "has not come yet"), (date(2025, 9, 29), "at the earliest")]
)
def test_a_day_that_has_not_come_or_is_not_told_of_is_refused(
    made: Sequence[DriftResult], analyst: Person, now: datetime, on: date, why: str
) -> None:
    with pytest.raises(NotNow, match=why):
        operations.ask(authority=made[0].authority, by=analyst, at=now, on=on)


def test_without_an_accepted_return_there_is_nothing_to_make(
    authority: Authority, analyst: Person, now: datetime
) -> None:
    assert operations.ask(authority=authority, by=analyst, at=now) is None
    assert results.latest(authority) is None


def test_results_are_made_again_when_a_workbook_is_withdrawn(
    made: Sequence[DriftResult],
    analyst: Person,
    now: datetime,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    record = ReturnRecord.objects.get(part=DAY.isoformat())
    with django_capture_on_commit_callbacks(execute=True):
        returns.withdraw(record=record, by=analyst, at=now, reason="Wrong file")
    assert not results.holds(made[0])
    assert Work.objects.filter(kind=results.KIND, state="queued").count() == 1
    work.run_waiting(results.KIND)
    standing = results.latest(made[0].authority)
    assert standing is not None
    assert standing.on == BEFORE
    assert results.holds(standing)


def test_a_day_that_the_workbook_does_not_tell_of_is_in_no_line_over_the_days(made: Sequence[DriftResult]) -> None:
    every = [Figures.of(one.figures) for one in made]
    aged = replace(every[-1], on=date(2026, 1, 14))
    assert [one.on for one, _ in points("visit_in_care", [*every, aged])] == [BEFORE, DAY]


def test_each_result_has_its_event(made: Sequence[DriftResult]) -> None:
    words = list(Event.objects.filter(kind="timeliness.made").order_by("pk").values_list("words", flat=True))
    assert words == [
        "Worked out what was overdue on 30 September 2025, from 2 returns.",
        "Worked out what was overdue on 31 December 2025, from 2 returns.",
    ]
