"""Each measure is told on the days that its own return tells, and on no other."""

from __future__ import annotations

from datetime import date

from suffice.engine.episodes import assemble
from suffice.engine.measures import INDICATORS, Scene, scene_of
from suffice.engine.returns.model import Return
from suffice.engine.returns.templates.layouts import Template
from suffice.review.performance.days import Days, month_ends
from tests.engine.episodes.build import a_return
from tests.engine.measures.test_by_template import filled
from tests.engine.returns.workforce.building import opened, worker

HEADER = "child | sex | dob\nA | 1 | 2012-01-01"
EPISODES = "child | decom | dec | rne | ls | place | rec\nA | 2020-05-10 |  | S | C2 | U6 | "
FIGURES = "measure,month,number\nshort_breaks,2021-05,12\nshort_breaks,2021-07,9\nunallocated,2021-06,3\n"


def _scene(*more: Return) -> Scene:
    returns = [a_return(2021, Episodes=EPISODES, Header=HEADER), *more]
    return scene_of(assemble(returns), date(2021, 3, 31), returns=returns)


def test_month_ends_hold_both_ends() -> None:
    assert month_ends(date(2021, 1, 31), date(2021, 4, 29)) == (
        date(2021, 1, 31),
        date(2021, 2, 28),
        date(2021, 3, 31),
    )


def test_a_stock_is_told_each_month_and_what_is_told_yearly_on_31_march() -> None:
    days = Days(_scene())
    assert sorted(days.of(INDICATORS["cla_rate"])) == list(month_ends(date(2020, 4, 1), date(2021, 3, 31)))
    assert days.of(INDICATORS["dental"]) == {date(2021, 3, 31)}


def test_the_workforce_is_told_on_the_day_of_its_census_alone() -> None:
    days = Days(_scene(*opened(worker(1)).returns))
    (on,) = days.of(INDICATORS["sw_in_post_number"])
    assert (on.month, on.day) == (9, 30)


def test_a_brought_figure_is_told_at_the_end_of_its_own_months() -> None:
    days = Days(_scene(filled(Template.FIGURES, FIGURES)))
    assert days.of(INDICATORS["brought_short_breaks"]) == {date(2021, 5, 31), date(2021, 7, 31)}
    assert days.of(INDICATORS["brought_unallocated"]) == {date(2021, 6, 30)}
    assert days.every[-1] == date(2021, 7, 31)
    assert not days.of(INDICATORS["brought_visits_in_time"])


def test_without_its_return_there_is_no_day() -> None:
    days = Days(_scene())
    assert not days.of(INDICATORS["cin_rate"])
    assert not days.of(INDICATORS["disabled_in_care"])


def test_no_day_lies_further_back_than_ten_years() -> None:
    returns = [a_return(year, Episodes=EPISODES, Header=HEADER) for year in range(2021, 2034)]
    days = Days(scene_of(assemble(returns), date(2033, 3, 31), returns=returns))
    assert days.every[0] == date(2023, 4, 30)
    assert len(days.every) == 120
