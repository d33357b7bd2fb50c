"""The workforce is made when its returns change, once for the same returns, and agrees with counting by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import polars as pl
import pytest

from suffice.core import work
from suffice.core.models import Authority, Chart, Event, Person
from suffice.core.policies import NotNow
from suffice.review.workforce import operations, sentences
from suffice.review.workforce.figures import Census, Load, Posts, Workforce, hidden
from suffice.review.workforce.models import WorkforceResult
from suffice.review.workforce.queries import results, tables
from suffice.review.workforce.working import CASES, DAYS, SERVICE, banded
from tests.rooms.workforce.conftest import OF_2020


def _latest(told: Workforce) -> Census:
    found = told.at(None)
    assert found is not None
    return found


def test_the_figures_of_a_census_are_as_counted_by_hand(told: Workforce) -> None:
    census = _latest(told)
    assert census.on == date(2021, 9, 30)
    figures = {one.code: one.value for one in census.figures}
    assert figures["sw_caseload"] == pytest.approx((8 * 12 + 2 * 20) / 10)
    assert figures["sw_vacancy"] == pytest.approx(100 * 2 / 10)
    assert figures["sw_agency"] == pytest.approx(100 * 2 / 10)
    assert figures["sw_turnover"] == pytest.approx(100 * 6 / 8)
    assert figures["sw_sick_days"] == pytest.approx(30 / 8)


def test_cases_are_told_in_bands_and_by_team(told: Workforce) -> None:
    census = _latest(told)
    assert {label: count for label, count in census.bands["cases"].items() if count} == {"11 to 15": 8, "16 to 20": 2}
    by_team = {one.label: (one.workers, one.cases, one.mean) for one in census.load("team")}
    assert by_team == {"East": (8, 96, 12.0), "West": (2, 40, 20.0)}


def test_posts_are_filled_covered_or_empty(told: Workforce) -> None:
    posts = _latest(told).posts
    assert (posts.filled, posts.vacant, posts.covered, posts.empty, posts.agency, posts.beside) == (8, 2, 1, 1, 2, 1)


def test_who_left_is_told_with_why_and_where_to(told: Workforce) -> None:
    bands = _latest(told).bands
    assert bands["reason"] == {"Resigned": 5, "Dismissed": 1}
    assert bands["destination"] == {"Social work in another English authority": 6}


def test_a_small_group_is_hidden_with_one_more_from_which_it_could_be_worked_out() -> None:
    assert hidden({"Resigned": 5, "Dismissed": 1}) == {"Resigned", "Dismissed"}
    assert hidden({"Resigned": 9, "Retired": 6, "Dismissed": 1}) == {"Retired", "Dismissed"}
    assert hidden({"Resigned": 9, "Retired": 0}) == frozenset()


def test_the_cases_of_a_small_team_are_not_the_rest_of_those_that_are_told() -> None:
    teams = {"North": 12, "East": 8, "West": 2}
    cases = tuple(Load("team", label, workers, workers, 10 * workers, 10, 10, 10) for label, workers in teams.items())
    whole = Load("all", "All", 22, 22, 220, 10, 10, 10)
    census = Census(date(2021, 9, 30), (), (whole, *cases), Posts(22, None, None, 0), {})
    assert [one.label for one in tables.loads(census, every=False)] == ["North"]
    assert [one.label for one in tables.loads(census, every=True)] == ["North", "East", "West"]


def test_a_share_has_an_interval_and_turnover_and_sickness_have_none(told: Workforce) -> None:
    census = _latest(told)
    vacancy, absence = census.figure("sw_vacancy"), census.figure("sw_absence")
    assert vacancy is not None
    assert absence is not None
    assert (vacancy.low or 100) < 20 < (vacancy.high or 0)
    assert absence.low is None
    assert (turnover := census.figure("sw_turnover")) is not None
    assert turnover.low is None  # on the page of performance it has none either


def test_monthly_figures_are_kept_with_their_month_and_team(told: Workforce) -> None:
    kept = {(one.code, one.month, one.team): one.value for one in told.brought}
    assert kept[("trained_restorative", date(2021, 9, 1), "")] == pytest.approx(75)
    assert kept[("supervision_in_time", date(2021, 9, 1), "East")] == pytest.approx(75)


def test_what_staff_say_of_supervision_is_kept_but_for_small_groups(told: Workforce) -> None:
    (said,) = told.said
    assert (said.on, said.question) == (date(2021, 6, 30), "My supervision is held")
    assert (said.good, said.answered, said.value) == (30, 40, 75)
    assert sentences.supervised(told.said) == (
        "In the survey of staff of 30 June 2021, to “My supervision is held” 75% answered on the good side (30 of 40)."
    )


def test_the_answer_holds_cases_and_vacancies_against_the_year_before(told: Workforce) -> None:
    now = _latest(told)
    assert sentences.answer(now, told.before(now)) == (
        "On 30 September 2021 a full-time social worker held 13.6 cases on average, 3.6 more than a year before, and "
        "20.0% of posts were vacant."
    )


def test_figures_are_kept_as_they_were_worked_out(told: Workforce) -> None:
    assert Workforce.of(told.document()) == told


def test_bands_touch_and_leave_nobody_out() -> None:
    values = pl.Series([0.0, 0.5, 1, 5, 6, 10, 11, 15, 16, 20, 21, 25, 26, 30, 31, 60, 61, 400])
    for bands, least in ((CASES, 1), (SERVICE, 0), (DAYS, 0)):
        assert sum(banded(values, bands).values()) == sum(value >= least or least == 0 or value > 0 for value in values)


def test_the_same_returns_are_not_worked_out_twice(
    made: WorkforceResult, authority: Authority, analyst: Person, now: datetime
) -> None:
    again = operations.make(authority=authority, by=analyst, at=now, progress=lambda *_: None)
    assert again == made
    assert made.told.days == (date(2021, 9, 30), date(2020, 9, 30))
    assert results.holds(made)
    assert Event.objects.filter(kind="workforce.made").count() == 1


def test_another_census_makes_the_figures_stale_until_they_are_made_again(
    authority: Authority, bring: Callable[..., None]
) -> None:
    bring(a_xml=OF_2020)
    work.run_waiting(results.KIND)
    first = results.latest(authority)
    assert first is not None
    bring(b_xml=OF_2020.replace(b"2020", b"2019"))
    assert not results.holds(first)
    work.run_waiting(results.KIND)
    second = results.latest(authority)
    assert second is not None
    assert second.told.days == (date(2020, 9, 30), date(2019, 9, 30))


def test_without_a_census_there_is_nothing_to_make(authority: Authority, analyst: Person, now: datetime) -> None:
    assert operations.ask(authority=authority, by=analyst, at=now) is None
    with pytest.raises(NotNow, match="No workforce census"):
        operations.make(authority=authority, by=analyst, at=now, progress=lambda *_: None)


def test_each_census_has_its_charts(made: WorkforceResult) -> None:
    assert set(made.charts) == {"2020-09-30", "2021-09-30"}
    titles = {name: Chart.objects.get(digest=one).title for name, one in made.charts["2021-09-30"].items()}
    assert titles["load"] == "Cases for each full-time social worker rose from 10.0 in 2020 to 13.6 in 2021."
    assert titles["posts"].startswith("Of 10.0 full-time posts 8.0 were filled by the council's own workers")
