"""Trends are made when returns change, once for the same returns, and say what they are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from suffice.analyse.needs import operations
from suffice.analyse.needs.models import TrendsResult
from suffice.analyse.needs.queries import results
from suffice.analyse.needs.trends import BREAKDOWNS, Trends
from suffice.analyse.returns import operations as returns
from suffice.analyse.returns.models import ReturnRecord, ReturnState
from suffice.core import work
from suffice.core.models import Authority, Chart, Event, Person

IN_CARE = {  # day: children in care, of whom in-house fostered, in a children's home, aged 10 to 15
    date(2020, 6, 30): (3, 1, 1, 1),
    date(2021, 3, 31): (4, 2, 1, 1),
    date(2021, 6, 30): (4, 3, 0, 0),
    date(2022, 3, 31): (4, 2, 1, 2),
}


@pytest.mark.parametrize("on", IN_CARE)
def test_the_children_of_a_day_are_counted_as_by_hand(made: TrendsResult, on: date) -> None:
    point = made.trends.at(on)
    assert point is not None
    placement = point.groups["placement"]
    assert (point.total, placement["in_house_foster"], placement["childrens_home"]) == IN_CARE[on][:3]
    assert point.left_out == 0


def test_every_breakdown_adds_up_to_the_total(made: TrendsResult) -> None:
    for point in made.trends.points:
        assert {sum(point.groups[code].values()) for code in BREAKDOWNS} == {point.total}


def test_starting_and_leaving_are_of_the_twelve_months_to_the_day(made: TrendsResult) -> None:
    flows = {point.on: (point.started, point.ceased) for point in made.trends.points}
    assert flows == {
        date(2020, 6, 30): (None, None),  # the returns begin on 1 April 2020
        date(2021, 3, 31): (4, 0),
        date(2021, 6, 30): (2, 1),
        date(2022, 3, 31): (2, 2),
    }


def test_the_days_to_read_are_year_ends_and_mid_years_that_are_covered(made: TrendsResult) -> None:
    assert made.trends.days == tuple(sorted(IN_CARE, reverse=True))
    assert (made.first_day, made.last_day) == (date(2020, 4, 1), date(2022, 3, 31))


def test_figures_are_kept_as_they_were_worked_out(made: TrendsResult) -> None:
    assert Trends.of(made.trends.document()) == made.trends


def test_no_rate_is_kept(made: TrendsResult) -> None:
    assert "rate" not in str(made.figures)


def test_a_result_says_what_it_is_made_of(made: TrendsResult) -> None:
    used = ReturnRecord.objects.filter(state=ReturnState.ACCEPTED).order_by("year")
    assert [one["id"] for one in made.inputs["returns"]] == [one.pk for one in used]
    assert all(len(sha) == 64 for one in made.inputs["returns"] for sha in one["tables"].values())
    assert results.holds(made)


def test_making_is_an_event_of_the_house(made: TrendsResult) -> None:
    event = Event.objects.get(kind="needs.made")
    assert event.by is None  # the house made them, when the analyst accepted the returns
    assert event.words == "Worked out the local trends from the returns of 2021 to 2022."


def test_each_day_has_its_charts_for_both_widths(made: TrendsResult) -> None:
    assert set(made.charts) == {on.isoformat() for on in IN_CARE}
    chart = Chart.objects.get(digest=made.charts["2022-03-31"]["in-care"])
    assert chart.path("wide").exists()
    assert chart.path("narrow").exists()
    assert chart.title == "Children in care: 4 on 31 March 2022, as on 31 March 2021."
    assert "rate" not in made.charts["2022-03-31"]


def test_the_same_returns_are_not_worked_out_twice(made: TrendsResult, analyst: Person, now: datetime) -> None:
    operations.ask(authority=made.authority, by=analyst, at=now)
    assert [one.state for one in work.run_waiting("needs.trends")] == ["done"]
    assert TrendsResult.objects.count() == 1


def test_made_again_the_figures_are_the_same_to_the_bit(made: TrendsResult, analyst: Person, now: datetime) -> None:
    before = (made.figures, made.charts, made.inputs_digest)
    TrendsResult.objects.all().delete()
    again = operations.make(authority=made.authority, by=analyst, at=now, progress=lambda *_: None)
    assert (again.figures, again.charts, again.inputs_digest) == before


def test_trends_are_made_again_when_population_changes(
    made: TrendsResult, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        returns.give_population(
            authority=made.authority, mid_year=2021, number=1000, source="A count", by=analyst, at=now
        )
    assert not results.holds(made)
    work.run_waiting("needs.trends")
    again = results.latest(made.authority)
    assert again is not None
    assert again.pk != made.pk
    assert results.holds(again)
    assert again.figures == made.figures
    assert Chart.objects.get(digest=again.charts["2022-03-31"]["rate"]).title.startswith(
        "Children in care in every 10,000: 40 on 31 March 2022"
    )


def test_trends_go_with_the_last_return(made: TrendsResult, analyst: Person, now: datetime) -> None:
    for record in ReturnRecord.objects.filter(state=ReturnState.ACCEPTED):
        returns.withdraw(record=record, by=analyst, at=now, reason="Brought by mistake")
    assert results.latest(made.authority) is None
    assert operations.ask(authority=made.authority, by=analyst, at=now) is None


def test_one_waiting_to_be_made_is_enough(accepted: Authority, analyst: Person, now: datetime) -> None:
    first = operations.ask(authority=accepted, by=analyst, at=now)
    assert operations.ask(authority=accepted, by=analyst, at=now) == first


def test_results_belong_to_one_authority(made: TrendsResult, elsewhere: Authority) -> None:
    assert results.latest(elsewhere) is None
    assert work.latest(results.KIND, elsewhere) is None
