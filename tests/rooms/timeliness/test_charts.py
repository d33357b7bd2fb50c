"""Every picture can be drawn, wide and for a phone, with its numbers on it."""

from __future__ import annotations

from datetime import date

import pytest
import vl_convert

from suffice.analyse.needs.charts import Drawing
from suffice.core.models.chart import WIDTHS
from suffice.review.timeliness import charts
from suffice.review.timeliness.quality import Lack, Quality
from tests.rooms.timeliness.figuring import VISIT, figures, tally

TEAMS = figures(
    tally(27, 71, team="Social work unit, locality 8"), tally(0, 4, team="East"), tally(0, 0, 5, team="Idle")
)


def drawn(make: Drawing, width: str) -> str:
    svg: str = vl_convert.vegalite_to_svg(make(width).to_dict())
    return svg


@pytest.mark.parametrize("width", WIDTHS)
def test_the_board_tells_what_is_overdue_and_what_falls_due(width: str) -> None:
    words = "27 overdue, 71 due soon" if width == "wide" else "27 + 71"
    assert f">{words}<" in drawn(charts.board(TEAMS), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_teams_without_anything_due_are_left_out(width: str) -> None:
    svg = drawn(charts.by_team(TEAMS, VISIT.code), width)
    assert "East" in svg
    assert "Idle" not in svg


@pytest.mark.parametrize("width", WIDTHS)
def test_the_line_over_the_days_tells_each_share(width: str) -> None:
    points = [(figures(on=date(year, 3, 31)), tally(year - 2019, 0, 10)) for year in (2019, 2020, 2021)]
    svg = drawn(charts.over_days(points), width)
    assert all(f">{words}<" in svg for words in ("0%", "9%", "17%"))


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_left_out_is_drawn_of_the_latest_returns_alone(width: str) -> None:
    lacks = [
        Lack("cin", date(2024, 3, 31), "ethnicity", "Children", 100, 50),
        Lack("cin", date(2025, 3, 31), "ethnicity", "Children", 100, 20),
        Lack("cin", date(2025, 3, 31), "birth", "Children", 100, 0),
    ]
    svg = drawn(charts.lacks(Quality(lacks)), width)
    assert "20%" in svg
    assert "50%" not in svg
    assert "Date of birth" not in svg


@pytest.mark.parametrize("width", WIDTHS)
def test_a_line_for_each_kind_of_return_has_its_name(width: str) -> None:
    lacks = [
        Lack(kind, date(year, 3, 31), "ethnicity", table, 100, year - 2020)
        for kind, table in (("cin", "Children"), ("ssda903", "Header"))
        for year in (2022, 2023, 2024)
    ]
    svg = drawn(charts.over_returns(Quality(lacks).over("ethnicity")), width)
    assert "Children in need census" in svg
    assert "SSDA903 return" in svg
