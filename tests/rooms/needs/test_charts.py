"""Every chart can be drawn, wide and narrow, also of figures at their edges."""

from __future__ import annotations

from datetime import date

import pytest
import vl_convert

from suffice.analyse.needs.charts import drawings
from suffice.analyse.needs.trends import BREAKDOWNS, Point
from suffice.core.models.chart import WIDTHS


def _point(year: int, total: int, started: int | None = None, ceased: int | None = None) -> Point:
    groups = {code: dict.fromkeys(one.groups, 0) for code, one in BREAKDOWNS.items()}
    for counts in groups.values():
        counts[next(iter(counts))] = total
    return Point(date(year, 6, 30), total, 0, groups, started, ceased)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "series",
    [
        [_point(2018, 648), _point(2019, 611, 180, 217), _point(2020, 585, 190, 216)],
        [_point(2020, 6)],
        [_point(2019, 0, 0, 0), _point(2020, 0, 0, 0)],
    ],
    ids=["three years", "one year", "nobody"],
)
def test_every_chart_is_drawn_with_its_numbers(series: list[Point], width: str) -> None:
    before = series[-2] if len(series) > 1 else None
    drawn = drawings(series, before, {point.on.year: point.total / 6 for point in series})
    assert set(drawn) >= {"in-care", "rate", "age", "placement", "legal-status"}
    for name, make in drawn.items():
        svg = vl_convert.vegalite_to_svg(make(width).to_dict())
        last = {"rate": round(series[-1].total / 6), "moves": series[-1].started}.get(name, series[-1].total)
        assert f">{last}" in svg, name


def test_labels_stay_beside_their_bars_on_a_phone() -> None:
    made = drawings([_point(2020, 5)], None, {})["placement"]("narrow").to_dict()
    labels = [row["label"] for values in made["datasets"].values() for row in values]
    assert "Friends and family|foster care" in labels
    assert made["width"] >= 120
