"""The picture of an indicator: a line with gaps where a figure may not be shown, and the same in words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from suffice.engine.disclosure import COUNCIL, SUPPRESSED
from suffice.engine.measures import INDICATORS
from suffice.review.reports import pictures
from suffice.review.reports.gate import protected
from suffice.review.reports.inputs import Comparator, Line
from tests.rooms.reports.conftest import COUNTED, points


def _line(code: str, *, rule: object = COUNCIL) -> Line:
    indicator = INDICATORS[code]
    assert rule in (COUNCIL, SUPPRESSED)
    chosen = COUNCIL if rule is COUNCIL else SUPPRESSED
    return Line(
        indicator=indicator, figures=tuple(protected(indicator, one, chosen) for one in points(code, COUNTED[code]))
    )


def test_it_names_the_last_figure_the_target_and_england() -> None:
    england = Comparator("England", 67.0, "2021", "A publication")
    line = replace(_line("cla_rate"), target=90.0, comparators=(england,))
    drawing = pictures.picture(line)
    assert drawing is not None
    for words in ("104.6", "Target 90.0", "England 67.0"):
        assert words in drawing


def test_where_half_may_not_be_shown_there_is_no_picture() -> None:
    assert pictures.picture(_line("uasc_share", rule=SUPPRESSED)) is None
    assert pictures.picture(_line("dols", rule=SUPPRESSED)) is None
    assert pictures.picture(_line("uasc_share")) is not None


def test_the_picture_is_told_in_words() -> None:
    told = pictures.alternative(_line("cla_rate"))
    assert told.startswith("Line chart of Children in care per 10,000 children over time, between ")
    assert "104.6 in every 10,000 children on 31 March 2022" in told


@pytest.mark.parametrize(("code", "shown"), [("cla_rate", 37), ("placed_20_miles", 37)])
def test_three_years_are_shown(code: str, shown: int) -> None:
    assert len(pictures.recent(_line(code))) == shown


def test_the_words_of_two_near_lines_stand_off_each_other() -> None:
    england = Comparator("England", 101.0, "2021", "A publication")
    chart = json.dumps(_drawn(replace(_line("cla_rate"), target=100.0, comparators=(england,))))
    assert (chart.count('"dy": 8'), chart.count('"dy": -8')) == (1, 1)
    far = json.dumps(_drawn(replace(_line("cla_rate"), target=20.0, comparators=(england,))))
    assert '"dy": 8' not in far


def _drawn(line: Line) -> dict[str, Any]:
    drawn: dict[str, Any] = pictures._chart(line, pictures.recent(line)).to_dict()
    return drawn
