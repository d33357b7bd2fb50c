"""The picture of where returns disagree: counts by what they are about and by which returns, in the result's words."""

from __future__ import annotations

from typing import Any

import pytest
import vl_convert

from suffice.analyse.returns import drawing
from suffice.core.models.chart import WIDTHS


def told(what: str, one: str, other: str, differ: int) -> dict[str, Any]:
    return {"what": what, "on": None, "one": one, "other": other, "compared": 900, "differ": differ}


CARE, CENSUS = "the SSDA903 return of 2021", "the children in need census of 2021"
BOOK = "the Annex A workbook as at 31 March 2022"
COUNTS = [
    told("date of birth", CARE, CENSUS, 7),
    told("date of birth", CARE.replace("2021", "2022"), CENSUS.replace("2021", "2022"), 5),
    told("date of birth", CENSUS, BOOK, 2),
    told("sex", CARE, BOOK, 3),
    told("ethnic group", CARE, CENSUS, 0),
]


def test_years_of_one_pair_of_returns_are_counted_together_and_what_agrees_is_left_out() -> None:
    assert drawing.by_pair(COUNTS) == {
        ("date of birth", "SSDA903 and census"): 12,
        ("date of birth", "census and Annex A"): 2,
        ("sex", "SSDA903 and Annex A"): 3,
    }


def test_the_finding_names_what_returns_differ_most_often_about() -> None:
    assert drawing.title(drawing.by_pair(COUNTS)) == (
        "Returns differ most often about date of birth: 14 of 17 differences."
    )
    assert drawing.title(drawing.by_pair(COUNTS[3:])) == "Returns differ about sex alone: 3 differences."


@pytest.mark.parametrize("width", WIDTHS)
def test_the_picture_has_each_sum_and_each_pair_on_it(width: str) -> None:
    svg = vl_convert.vegalite_to_svg(drawing.picture(drawing.by_pair(COUNTS))(width).to_dict())
    for words in (">14<", ">3<", "SSDA903 and census", "census and Annex A", "Sex"):
        assert words in svg
    assert "Ethnic" not in svg
