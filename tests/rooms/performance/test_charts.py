"""Every picture of a measure can be drawn, wide and narrow, also of figures at their edges; run charts know stocks."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
import vl_convert

from suffice.core.models.chart import WIDTHS
from suffice.engine.measures import INDICATORS, Tally
from suffice.engine.measures.monthly import FLOWS
from suffice.review.performance import sentences
from suffice.review.performance.charts import Beside, line, run
from suffice.review.performance.figures import Point, Told
from suffice.review.performance.run_charts import STOCKS, by_quarter, run_chart, without_gaps

START, FOSTER, IN_TIME = "cla_start_rate", "mix_foster", "assessment_45"


def _months(numerators: Sequence[float], denominator: float | None = None) -> tuple[Point, ...]:
    ends = []
    for at in range(len(numerators)):
        year, month = 2019 + at // 12, at % 12 + 1
        ends.append(date(year, month, calendar.monthrange(year, month)[1]))
    return tuple(Point(None, one, denominator, None, None, on) for one, on in zip(numerators, ends, strict=True))


def _told(numerators: Sequence[float], denominator: float | None = None) -> Told:
    months = _months(numerators, denominator)
    return Told(points=months[-1:], months=months)


def test_a_stock_has_no_run_chart_and_says_why() -> None:
    found = run_chart(INDICATORS["cla_rate"], _told([500] * 40))
    assert found.chart is None
    assert found.why_not.startswith("This is a stock")
    assert run_chart(INDICATORS["brought_unallocated"], _told([5] * 40)).why_not.startswith("This is a stock")


def test_what_looks_back_over_years_has_none_either() -> None:
    assert "look" in run_chart(INDICATORS["placements_3plus"], _told([5] * 40, 50)).why_not
    assert run_chart(INDICATORS["dental"], _told([5] * 40, 50)).why_not.startswith("This is told once a year")


def test_a_flow_is_charted_by_its_months_and_not_by_years() -> None:
    found = run_chart(INDICATORS[START], _told([20, 22, 21] * 8 + [40]), target=18.0)
    assert found.chart is not None
    assert (found.chart.kind, found.of, len(found.chart.points)) == ("XmR", "a month", 25)
    assert found.chart.target is None  # it is of a year's rate, the points are numbers of months
    assert found.targets == ()  # no month told how many children live here
    assert [str(one.rule) for one in found.chart.signals] == ["outside"]


def test_a_target_of_a_year_is_drawn_as_its_twelfth_of_the_children_who_lived_here() -> None:
    found = run_chart(INDICATORS[START], _told([20, 22, 21] * 8, 60_000), target=48.0)
    assert found.targets == pytest.approx((48 * 6 / 12,) * 24)  # 48 in 10,000 of 60,000 a year are 288
    assert "is drawn as a twelfth of it: what a month comes to on average" in found.aim
    assert found.document()["targets"] == list(found.targets)
    assert found.document()["assurance"] is None
    rare = run_chart(INDICATORS[START], _told([1, 2, 0] * 16, 60_000), target=4.0)
    assert rare.targets == pytest.approx((4 * 6 / 4,) * 16)
    assert "a quarter of it" in rare.aim


def test_a_target_in_the_unit_of_the_points_is_drawn_as_it_is() -> None:
    share = run_chart(INDICATORS[IN_TIME], _told([32, 34, 33] * 6, 40), target=85.0)
    assert (set(share.targets), share.aim) == ({85.0}, "")
    assert share.document()["assurance"] is not None
    brought = Told(points=_months([20, 22, 21] * 8), months=())
    number = run_chart(INDICATORS["brought_early_help_assessments"], brought, target=25.0)
    assert (set(number.targets), number.aim) == ({25.0}, "")
    few = Told(points=_months([2, 1, 2] * 16), months=())
    by_quarter = run_chart(INDICATORS["brought_early_help_assessments"], few, target=3.0)
    assert set(by_quarter.targets) == {9.0}
    assert "three times it" in by_quarter.aim


def test_a_number_of_the_year_is_not_held_against_single_months() -> None:
    found = run_chart(INDICATORS["missing_incidents"], _told([10, 12, 11] * 8), target=120.0)
    assert set(found.targets) == {10.0}
    assert found.chart is not None
    assert found.chart.assurance is None


def test_rare_events_are_added_up_by_quarter() -> None:
    found = run_chart(INDICATORS[START], _told([1, 2, 0] * 16))
    assert found.chart is not None
    assert found.of == "a quarter"
    assert [point.value for point in found.chart.points] == [3] * 16
    assert found.chart.points[0].label == "January to March 2019"


def _rare(numerators: Sequence[float], denominator: float | None, events: Sequence[Sequence[int]]) -> Told:
    return replace(_told(numerators, denominator), events=tuple(tuple(one) for one in events))


def test_rare_events_whose_days_are_told_are_charted_by_the_days_between() -> None:
    told = _rare([1, 0, 2] * 8, None, [[4], [], [10, 10]] * 8)
    found = run_chart(INDICATORS["missing_incidents"], told, target=6.0)
    assert found.chart is not None
    assert (found.chart.kind, found.heading, len(found.ends)) == ("t", "Days between", 23)
    assert [one.value for one in found.chart.points[:4]] == [65, 0, 25, 67]  # 4 January to 10 March 2019, and so on
    assert [one.label for one in found.chart.points[:2]] == ["March 2019", "March 2019 (2)"]
    assert "This happens too seldom for months or quarters to be charted." in found.chart.notes[0]
    assert (found.targets, found.aim.partition(":")[0]) == ((), "The target is not drawn")


def test_a_rare_share_is_charted_by_how_many_lie_between() -> None:
    told = _rare([1, 2, 0] * 8, 100, [[40], [10, 30], []] * 8)
    found = run_chart(INDICATORS["rereferral"], told)
    assert found.chart is not None
    assert found.chart.kind == "g"
    # 60 of January are left and 9 of February come before its first; 70 of February, 100 of March and 39 of April.
    assert [one.value for one in found.chart.points[:4]] == [69, 19, 209, 69]
    assert found.ends[1] == date(2019, 2, 9)
    assert any("those that meet the measure" in one for one in found.chart.notes)


@pytest.mark.parametrize(
    ("code", "met", "way"),
    [("rereferral", 1, "improvement"), ("assessment_45", 99, "improvement"), ("left_care_adopted", 1, "concern")],
)
def test_a_long_gap_is_good_where_what_is_rare_is_bad(code: str, met: int, way: str) -> None:
    places = [[50]] * 24 + [[]] * 24 + [[50]]
    told = _rare([met if one else (0 if met == 1 else 100) for one in places], 100, places)
    found = run_chart(INDICATORS[code], told)
    assert found.chart is not None
    assert found.chart.points[-1].value == 2499
    assert str(found.chart.variation) == way


def test_the_latest_sixty_gaps_are_charted() -> None:
    days = run_chart(INDICATORS["missing_incidents"], _rare([3] * 30, None, [[1, 8, 22]] * 30))
    cases = run_chart(INDICATORS["rereferral"], _rare([3] * 30, 100, [[10, 20, 90]] * 30))
    for found in (days, cases):
        assert found.chart is not None
        assert (len(found.chart.points), len(found.ends)) == (60, 60)
        assert found.chart.notes[-1] == "The latest 60 gaps are charted, of 89."
        assert found.ends[-1].month == 6


def test_fewer_than_twelve_gaps_are_not_charted() -> None:
    found = run_chart(INDICATORS["rereferral"], _rare([1, 0] * 8, 100, [[5], []] * 8))
    assert "there are 7 gaps between one time and the next so far" in found.why_not


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chart_of_gaps_is_drawn_and_says_what_it_found(width: str) -> None:
    places = [[50]] * 24 + [[]] * 24 + [[50]]
    told = _rare([len(one) for one in places], 100, places)
    document = run_chart(INDICATORS["rereferral"], told).document()
    svg = vl_convert.vegalite_to_svg(run(document, width=width).to_dict())
    assert "How many lie between" in svg
    assert sentences.run_finding(INDICATORS["rereferral"], document).endswith("is above the upper limit of 122.37.")


def test_too_few_months_are_not_charted() -> None:
    assert "at least 12" in run_chart(INDICATORS[START], _told([20] * 8)).why_not


def test_a_share_of_many_gets_laneys_limits_and_of_few_single_values() -> None:
    many = run_chart(INDICATORS[IN_TIME], _told([320, 340, 330] * 6, 400), target=85)
    few = run_chart(INDICATORS[IN_TIME], _told([32, 34, 33] * 6, 40))
    assert many.chart is not None
    assert few.chart is not None
    assert (many.chart.kind, few.chart.kind) == ("Laney p'", "XmR")
    assert many.chart.target == 85
    assert few.chart.points[0].value == 80


def test_a_new_beginning_has_limits_of_its_own() -> None:
    found = run_chart(INDICATORS[START], _told([20, 22] * 8 + [40, 42] * 8), rebases=[(date(2020, 5, 1), "a new team")])
    assert found.chart is not None
    assert {point.mean for point in found.chart.points} == {21, 41}
    assert any("a new team" in note for note in found.chart.notes)


def test_months_before_a_gap_are_left_out() -> None:
    months = _months([20] * 30)
    assert without_gaps((*months[:10], *months[12:])) == months[12:]
    assert len(by_quarter(months[1:])) == 9


def test_stocks_and_flows_name_measures_that_there_are() -> None:
    assert set(INDICATORS) >= STOCKS
    assert set(INDICATORS) >= FLOWS
    assert {INDICATORS[code].counted_as for code in FLOWS} <= set(Tally)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("low", [None, 70.0], ids=["no interval", "interval"])
def test_a_line_is_drawn_with_its_target_and_its_comparators(width: str, low: float | None) -> None:
    points = [(one.on, 75.0 + at, low, low and low + 15) for at, one in enumerate(_months([1] * 30))]
    made = line(
        points,
        targets=[(points[-1][0], 80.0)],
        beside=[Beside("England", {date(2020, 3, 31): 67.0})],
        heading="Per cent",
        width=width,
    )
    svg = vl_convert.vegalite_to_svg(made.to_dict())
    assert "England" in svg
    assert "Target" in svg
    assert "Per cent" in svg


@pytest.mark.parametrize("width", WIDTHS)
def test_a_run_chart_is_drawn_with_its_signs_in_words(width: str) -> None:
    document = run_chart(INDICATORS[IN_TIME], _told([30, 34, 33] * 6 + [10], 40), target=85).document()
    svg = vl_convert.vegalite_to_svg(run(document, width=width).to_dict())
    assert "For the worse" in svg
    assert "No sign" in svg
    assert "Target" in svg
