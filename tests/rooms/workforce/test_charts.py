"""Every chart of the workforce can be drawn, wide and narrow, and small groups are not in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import vl_convert

from suffice.core.models.chart import WIDTHS
from suffice.review.workforce.charts import drawings
from suffice.review.workforce.figures import Workforce


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chart_is_drawn_with_its_numbers(told: Workforce, width: str) -> None:
    drawn = drawings(told, told.censuses[-1])
    assert set(drawn) == {"cases", "load", "posts", "vacant", "service", "moved"}, "days lost would tell who was ill"
    expected = {"cases": "8", "load": "13.6", "posts": "8.0", "vacant": "20.0%", "moved": "6"}
    for name, make in drawn.items():
        svg = vl_convert.vegalite_to_svg(make(width).to_dict())
        assert f">{expected.get(name, '')}" in svg, name


def test_the_one_who_was_ill_for_long_cannot_be_found_in_the_chart(told: Workforce) -> None:
    days = {"0": 40, "1 to 5": 9, "6 to 10": 12, "11 to 20": 0, "21 to 60": 1, "61 or more": 0}
    census = replace(told.censuses[-1], bands={**told.censuses[-1].bands, "days": days})
    made = drawings(told, census)["away"]("wide").to_dict()
    rows = {row["label"]: row for values in made["datasets"].values() for row in values}
    assert rows["21 to 60 days"]["words"] == "not shown"
    assert rows["21 to 60 days"]["furthest"] == 0
    assert rows["1 to 5 days"]["words"] == "not shown", "the one could be worked out from the other"
    assert rows["6 to 10 days"]["words"] == "12"
