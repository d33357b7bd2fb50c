"""Every chart of a comparison can be drawn, wide and narrow, with its numbers, and labels keep apart."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
import vl_convert

from suffice.analyse.scenarios.charts import drawings
from suffice.analyse.scenarios.outcome import Outcome
from suffice.core.models.chart import WIDTHS
from tests.rooms.scenarios.outcomes import ORIGIN, fewer, figures, outcome

NONE = figures(0, 0, 0, 0, below=0, above=0)
MORE = figures(12.5, 3, 12, 20, below=0.02, above=0.97)
SIX = outcome(fewer(), fewer(-23, -40, -23, -9), NONE, MORE, fewer(-22, -39, -22, -8), fewer(-1, -9, -1, 5))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("shown", "actual"),
    [
        (outcome(fewer(), levers=1), {}),
        (outcome(fewer()), {ORIGIN: 585, date(2020, 8, 31): 582}),
        (outcome(NONE), {}),
        (SIX, {date(2020, 3, 31): 600, ORIGIN: 585}),
    ],
    ids=["one lever", "two levers", "no difference", "six"],
)
def test_every_chart_is_drawn_with_its_numbers(shown: Outcome, actual: dict[date, int], width: str) -> None:
    drawn = drawings(shown, actual)
    falls = {
        f"waterfall-{place}"
        for place, one in enumerate(shown.scenarios, start=1)
        if len(one.steps) > 1 and one.last.difference().mean
    }
    assert set(drawn) == {"lines", "differences"} | falls
    svgs = {name: vl_convert.vegalite_to_svg(make(width).to_dict()) for name, make in drawn.items()}
    assert "580" in svgs["lines"]
    for place, one in enumerate(shown.scenarios, start=1):
        assert f"{one.last.number().p50:.0f}" in svgs["lines"]
        assert f"{place} {one.name}" in svgs["differences"]
    assert all(">580.5<" in svgs[name] for name in falls)


def test_a_waterfall_says_what_each_lever_does() -> None:
    svg = vl_convert.vegalite_to_svg(drawings(outcome(fewer()), {})["waterfall-1"]("wide").to_dict())
    assert svg.count(">12.0 fewer<") == 2
    assert ">556.0<" in svg


def test_labels_at_the_ends_of_lines_do_not_lie_on_each_other() -> None:
    svg = vl_convert.vegalite_to_svg(drawings(SIX, {})["lines"]("wide").to_dict())
    found = re.findall(r'translate\([\d.]+,([\d.]+)\)"[^>]*>\d{3} [(I]', svg)
    heights = sorted(float(one) for one in found)
    assert len(heights) == 7
    assert all(lower - upper > 15 for upper, lower in pairwise(heights))
