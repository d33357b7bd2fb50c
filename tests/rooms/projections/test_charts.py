"""Every chart of a run can be drawn, wide and narrow, with its numbers."""

from __future__ import annotations

from datetime import date

import pytest
import vl_convert

from suffice.analyse.projections.charts import Mark, drawings
from suffice.analyse.projections.outcome import Cohort, Outcome, Outlook, Range, Shares, Sides, Split
from suffice.core.models.chart import WIDTHS
from tests.rooms.projections.test_sentences import ORIGIN, outcome

MARKS = [Mark("Worst", date(2021, 3, 31), 602), Mark("Best", date(2021, 3, 31), 557)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("shown", "marks"),
    [
        (outcome(), []),
        (outcome(actual={ORIGIN: 585, date(2021, 3, 31): 571}), MARKS),
        (outcome(in_care=0, actual={}), []),
    ],
    ids=["ahead only", "beside the strategy", "nobody"],
)
def test_every_chart_is_drawn_with_its_numbers(shown: Outcome, marks: list[Mark], width: str) -> None:
    drawn = drawings(shown, marks)
    months = {"months-placement", "months-age"}
    assert set(drawn) == {"fan", "placement", "age", *months, *(["beside"] if marks else [])}
    svgs = {name: vl_convert.vegalite_to_svg(make(width).to_dict()) for name, make in drawn.items()}
    assert ">540<" in svgs["fan"]
    assert ">630<" in svgs["fan"]
    assert ("60 to 70 (was 65)" if width == "wide" else ">60 to 70<") in svgs["placement"]
    if marks:
        assert all(words in svgs["beside"] for words in ("Worst", "602", "540 to 630", "571"))


@pytest.mark.parametrize("width", WIDTHS)
def test_groups_parts_and_a_total_that_is_apart_are_drawn(width: str) -> None:
    end = date(2021, 3, 31)
    shown = outcome(
        cohorts=(
            Cohort("custody", "On remand, in custody, or lately out of it", "Who.", "", 0, {end: Range(0, 0, 0, 0)}),
        ),
        split={end: Split(Shares(chance=14.2, rates=10.1, drift=75.7, error=2.0), {}, {})},
        outlook=Outlook(True, (Sides(end, Range(585, 540, 585, 630), Range(700, 640, 700, 760)),)),
    )
    drawn = drawings(shown, [])
    svgs = {name: vl_convert.vegalite_to_svg(drawn[name](width).to_dict()) for name in ("cohorts", "split", "fan")}
    assert ">On remand, in<" in svgs["cohorts"]
    assert ">76%<" in svgs["split"]
    assert svgs["fan"] != vl_convert.vegalite_to_svg(drawings(outcome(), [])["fan"](width).to_dict())
