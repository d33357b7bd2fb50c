"""Every chart can be drawn, wide and narrow, and bears the numbers that its sentence says."""

from __future__ import annotations

import pytest
import vl_convert

from suffice.analyse.sufficiency import charts, money_charts
from suffice.core.models.chart import WIDTHS
from tests.rooms.sufficiency import told


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("homes", [[8, 11, 12, 14, 15], [10], [0, 0]], ids=["a range", "one future", "nobody"])
def test_every_chart_is_drawn_with_its_numbers(homes: list[int], width: str) -> None:
    held, _ = told.held(homes)
    case = told.block(homes)
    scenarios = [told.scenario("More homes", -400_000, -300_000, 100_000), told.scenario("No change", 0, 0, 0)]
    drawn = {
        **charts.drawings(held),
        **money_charts.drawings(told.money(homes), [case], scenarios),
    }

    wanted = {"types", "type-childrens_home", "type-in_house_foster", "years", "kinds", "scenarios"}
    assert set(drawn) >= wanted | {"block-childrens_home"}
    assert ("nowhere" in drawn) == (max(homes) > 10)
    saved = "£300,000 less" if width == "wide" else "£300k less"
    for name, make in drawn.items():
        svg = vl_convert.vegalite_to_svg(make(width).to_dict())
        number = {"types": "60", "type-in_house_foster": "60", "years": "£", "scenarios": saved}.get(name)
        assert number is None or f">{number}" in svg or number in svg, name


def test_without_places_or_prices_there_is_nothing_to_draw() -> None:
    held, _ = told.held([5], provisions=())

    assert charts.drawings(held) == {}
    assert money_charts.drawings(None, [], []) == {}
