"""Run charts follow the rules of Making Data Count, and charts for shares and rare events their papers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.comparison.charts import Assurance, Meaning, Rule, marks
from suffice.engine.comparison.proportions import laney_p
from suffice.engine.comparison.rare import g_chart, t_chart
from suffice.engine.comparison.xmr import STOCK, NotForARunChart, Rebase, Series, false_alarm, limits, xmr
from suffice.engine.measures.model import Polarity


def months(size: int) -> list[str]:
    return [f"month {at}" for at in range(1, size + 1)]


def flagged(values: list[float], rule: Rule, *, mean: float = 0.0, reach: float = 3.0) -> str:
    told = marks(np.array(values), np.array(mean), np.array(mean - reach), np.array(mean + reach))
    return "".join("x" if one else "." for one in told[rule])


def test_limits_are_worked_by_hand() -> None:
    # ranges 2, 1, 3, 2: mean 2, none left out
    mean, low, high = limits([10, 12, 11, 14, 12])
    assert (mean.item(), low.item(), high.item()) == pytest.approx((11.8, 11.8 - 5.32, 11.8 + 5.32))


def test_a_wild_step_is_left_out_of_the_ranges_once_and_its_point_kept_in_the_mean() -> None:
    values = [10.0, 11, 10, 11, 10, 11, 10, 11, 40, 41]  # ranges 1 x 8 and 29: mean 37 / 9, screened at 13.4
    mean, low, high = limits(values)
    assert mean.item() == pytest.approx(np.mean(values))
    assert high.item() - mean.item() == pytest.approx(2.66)
    assert mean.item() - low.item() == pytest.approx(2.66)


def test_a_second_screening_is_not_done() -> None:
    ranges = [1.0] * 10 + [12.0, 4.0]  # mean 26/12: only 12 is above 7.08; then mean 14/11, and 4.16 stays
    values = np.concatenate([[0.0], np.cumsum(ranges)])
    mean, _, high = limits(values)
    assert high.item() - mean.item() == pytest.approx(2.66 * 14 / 11)


def test_a_level_series_has_no_signs() -> None:
    told = xmr([5.0] * 15, months(15), series=Series.FLOW)
    assert told.signals == ()
    assert told.variation is Meaning.NONE


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1] * 6, "......"),
        ([1] * 6 + [-1], "......."),
        ([1] * 7, "xxxxxxx"),
        ([-1] + [1] * 8 + [-1], ".xxxxxxxx."),
        ([1] * 3 + [0] + [1] * 4, "........"),  # a point on the mean is on neither side
    ],
)
def test_seven_in_a_row_on_one_side(values: list[float], expected: str) -> None:
    assert flagged(values, Rule.RUN) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5, 6], "......"),
        ([1, 2, 3, 3, 4, 5, 6], "......."),
        ([1, 2, 3, 4, 5, 6, 7], "xxxxxxx"),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], ".xxxxxxx."),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], ".xxxxxxx."),
    ],
)
def test_seven_in_a_row_one_way(values: list[float], expected: str) -> None:
    assert flagged(values, Rule.TREND, reach=99) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 2.5, 1, 2.5, 0], ".x.x."),
        ([0, 2.5, 2.5, 1, 0], ".xx.."),
        ([0, 2.5, -1, 2.5, 0], "....."),  # the third on the other side
        ([0, 2.5, -2.5, 1, 0], "....."),
        ([0, 3.5, 2.5, 1, 0], "....."),  # a point outside is not near
        ([0, 1, 2.5, 1, 1], "....."),
    ],
)
def test_two_of_three_in_the_outer_third_on_the_same_side(values: list[float], expected: str) -> None:
    assert flagged(values, Rule.NEAR) == expected


def test_points_outside_are_those_beyond_the_limits_and_not_on_them() -> None:
    assert flagged([3.0, 3.01, -3.0, -3.01], Rule.OUTSIDE) == ".x.x"


def test_two_near_opposite_limits_are_no_sign() -> None:
    values = [1.0, -1.0] * 7 + [5.5, -5.5]
    told = xmr(values, months(16), series=Series.FLOW)
    assert [one.meaning for one in told.points[-2:]] == [Meaning.NONE, Meaning.NONE]


@given(st.lists(st.integers(-6, 6), min_size=8, max_size=40))
def test_marks_are_what_going_through_the_points_one_by_one_finds(values: list[int]) -> None:
    side = [(one > 0) - (one < 0) for one in values]
    near = [2 < abs(one) <= 3 for one in values]
    runs: set[int] = set()
    trends: set[int] = set()
    pairs: set[int] = set()
    for at in range(len(values)):
        window = range(at, at + 7)
        if window.stop <= len(values):
            if len({side[i] for i in window}) == 1 and side[at]:
                runs.update(window)
            steps = [values[i + 1] - values[i] for i in window[:-1]]
            if all(one > 0 for one in steps) or all(one < 0 for one in steps):
                trends.update(window)
        three = range(at, at + 3)
        if three.stop <= len(values) and abs(sum(side[i] for i in three)) == 3:
            close = [i for i in three if near[i]]
            pairs.update(close if len(close) >= 2 else [])
    for rule, found in ((Rule.RUN, runs), (Rule.TREND, trends), (Rule.NEAR, pairs)):
        assert flagged([float(one) for one in values], rule) == "".join(
            "x" if at in found else "." for at in range(len(values))
        )


def false_alarms(series: np.ndarray) -> float:
    mean, low, high = limits(series)
    told = marks(series, mean, low, high)
    return float(np.any([one.any(axis=-1) for one in told.values()], axis=0).mean())


@pytest.mark.parametrize("points", [12, 24, 36, 48])
def test_a_steady_series_shows_a_sign_as_often_as_the_page_says(points: int) -> None:
    """Of 20,000 charts; three standard errors are 0.010 at the widest."""
    luck = np.random.default_rng(20261122)
    assert false_alarms(luck.normal(size=(20_000, points))) == pytest.approx(false_alarm(points), abs=0.01)


def test_a_chart_of_two_years_cries_wolf_in_18_of_100_and_says_so() -> None:
    assert false_alarm(24) == pytest.approx(0.18, abs=0.01)
    assert false_alarm(12) < false_alarm(18) < false_alarm(24)
    told = xmr([10.0, 12, 11, 9] * 6, months(24), series=Series.FLOW)
    assert told.notes == ("Of 100 charts of 24 points on which nothing has changed, some 19 show a sign.",)


def test_rare_counts_and_points_that_hang_together_show_many_more() -> None:
    luck = np.random.default_rng(5)
    assert false_alarms(luck.poisson(2, size=(10_000, 24)).astype(float)) == pytest.approx(0.326, abs=0.015)
    assert false_alarms(luck.poisson(12, size=(10_000, 24)).astype(float)) == pytest.approx(0.209, abs=0.015)
    stock = 585 + np.cumsum(luck.poisson(15, size=(10_000, 24)) - luck.poisson(15, size=(10_000, 24)), axis=1)
    assert false_alarms(stock.astype(float)) > 0.97


def test_a_stock_is_refused_with_the_reason() -> None:
    with pytest.raises(NotForARunChart) as refusal:
        xmr([585.0, 590.0, 588.0], months(3), series=Series.STOCK)
    assert str(refusal.value) == STOCK
    assert "98 of 100" in STOCK


def test_signs_are_told_in_words_with_their_meaning() -> None:
    values = [10.0, 12, 11, 9, 10, 12, 11, 9, 10, 11, 10, 30]
    told = xmr(values, months(12), series=Series.FLOW, polarity=Polarity.LOW, baseline=11, target=5)
    assert [one.sentence for one in told.signals] == ["30 in month 12 is above the upper limit of 14.18."]
    assert told.variation is Meaning.CONCERN
    assert told.assurance is Assurance.MISSED
    assert told.points[-1].rules == (Rule.OUTSIDE,)
    document = told.document()
    assert document["signals"][0]["meaning"] == "concern"
    assert document["assurance"] == "missed"


def test_a_run_and_a_trend_are_told_from_first_to_last() -> None:
    level = [10.0, 13, 9, 12, 10, 13, 9, 12, 10, 13, 9, 12]
    run = xmr([*level, 16, 15, 16, 15, 16, 15, 16], months(19), series=Series.FLOW, polarity=Polarity.HIGH, baseline=12)
    sentence = "8 in a row, month 12 to month 19, are above the mean."
    assert sentence in [one.sentence for one in run.signals]
    assert run.variation is Meaning.IMPROVEMENT
    trend = xmr([*level, 6, 7, 8, 9, 10, 11, 12], months(19), series=Series.FLOW)
    assert "7 in a row, month 13 to month 19: each above the one before." in [one.sentence for one in trend.signals]
    assert trend.variation is Meaning.HIGHER


def test_mean_and_limits_begin_anew_with_a_reason_and_signs_do_not_reach_across() -> None:
    before, after = [10.0, 12, 11, 9, 12, 11] * 2, [20.0, 22, 21, 19, 22, 21] * 2
    moved = Rebase("month 13", "A new front door from April.")
    told = xmr(before + after, months(24), series=Series.FLOW, rebases=[moved])
    assert told.signals == ()
    assert [told.points[at].mean for at in (0, 23)] == pytest.approx([np.mean(before), np.mean(after)])
    assert told.notes[0] == "Mean and limits begin anew in month 13: A new front door from April."
    assert xmr(before + after, months(24), series=Series.FLOW).signals


def test_a_baseline_holds_the_limits_still() -> None:
    first = [10.0, 12, 11, 9, 12, 11] * 2
    one = xmr([*first, 30, 31, 32], months(15), series=Series.FLOW, baseline=12)
    assert one.points[-1].mean == pytest.approx(np.mean(first))
    assert one.notes[0].startswith("Mean and limits are those of the first 12 points")


@pytest.mark.parametrize(
    ("values", "rebases", "why"),
    [
        ([1.0], [], "at least two points"),
        ([1.0, None, 3.0], [], "no figure for month 2"),
        ([1.0, 2, 3, 4, 5], [Rebase("month 3", " ")], "needs a reason"),
        ([1.0, 2, 3, 4, 5], [Rebase("month 5", "New team.")], "two points before it and two"),
        ([1.0, 2, 3, 4, 5], [Rebase("June", "New team.")], "two points before it and two"),
        ([1.0, 2, 3, 4, 5, 6], [Rebase("month 3", "a"), Rebase("month 4", "b")], "choose one"),
    ],
)
def test_what_cannot_be_charted_says_what_to_do(values: list[float | None], rebases: list[Rebase], why: str) -> None:
    with pytest.raises(NotForARunChart, match=why):
        xmr(values, months(len(values)), series=Series.FLOW, rebases=rebases)
    with pytest.raises(NotForARunChart, match="a label of its own"):
        xmr([1.0, 2.0], ["May", "May"], series=Series.FLOW)


def test_few_points_are_said_to_be_few() -> None:
    assert "not to be relied on" in xmr([1.0, 3, 2, 4], months(4), series=Series.RATE).notes[0]


@pytest.mark.parametrize(
    ("target", "polarity", "expected"),
    [
        (99, Polarity.HIGH, Assurance.MISSED),
        (99, Polarity.LOW, Assurance.MET),
        (1, Polarity.HIGH, Assurance.MET),
        (10.5, Polarity.LOW, Assurance.EITHER),
        (99, Polarity.CONTEXT, None),
    ],
)
def test_assurance_is_where_the_target_lies(target: float, polarity: Polarity, expected: Assurance | None) -> None:
    told = xmr([10.0, 12, 11, 9] * 3, months(12), series=Series.FLOW, polarity=polarity, target=target)
    assert told.assurance is expected


def test_laneys_limits_are_worked_by_hand() -> None:
    hits, totals = [420, 480, 450], [1_000, 1_200, 900]
    mean = 1_350 / 3_100
    luck = [sqrt(mean * (1 - mean) / n) for n in totals]
    z = [(hit / n - mean) / one for hit, n, one in zip(hits, totals, luck, strict=True)]
    spread = (abs(z[1] - z[0]) + abs(z[2] - z[1])) / 2 / 1.128
    told = laney_p(hits, totals, months(3))
    assert told.points[1].high == pytest.approx(100 * (mean + 3 * luck[1] * spread))
    assert told.points[2].low == pytest.approx(100 * (mean - 3 * luck[2] * spread))


def test_laneys_limits_are_the_plain_ones_where_luck_is_all_and_wider_where_it_is_not() -> None:
    luck = np.random.default_rng(2)
    totals = [40_000] * 400
    plain = 300 * sqrt(0.2 * 0.8 / 40_000)
    still = laney_p(luck.binomial(40_000, 0.2, 400).tolist(), totals, months(400))
    moving = laney_p(luck.binomial(40_000, luck.normal(0.2, 0.01, 400)).tolist(), totals, months(400))
    assert still.points[0].high - still.points[0].mean == pytest.approx(plain, rel=0.1)
    assert moving.points[0].high - moving.points[0].mean == pytest.approx(plain * sqrt(1 + 25), rel=0.1)
    for bad in (([1], [2]), ([1, 3], [2, 2]), ([0, 0], [5, 5]), ([1, 1], [2, 0])):
        with pytest.raises(ValueError, match=r"needs at least two points|nothing to chart"):
            laney_p(*bad, months(len(bad[0])))


def test_a_g_chart_is_worked_by_hand() -> None:
    told = g_chart([10, 20, 0, 180], months(4), polarity=Polarity.HIGH)
    scaled = [1.921603, 2.314068, 0.824861, 4.234472]  # 10.5, 20.5, 0.5 and 180.5 to the power of 1/3.6
    mean = sum(scaled) / 4
    step = sum(abs(b - a) for a, b in pairwise(scaled)) / 3
    assert told.points[0].mean == pytest.approx(mean**3.6 - 0.5, rel=1e-5)
    assert told.points[0].high == pytest.approx((mean + 2.66 * step) ** 3.6 - 0.5, rel=1e-5)
    assert told.points[0].low == 0
    with pytest.raises(NotForARunChart, match="three events"):
        g_chart([3], months(1))
    with pytest.raises(NotForARunChart, match="below 0"):
        g_chart([3, -1], months(2))


def test_a_t_chart_is_an_individuals_chart_on_nelsons_scale() -> None:
    gaps = [12, 40, 25, 8, 60, 33]
    days = [date(2024, 1, 1)]
    for gap in gaps:
        days.append(days[-1] + timedelta(gap))
    told = t_chart(list(reversed(days)))
    scaled = [(gap + 0.5) ** 0.2777777778 for gap in gaps]
    mean = sum(scaled) / 6
    step = sum(abs(b - a) for a, b in pairwise(scaled)) / 5
    assert [one.value for one in told.points] == gaps
    assert told.points[0].mean == pytest.approx(mean**3.6 - 0.5)
    assert told.points[0].high == pytest.approx((mean + 2.66 * step) ** 3.6 - 0.5)
    assert told.points[0].low == pytest.approx(max(max(mean - 2.66 * step, 0) ** 3.6 - 0.5, 0))
    assert told.points[0].label == "13 January 2024"


@pytest.mark.parametrize("usual", [3, 10, 40])
def test_charts_of_gaps_cry_wolf_no_more_often_than_an_individuals_chart(usual: int) -> None:
    luck = np.random.default_rng(9)
    began, alarms, outside = date(2020, 1, 1), 0, 0
    for _ in range(200):
        days = np.cumsum(luck.exponential(usual, 25)).astype(int)
        told = t_chart([began + timedelta(int(day)) for day in days])
        between = g_chart((luck.geometric(1 / (usual + 1), 24) - 1).tolist(), months(24))
        alarms += bool(told.signals) + bool(between.signals)
        outside += sum(Rule.OUTSIDE in one.rules for chart in (told, between) for one in chart.points)
    assert outside / (400 * 24) < 0.01
    assert 0.05 < alarms / 400 < 0.25  # 18.6% of steady series of 24 points on a chart of individual values


def test_two_events_on_one_day_are_a_gap_of_none_and_have_names_of_their_own() -> None:
    day = date(2024, 5, 1)
    told = t_chart([day - timedelta(9), day, day, day])
    assert [one.value for one in told.points] == [9, 0, 0]
    assert [one.label for one in told.points] == ["1 May 2024", "1 May 2024 (2)", "1 May 2024 (3)"]
